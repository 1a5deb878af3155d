"""What the front page chooses, and what it prints of each story."""

import datetime as dt
import re
from collections import Counter
from html import unescape

import pytest

from articles.models import Headline, Source
from articles.pages.front.common_source import common_source
from articles.pages.front.top import choose_top
from articles.pages.river import newest, river
from articles.pages.river import page_of as page_of_cards
from articles.pages.slugs import words_of
from tests.support.factories import NOON, make_article
from tests.support.fragments import more_link, page_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LONG = ["The ferry came back on Sunday, half full and on time, and nobody rang the bell. " * 5, "So it ended."]


def make_news(headline, day=0, **fields):
    """A story that may lead: dated, with a source, and of more than a line."""
    return make_article(headline, **{"paragraphs": LONG, "published_at": NOON - day * DAY, **fields})


def headlines(html, tag="h[23]"):
    found = re.findall(rf'<{tag}[^>]*><a href="/stories/[^"]*"[^>]*>([^<]*)</a></{tag}>', html)
    return [unescape(headline) for headline in found]


def top_of(client, address="/"):
    return headlines(page_of(client, address)[1].partition('id="river"')[0], "h2")


def test_the_top_is_chosen_by_weight_and_never_by_the_clock_alone(client):
    make_news("Harbour wall holds through the night of the storm")
    make_article("A line from the wire that came in last", published_at=NOON + DAY / 4)
    make_news("Nobody says who wrote this long piece about the quay", source=None, published_at=NOON + DAY / 4)
    make_news("12:00 2026-11-22", published_at=NOON + DAY / 4)
    make_article("Imported only a moment ago, of no known day", imported_at=NOON + DAY, dated_at=NOON + DAY)

    assert top_of(client) == ["Harbour wall holds through the night of the storm"]


def test_a_day_of_age_weighs_as_much_as_ways_onward():
    stories = [
        make_news("Yesterday’s long piece about the harbour", day=1, related=["The bell"]),
        make_news("Today’s long piece about the harbour"),
        make_news("Long piece of the day before yesterday", day=2, related=["The bell"]),
    ]

    top = choose_top(page_of_cards(newest(None))[0])

    assert [card.pk for card in top.cards] == [stories[1].pk, stories[0].pk, stories[2].pk]


def test_of_the_top_six_two_are_of_one_source_at_most(client):
    for number in range(9):
        make_news(f"Number {number} of the larger paper’s long pieces", published_at=NOON + number * DAY / 100)
    for number in range(5):
        make_news(f"Number {number} of another paper’s long pieces", source=f"Paper {number}", day=number + 1)

    top = river(newest(None), has_top=True).top

    assert len(top.cards) == 6
    assert max(Counter(card.source for card in top.cards).values()) == 2


def test_thirds_stand_in_a_row_of_three_or_not_at_all(client):
    for number in range(5):
        make_news(f"Number {number} of the paper’s long pieces")

    assert len(top_of(client)) == 3

    make_news("Number 5 of the paper’s long pieces")

    assert len(top_of(client)) == 6


