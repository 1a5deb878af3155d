"""What is open on a page stands in its address, and the address gives the same rows again."""

import datetime as dt
import re

import pytest

from articles.models import Headline
from articles.pages import river
from tests.support.factories import NOON, make_article, make_waiting
from tests.support.fragments import more_link, page_of

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def stories():
    return [make_article(f"Story number {n}", published_at=NOON - n * HOUR, related=["Wanted one"]) for n in range(100)]


def headlines(text):
    return re.findall(r"Story number (\d+)</a>", text.rpartition("<main")[2].partition("<aside")[0])


def cursor_of(text):
    return more_link(text).partition("=")[2]


@pytest.mark.parametrize("path", ["/", "/sources/the-tide-table/", "/headlines/{wanted}/stories/"])
def test_address_gives_the_headlines_that_were_loaded_one_page_after_the_other(client, as_htmx, stories, path):
    path = path.format(wanted=Headline.objects.get(text="Wanted one").pk)
    _, first = page_of(client, path)
    _, second = page_of(client, path + more_link(first), **as_htmx)
    _, third = page_of(client, path + more_link(second), **as_htmx)

    _, whole = page_of(client, f"{path}?until={cursor_of(second)}")

    assert headlines(whole) == headlines(first) + headlines(second) + headlines(third)
    assert len(headlines(whole)) == 90
    assert more_link(whole) == more_link(third)


def test_address_gives_the_last_page_too(client, stories):
    last = river.Cursor(stories[89].dated_at, stories[89].pk)

    _, whole = page_of(client, f"/?until={last}")

    assert len(headlines(whole)) == 100
    assert 'class="more"' not in whole


def test_address_of_a_later_page_goes_on_from_it(client, stories):
    after, until = (river.Cursor(stories[n].dated_at, stories[n].pk) for n in (29, 59))

    _, text = page_of(client, f"/?after={after}&until={until}")

    assert headlines(text) == [str(n) for n in range(30, 90)]


def test_address_shows_a_bounded_number_of_headlines(client):
    most = river.MOST_PAGES * river.PAGE
    stories = [make_article(f"Story number {n}", published_at=NOON - n * HOUR) for n in range(most + 40)]
    last = river.Cursor(stories[-1].dated_at, stories[-1].pk)

    _, text = page_of(client, f"/?until={last}")

    assert len(headlines(text)) == most
    assert 'class="more"' in text


def test_new_stories_come_before_those_that_were_loaded(client, as_htmx, stories):
    _, first = page_of(client, "/")
    make_article("Breaking", published_at=NOON + HOUR)

    _, whole = page_of(client, f"/?until={cursor_of(first)}")

    assert set(map(str, range(60))) <= set(headlines(whole))


def test_address_gives_the_wanted_headlines_that_were_loaded(client, as_htmx):
    for number in range(120):
        make_waiting(f"Waiting number {number}", wanted=1)
    Headline.objects.update(lists=1)
    _, first = page_of(client, "/wanted/")
    _, second = page_of(client, "/wanted/" + more_link(first), **as_htmx)

    _, whole = page_of(client, f"/wanted/?until={cursor_of(first)}")

    assert re.findall(r"Waiting number \d+</a>", whole) == re.findall(r"Waiting number \d+</a>", first + second)
    assert more_link(whole) == more_link(second)


def test_page_that_begins_later_has_a_title_of_its_own_and_is_not_indexed(client, stories):
    after = river.Cursor(stories[29].dated_at, stories[29].pk)

    _, first = page_of(client, "/")
    _, later = page_of(client, f"/?after={after}")

    assert '<link rel="canonical" href="http://testserver/">' in first
    assert '<meta property="og:type" content="website">' in first
    assert '<meta name="robots" content="noindex, follow">' in later
    assert 'rel="canonical"' not in later
    assert "<h1>Headlines of 21 November 2026 and before</h1>" in " ".join(later.split())
    assert 'class="nameplate' not in later
    assert "Headlines of 21 November 2026 and before, " in re.search(r"<title>(.*?)</title>", later, re.DOTALL)[1]


