"""The headlines that wait, as a page, as a table and as a plain list."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Headline
from articles.pages import wanted
from tests.support.factories import NOON, make_article
from tests.support.fragments import more_link, page_of

pytestmark = pytest.mark.django_db


def test_wanted_headlines_come_most_wanted_first_page_after_page(client, as_htmx):
    make_wanted()

    _, text = page_of(client, "/wanted/")
    _, fragment = page_of(client, "/wanted/" + more_link(text), **as_htmx)
    headlines = re.findall(r"<h3[^>]*><a [^>]*>([^<]*)</a>", text + fragment)

    assert headlines == ["In two lists", *[f"In one list, {n}" for n in reversed(range(59))]]
    assert "60 headlines" in text
    assert "<html" not in fragment
    assert fragment.count('class="count"') == 10


def make_wanted():
    """Three stories, two of which share their list, and sixty headlines of which one stands in both lists."""
    make_article("Pointer 0", related=["In two lists", *[f"In one list, {n}" for n in range(59)]])
    for number in (1, 2):
        make_article(f"Pointer {number}", related=["In two lists"], published_at=NOON)


def test_wanted_page_says_how_many_lists_and_stories_name_a_headline_and_one_of_them(client):
    make_wanted()

    first, second, *_ = page_of(client, "/wanted/")[1].split('<li class="count">')[1:]

    assert '<span class="n">2<span class="vh"> lists have it:' in first
    assert re.search(
        r"Named by 3 stories, one of them <a [^>]*>Pointer \d</a>, <span[^>]*>The Tide Table</span>", first
    )
    assert 'class="n"' not in second
    assert re.search(r"Named by <a [^>]*>Pointer 0</a>, <span[^>]*>The Tide Table</span>\.", second)


def test_wanted_rows_name_stories_as_different_as_can_be(client):
    """Fault 27: rows that name the same story tell the reader nothing."""
    for number in range(6):
        make_article(f"Pointer {number}", related=[f"Wanted {n}" for n in range(6)] + [f"Of its own {number}"])

    _, text = page_of(client, "/wanted/")

    sentence = r"Named by 6 stories, one of them <a [^>]*>(Pointer \d)</a>, <span[^>]*>The Tide Table</span>\."
    named = re.findall(rf">Wanted \d</a></h3>\s*<p [^>]*>{sentence}", text)
    assert len(named) == len(set(named)) == 6


def rows_of(client):
    response = client.get("/wanted.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


def test_wanted_headlines_come_as_a_table(client, settings):
    settings.ORIGIN = "https://news.example.org"
    make_wanted()
    Headline.objects.filter(text="In two lists").update(listed_on=NOON.date())

    first, *others = rows_of(client)

    wanted, pointer = Headline.objects.get(text="In two lists"), Article.objects.get(headline=first["named_in"])
    assert first == {
        "headline": "In two lists",
        "lists": "2",
        "stories": "3",
        "listed_on": "2026-11-22",
        "address": f"https://news.example.org{wanted.get_absolute_url()}",
        "named_in": pointer.headline,
        "named_in_address": f"https://news.example.org{pointer.get_absolute_url()}",
        "named_in_source": "The Tide Table",
    }
    assert (len(others), others[0]["listed_on"]) == (59, "")


def test_wanted_headlines_come_as_plain_text(client):
    make_wanted()

    response = client.get("/wanted.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.getvalue().decode().splitlines()
    assert lines[:2] == ["In two lists", "In one list, 58"]
    assert len(lines) == 60


def test_no_headline_is_a_formula_or_two_lines(client):
    hostile = [
        '=HYPERLINK("https://evil.example")',
        "+1 goal",
        "-2 degrees",
        "@SUM(A1)",
        "\t=3",
        "＝4",
        "＋5 boats",
        "－6 in the shade",
        "＠SUM(B7)",
        "\u200b=8",
        "\u3164\ufeff@9",
        '"quoted", twice',
        "Two\nlines",
    ]
    make_article("=The pointer", source="=Paper", related=hostile)

    rows = rows_of(client)
    lines = client.get("/wanted.txt").getvalue().decode().splitlines()

    texts = {row["headline"] for row in rows}
    assert texts == {
        '\'=HYPERLINK("https://evil.example")',
        "'+1 goal",
        "'-2 degrees",
        "'@SUM(A1)",
        "'=3",
        "'＝4",
        "'＋5 boats",
        "'－6 in the shade",
        "'＠SUM(B7)",
        "'\u200b=8",
        "'\u3164\ufeff@9",
        '"quoted", twice',
        "Two lines",
    }
    assert {(row["named_in"], row["named_in_source"]) for row in rows} == {("'=The pointer", "'=Paper")}
    assert len(lines) == len(hostile)


def parts_of(client, address):
    """The answers under an address and under those that their Link headers name, one after the other."""
    while address:
        response = client.get(address)
        yield response
        found = re.fullmatch(r'<([^>]+)>; rel="next"', response.headers.get("Link", ""))
        address = found and found[1]


@pytest.mark.parametrize("path", ["/wanted.txt", "/wanted.csv"])
def test_wanted_list_comes_in_parts_of_bounded_size(client, monkeypatch, path):
    make_wanted()
    monkeypatch.setattr(wanted, "PART", 7)
    monkeypatch.setattr(wanted._part_after, "_statements", {})  # they have the size of a part in them

    with CaptureQueriesContext(connection) as captured:
        parts = list(parts_of(client, path))

    assert len(parts) == 9
    assert len(captured) == 2 * len(parts)
    assert not any(part.streaming for part in parts)  # a slow reader must not keep a thread
    lines = [line for part in parts for line in part.content.decode().splitlines()[path.endswith("csv") :]]
    assert len(lines) == len(set(lines)) == 60


def test_wanted_page_is_pleasant_when_nothing_waits(client):
    assert "Nothing waits" in page_of(client, "/wanted/")[1]


@pytest.mark.parametrize("count", [3, 30])
def test_wanted_takes_three_queries_however_many_wait(client, count, django_assert_max_num_queries):
    make_article(related=[f"Waiting {number}" for number in range(count)])

    with django_assert_max_num_queries(3):
        client.get("/wanted/")