def test_undated_stories_are_a_section_after_the_newest_day_with_a_count(client):
    for number in range(4):
        make_news(f"Number {number} of the paper’s long pieces", day=number // 4)
    make_news("A piece of the day before", day=1)
    for number in range(12):
        make_article(f"Undated number {number}", imported_at=NOON + DAY, dated_at=NOON + DAY)

    _, text = page_of(client, "/")
    _, everything = page_of(client, "/undated/")

    before, _, after = text.partition('<h2 class="label" id="undated">')
    assert "Number 0 of" in before
    assert "Undated number" not in before
    assert "A piece of the day before" in after
    assert after.count("Undated number") == 10
    assert '<a class="u" href="/undated/">All 12 undated headlines</a>' in after
    assert len(headlines(everything)) == 12


def test_the_day_of_the_import_is_printed_nowhere(client):
    """Faults 1 and 2: it would stand where the date of publication stands."""
    make_article("Undated and listed", imported_at=NOON + 9 * DAY, dated_at=NOON + 9 * DAY, related=["Not here yet"])
    make_article("Undated hub", imported_at=NOON + 9 * DAY, dated_at=NOON + 9 * DAY, related=["Undated and listed"])
    make_news("The only dated one of this whole library")
    waiting = Headline.objects.get(article=None).get_absolute_url()

    for address in [
        "/",
        "/undated/",
        "/sources/the-tide-table/",
        "/sources/",
        "/wanted/",
        waiting,
        "/search/?q=undated",
    ]:
        visible = re.sub(r"<[^>]*>", " ", page_of(client, address)[1])
        assert "Dec 2026" not in visible, address
        assert "1 December" not in visible, address
        assert not re.search(r"\bImported\b", visible), address

    assert "22 November 2026" in page_of(client, "/")[1]
    assert client.get("/days/2026/12/01/").content.decode().count("<h3") == 1  # of the nearest day


def test_library_without_dates_has_a_lead_and_no_date(client):
    make_article("Undated line")
    make_article("Undated piece about the harbour and its wall", paragraphs=LONG)

    _, text = page_of(client, "/")

    assert headlines(text.partition('id="river"')[0]) == ["Undated piece about the harbour and its wall"]
    assert "Undated line" in text
    assert "<time" not in text


def test_undated_stories_come_page_after_page(client, as_htmx):
    for number in range(40):
        make_article(f"Undated number {number}")

    _, text = page_of(client, "/undated/")
    _, fragment = page_of(client, "/undated/" + more_link(text), **as_htmx)
    _, own = page_of(client, "/sources/the-tide-table/undated/")

    assert headlines(text) + headlines(fragment) == [f"Undated number {number}" for number in reversed(range(40))]
    assert "<html" not in fragment
    assert "40 headlines" in own


def test_a_row_prints_no_short_reading_time_and_no_empty_line(client):
    make_article("Of a minute", published_at=NOON.replace(hour=0), source=None)
    make_article("Of many minutes", published_at=NOON.replace(hour=0), source=None, words=3_000)

    _, text = page_of(client, "/days/2026/11/22/")

    rows = re.findall(r"<li[^>]*>(.*?)</li>", text, re.DOTALL)
    of_a_minute, of_many = (next(row for row in rows if headline in row) for headline in ("Of a m", "Of many m"))
    assert "meta" not in of_a_minute
    assert "14 min" in of_many


def test_a_source_of_most_rows_is_said_once(client):
    for number in range(5):
        make_article(f"Ours, number {number}", published_at=NOON - number * DAY / 100)
    make_article("Theirs", source="Another Paper", published_at=NOON)

    _, text = page_of(client, "/days/2026/11/22/")

    assert text.count("The Tide Table") == 1
    assert "where no source is named" in text
    assert ">Another Paper</b>" in text


def test_no_source_is_taken_for_the_common_one():
    for number in range(5):
        make_article(f"Ours, number {number}", published_at=NOON)
    make_article("Nobody’s", source=None, published_at=NOON)

    assert common_source(river(newest(None)).days[0].cards).name == ""


def test_a_day_that_goes_on_has_no_larger_headlines(client, as_htmx):
    """Fault 17: a rank that the page's end gave."""
    for number in range(40):
        make_article(f"Story {number}", published_at=NOON - number * DAY / 100)

    _, text = page_of(client, "/days/2026/11/22/")
    _, fragment = page_of(client, "/days/2026/11/22/" + more_link(text), **as_htmx)

    assert 'class="big"' in text
    assert 'class="big"' not in fragment
    assert len(headlines(fragment)) == 10


def test_a_day_puts_last_what_is_hardly_a_story():
    make_article("date 2026-11-22 10:00 12/11", published_at=NOON + DAY / 4)
    make_news("Harbour wall holds through the night")

    (day,) = river(newest(None)).days

    assert day.cards[0].headline == "Harbour wall holds through the night"


def test_most_linked_are_of_the_last_thirty_days(client):
    target, old = make_news("Linked of late, and twice"), make_news("Linked long ago, and often", day=40)
    for number in range(3):
        make_news(f"A pointer, number {number}", related=[target.headline, old.headline], day=number + 1)
    once = make_news("Linked once only")
    make_news("A pointer to it", related=[once.headline])

    rail = page_of(client, "/")[1].partition("<aside")[2]

    assert headlines(re.sub(r"<li[^>]*>\s*", "<h3>", rail).replace("</a>", "</a></h3>")) == [
        "Linked of late, and twice"
    ]


def test_a_source_page_is_about_the_source(client):
    """Fault 16: it showed what the whole library has."""
    ours, theirs = make_news("Ours, linked twice"), make_news("Theirs, linked twice", source="Another Paper")
    listed = [ours.headline, theirs.headline]
    make_news("Our pointer of long ago", day=800, related=[*listed, "We wait for this"])
    make_news("Their pointer", source="Another Paper", related=[*listed, "They wait for this"])

    _, text = page_of(client, "/sources/the-tide-table/")

    head, _, rail = text.partition("<aside")
    assert re.search(r"2024 to 2026", head)
    assert "2 stories" in head
    assert "Ours, linked twice" in rail
    assert "We wait for this" in rail
    assert "Theirs" not in text
    assert "They wait" not in text
    assert "Another Paper" not in text


def test_lead_leads_on_to_what_does_not_stand_beside_it(client):
    beside = [f"Harbour report of the morning, part {number}" for number in range(5)]
    for number, headline in enumerate(beside):
        make_news(headline, source=f"Paper {number}")
    onward = [f"Long ago in the harbour, part {number}" for number in range(4)]
    for headline in onward:
        make_news(headline, day=20)
    make_news("Harbour wall holds through the night", source="Bell Weekly", related=beside + onward)

    _, text = page_of(client, "/")
    links = re.search(r'<ul class="rows links".*?</ul>', text, re.DOTALL)[0]

    assert top_of(client)[0] == "Harbour wall holds through the night"
    assert sorted(top_of(client)[1:]) == beside
    assert re.findall(r">([^<>]+)</a>", links) == onward[:3]


def test_sources_are_an_index_by_name_that_can_be_searched(client, monkeypatch):
    make_news("First", source="Bell Weekly", day=30)
    make_news("Last", source="Bell Weekly")
    make_article("Undated", source="Anchor Post")
    Source.objects.create(name="Empty Paper", slug="empty-paper", key="empty paper")

    _, text = page_of(client, "/sources/")
    _, found = page_of(client, "/sources/?q=BELL")
    monkeypatch.setattr("articles.pages.archive.sources.PAGE", 1)
    _, first = page_of(client, "/sources/")
    _, second = page_of(client, "/sources/?after=anchor-post")

    assert re.findall(r'href="/sources/([^/]+)/"', text) == ["anchor-post", "bell-weekly"]
    assert re.search(r"23 Oct 2026</time> – <time[^>]*>22 Nov 2026", " ".join(text.split()))
    assert "Anchor Post" not in found
    assert 'href="?after=anchor-post"' in first
    assert "Bell Weekly" in second
    assert "No source is called “zzz”." in page_of(client, "/sources/?q=zzz")[1]


def test_front_and_source_say_what_they_are_to_machines(client, settings):
    """Fault 23: they had no canonical address and no OpenGraph."""
    settings.ORIGIN = "https://news.example.org"
    make_news("Harbour wall holds through the night")

    for path, name in [("/", settings.SITE_NAME), ("/sources/the-tide-table/", "The Tide Table")]:
        _, text = page_of(client, path)
        assert f'<link rel="canonical" href="https://news.example.org{path}">' in text
        assert f'<meta property="og:title" content="{name}">' in text
        assert '<meta property="og:type" content="website">' in text


def test_import_is_no_word_of_the_main_navigation(client):
    """Fault 20: readers cannot import; editors find the panel in the footer."""
    make_news("Harbour wall holds through the night")

    _, text = page_of(client, "/")

    assert "/admin/" not in text.partition("<footer")[0]
    assert '<a href="/admin/">For editors</a>' in text


def test_missing_page_offers_to_search_for_the_words_of_its_address(client):
    _, text = page_of(client, "/stories/999/harbour-wall-holds-%3Cb%3E/")

    assert 'value="harbour wall holds &lt;b&gt;"' in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/2024/12/16/harbour-wall_holds.html", "harbour wall holds"),
        ("/news/caf%C3%A9-closes/index.html", "café closes"),
        ("/stories/999/", "stories"),
        ("/999/", ""),
        ("/", ""),
        ("/" + "-".join("abcdefghijk"), "a b c d e f g h"),
    ],
)
def test_words_of_an_address(path, words):
    assert words_of(path) == words
