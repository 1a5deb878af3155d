"""The search page answers every kind of question, and its address gives the results that were loaded."""

import re

import pytest
from django.db import connection

from articles.search.headline_vocabulary import remember_words, vocabulary_words
from tests.support.factories import NOON, make_article
from tests.support.fragments import more_link, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quinces():
    headlines = [f"Quince harvest number {n}" for n in range(50)]
    for headline in headlines:
        make_article(headline, published_at=NOON)
    remember_words(vocabulary_words(headlines), connection)


def found(text):
    return re.findall(r"number (\d+)</a></h3>", text)


def test_near_spelling_shows_its_results_at_once(client, as_htmx, quinces):
    for headers in ({}, as_htmx):
        _, text = page_of(client, "/search/?q=quinze&sort=newest", **headers)
        words = " ".join(re.sub("<[^>]+>", "", text).split())

        assert "Nothing mentions “quinze”. 50 stories mention “quince”." in words
        assert len(found(text)) == 20
        assert "Did you mean" not in text
        assert "Nothing found" not in text
        assert 'href="?q=quince&amp;sort=newest&amp;page=2"' in text
        assert 'type="hidden" name="q" value="quince"' in text
    assert 'name="q" value="quinze"' in page_of(client, "/search/?q=quinze")[1]


def test_address_gives_the_results_that_were_loaded(client, as_htmx, quinces):
    _, first = page_of(client, "/search/?q=quince")
    _, second = page_of(client, "/search/" + more_link(first), **as_htmx)

    _, whole = page_of(client, "/search/?q=quince&until=2")

    assert found(whole) == found(first) + found(second)
    assert more_link(whole) == more_link(second)
    assert len(found(page_of(client, "/search/?q=quince&until=3")[1])) == 50


def test_address_shows_a_bounded_number_of_results(client):
    for number in range(105):
        make_article(f"Quince harvest number {number}")

    _, text = page_of(client, "/search/?q=quince&until=50")

    assert len(found(text)) == 100


@pytest.mark.parametrize("words", ["the", "a the of"])
def test_stop_words_alone_are_answered(client, words):
    make_article("The end of a pier")

    _, text = page_of(client, f"/search/?q={words}")

    assert f"1 story mentions “{words}”." in text


@pytest.mark.parametrize("words", ["-quince", "?!"])
def test_search_for_nothing_says_so(client, words):
    _, text = page_of(client, f"/search/?q={words}")

    sentence = f"There is nothing to look for in “{words}”. Name a word that the stories must have."
    assert sentence in " ".join(text.split())


@pytest.mark.parametrize(
    ("words", "headline"),
    [
        ("宮崎", "<mark>宮崎</mark>県で震度5弱、高知と<mark>宮崎</mark>に注意報"),
        ("県", "宮崎<mark>県</mark>で震度5弱、高知と宮崎に注意報"),
        ("宮崎 県", "<mark>宮崎県</mark>で震度5弱、高知と<mark>宮崎</mark>に注意報"),
        ("宮崎県", "<mark>宮崎県</mark>で震度5弱、高知と"),
        ("弱 と", "宮崎県で震度5<mark>弱</mark>、高知<mark>と</mark>宮崎に注意報"),
    ],
)
def test_matches_are_marked_by_the_sign_where_no_spaces_part_words(client, words, headline):
    make_article("宮崎県で震度5弱、高知と宮崎に注意報")

    assert headline in page_of(client, f"/search/?q={words}")[1]


def test_facets_are_folded_and_say_what_is_chosen(client):
    make_article("Quince harvest", source="The Tide Table", published_at=NOON)

    _, text = page_of(client, "/search/?q=quince&year=2026&source=the-tide-table&sort=newest")

    summary = re.search(r"<details[^>]*><summary>(.*?)</summary>", text, re.DOTALL)[1]
    assert " ".join(re.sub("<[^>]+>", "", summary).split()) == "Order, source, year Newest The Tide Table 2026"


def test_many_sources_are_folded_but_for_the_largest_and_the_chosen(client):
    for number in range(12):
        for copy in range(3 if number < 2 else 1):
            make_article(f"Quince harvest number {copy}", source=f"Paper {number:02}")

    _, text = page_of(client, "/search/?q=quince&source=paper-11")
    open_part, _, folded = text.partition('id="more-sources"')

    assert re.findall('name="source" value="([^"]+)"', open_part) == [f"paper-{n:02}" for n in (*range(8), 11)]
    assert re.findall('name="source" value="([^"]+)"', folded) == ["paper-08", "paper-09", "paper-10"]
    assert "3 more sources" in " ".join(folded.split())


@pytest.mark.parametrize("page", ["x", "0", "999", "2&until=x", "1&until=0", "1&until=999999"])
def test_part_that_is_none_is_not_there(client, page):
    make_article("Quince harvest fails", paragraphs=["Nobody knows why."])

    assert client.get(f"/search/?q=quince&page={page}").status_code == 404
