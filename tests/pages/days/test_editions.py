"""Tests of editions: the stories of one day as one page with an end, and as a book."""

import datetime as dt
import re
import zipfile
from io import BytesIO

import pytest

from articles.pages.editions.edition import MOST_STORIES
from tests.publishing.epubcheck import complaints_about
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db
DAY = "/days/2026/11/22/"
LONG = ["The harbour council met at noon and stayed until the lamps were lit, as it does each autumn. " * 4] * 3


def edition(client, day=DAY):
    answer = client.get(f"{day}edition/")
    assert answer.status_code == 200
    return answer.content.decode()


def headlines_of(page):
    return re.findall(r'<h2 class="h" id="h\d+"><a href="[^"]*"\s*>(.*?)</a>', page)


def test_edition_holds_each_story_of_its_day_whole_and_has_an_end(client):
    story = make_article(
        "Lamp lit again", published_at=NOON, paragraphs=LONG, body_html=f"<p>{LONG[0]}</p><h2>At noon</h2>"
    )
    make_article("Lamp put out", published_at=NOON + dt.timedelta(days=1))
    make_article("Lamp of no day")

    page = edition(client)

    assert headlines_of(page) == ["Lamp lit again"]
    assert LONG[0].strip() in page
    assert "<h3>At noon</h3>" in page
    assert f'href="#s{story.pk}"' in page and f'id="s{story.pk}"' in page
    assert "That is all of Sunday 22 November 2026." in page


def test_heavier_stories_come_first_and_then_those_of_one_source_together(client):
    make_article("Short note about tides tonight", source="Bell Weekly", published_at=NOON)
    make_article("Council stays until the lamps are lit", source="Tide Table", published_at=NOON, paragraphs=LONG)
    make_article("Second long story from the harbour", source="Bell Weekly", published_at=NOON, paragraphs=LONG)
    make_article("Third long story from the harbour", source="Tide Table", published_at=NOON, paragraphs=LONG)
    make_article("Story without any source at all", source=None, published_at=NOON, paragraphs=LONG)

    assert headlines_of(edition(client)) == [
        "Second long story from the harbour",
        "Third long story from the harbour",
        "Council stays until the lamps are lit",
        "Story without any source at all",
        "Short note about tides tonight",
    ]


def test_edition_of_a_big_day_is_bounded_and_says_how_many_stories_it_leaves_out(client):
    for number in range(MOST_STORIES + 3):
        make_article(f"Lamp number {number} lit", published_at=NOON)

    page = edition(client)

    assert len(headlines_of(page)) == MOST_STORIES
    assert "The day has 3 more stories than fit into an edition:" in page


def test_edition_takes_no_story_that_would_make_it_endless(client):
    make_article("A whole book about a lamp", published_at=NOON, paragraphs=LONG, words=29_990)
    make_article("Short note about tides", published_at=NOON, words=20)

    assert headlines_of(edition(client)) == ["A whole book about a lamp"]


def test_edition_leads_to_the_nearest_earlier_and_later_ones(client):
    for days in (-3, 0, 5):
        make_article(f"Lamp of day {days}", published_at=NOON + dt.timedelta(days=days))

    page = edition(client)

    assert 'rel="prev" href="/days/2026/11/19/edition/"' in page
    assert 'rel="next" href="/days/2026/11/27/edition/"' in page


@pytest.mark.parametrize("name", ["edition/", "edition.epub"])
def test_day_without_stories_has_no_edition(client, name):
    make_article("Lamp of no day")

    assert client.get(DAY + name).status_code == 404


@pytest.mark.parametrize("address", [DAY, "/"])
def test_day_and_front_page_lead_to_the_edition(client, address):
    make_article(published_at=NOON)

    assert f'href="{DAY}edition/"' in client.get(address).content.decode()


def test_edition_of_forty_stories_costs_as_many_queries_as_one_of_twenty_and_one_more(
    client, django_assert_num_queries
):
    for number in range(MOST_STORIES + 3):
        make_article(f"Lamp number {number} lit", published_at=NOON, related=["Quay"])

    with django_assert_num_queries(5):
        edition(client)


def test_book_of_an_edition_is_right_and_ends_like_the_page(client, tmp_path):
    make_article("Lamp lit again", published_at=NOON)
    make_article("Lamp “put” out & away", published_at=NOON)
    path = tmp_path / "edition.epub"

    answer = client.get(DAY + "edition.epub")
    path.write_bytes(answer.content)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="edition-2026-11-22.epub"'
    assert complaints_about(path) == []
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert "That is all of Sunday 22 November 2026." in archive.read("EPUB/end.xhtml").decode()
        assert "2 stories, 1 minute to read" in archive.read("EPUB/title.xhtml").decode()
    assert client.get(DAY + "edition.epub").content == answer.content