@pytest.mark.parametrize(
    ("path", "after"),
    [
        ("/", "after=2026-11-21T00:00:00Z~1"),
        ("/sources/the-tide-table/", "after=2026-11-21T00:00:00Z~1"),
        ("/days/2026/11/22/", "after=2026-11-22T11:00:00Z~99"),
        ("/2026/11/", "after=2026-11-22T11:00:00Z~99"),
        ("/wanted/", "after=2~999"),
        ("/undated/", "after=9999"),
        ("/sources/", "after=the-tide-table"),
        ("/headlines/{wanted}/", "after=2026-11-22T11:00:00Z~99"),
        ("/stories/{story}/revisions/", "until=1"),
    ],
)
def test_every_part_of_a_list_is_left_out_of_indexes_and_has_a_title_of_its_own(client, stories, path, after):
    make_article("Undated one", source="The Zenith")
    stories[0].revisions.create(position=1, headline="Story", seen_at=NOON, changed_at=NOON, fingerprint="1")
    stories[0].revisions.create(position=2, headline="Story", seen_at=NOON, changed_at=NOON, fingerprint="2")
    path = path.format(wanted=Headline.objects.get(text="Wanted one").pk, story=stories[0].pk)

    whole, part = client.get(path), client.get(f"{path}?{after}")

    titles = [re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1] for page in (whole, part)]
    assert (whole.status_code, part.status_code) == (200, 200)
    assert titles[0].split() != titles[1].split()
    assert '<meta name="robots" content="noindex, follow">' in part.content.decode()
    assert client.get(f"{path}?{after.partition('=')[0]}=no+place").status_code == 404


def test_redirects_keep_what_is_open(client):
    article = make_article("Hub", related=["One", "Two"])
    headline = Headline.objects.get(key=article.key)

    for address in (f"/stories/{article.pk}/", f"/stories/{article.pk}/old-name/", f"/headlines/{headline.pk}/"):
        response = client.get(f"{address}?open=1&open=2&related=all")
        assert response["Location"] == f"{article.get_absolute_url()}?open=1&open=2&related=all"


@pytest.mark.parametrize("count", [1, 5])
def test_short_story_unfolds_whole(client, count):
    make_article("Short", paragraphs=[f"Paragraph {n} of it." for n in range(count)])
    article = make_article("Hub", related=["Short"])

    _, text = page_of(client, f"{article.get_absolute_url()}?open=1")

    assert f"Paragraph {count - 1} of it." in text
    assert "Go to its page" in text
    assert "Read the whole story" not in text


def test_longer_story_unfolds_to_its_beginning(client):
    make_article("Longer", paragraphs=[f"Paragraph {n} of it." for n in range(6)])
    article = make_article("Hub", related=["Longer"])

    _, text = page_of(client, f"{article.get_absolute_url()}?open=1")

    assert "Paragraph 1 of it." in text
    assert "Paragraph 2 of it." not in text
    assert "Read the whole story" in text


def test_short_story_with_a_list_unfolds_to_its_beginning(client):
    blocks = [{"kind": "paragraph", "text": "Paragraph 0 of it."}, {"kind": "list", "text": "An item"}]
    make_article("With a list", blocks=blocks)
    article = make_article("Hub", related=["With a list"])

    assert "Read the whole story" in page_of(client, f"{article.get_absolute_url()}?open=1")[1]


def test_day_that_goes_on_is_added_to_its_list(client, as_htmx, stories):
    _, first = page_of(client, "/")
    _, page = page_of(client, "/" + more_link(first))
    _, fragment = page_of(client, "/" + more_link(first), **as_htmx)

    assert fragment.strip().startswith('<div hx-swap-oob="beforeend:#day-2026-11-21">')
    assert "continued" not in fragment
    assert 'id="day-2026-11-21"' in first
    assert "continued" in page  # a page of its own has no list that goes on
