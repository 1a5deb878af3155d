"""The archive: days, months and years with their numbers of headlines."""

import datetime as dt
import re

import pytest

from tests.support.factories import NOON, make_article
from tests.support.fragments import more_link, page_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def make_days(*days):
    for number, day in enumerate(days):
        make_article(f"Story of {day}, number {number}", published_at=NOON.replace(*map(int, day.split("-"))))


def test_year_counts_the_headlines_of_its_months_and_days(client):
    make_days("2024-12-16", "2024-12-16", "2024-12-02", "2024-03-01", "2023-05-05", "2026-01-01")
    make_article("Undated", imported_at=NOON.replace(year=2024), dated_at=NOON.replace(year=2024))

    _, text = page_of(client, "/2024/")

    counts = re.findall(r'href="/days/2024/(\d\d/\d\d)/".*?class="n">(\d+)<', text, re.DOTALL)
    assert counts == [("12/02", "1"), ("12/16", "2"), ("03/01", "1")]
    assert "3 headlines" in text
    assert 'rel="prev" href="/2023/"' in text
    assert 'rel="next" href="/2026/"' in text


def test_month_has_its_days_and_its_headlines(client, as_htmx):
    make_days("2024-11-30", *["2024-12-01"] * 20, *["2024-12-31"] * 20, "2025-02-01")

    _, text = page_of(client, "/2024/12/")
    _, fragment = page_of(client, "/2024/12/" + more_link(text), **as_htmx)

    assert "40 headlines" in text
    assert (text + fragment).count("<h3") == 40
    assert "Story of 2024-11-30" not in text + fragment
    assert 'rel="prev" href="/2024/11/"' in text
    assert 'rel="next" href="/2025/02/"' in text
    assert 'href="/2024/"' in text


def test_day_without_headlines_names_the_nearest_ones(client):
    make_days("2024-12-01", "2024-12-16")

    response, text = page_of(client, "/days/2024/12/09/")

    assert response.status_code == 200
    assert "Story of 2024-12-01" in text
    assert "Story of 2024-12-16" in text
    assert 'name="robots" content="noindex"' in text


def test_year_without_headlines_leads_to_the_nearest_ones(client):
    make_days("2024-12-01")

    _, text = page_of(client, "/2019/")
    _, month = page_of(client, "/2019/05/")

    assert "nothing that was published in this year" in text
    assert 'href="/2024/"' in text
    assert 'href="/2024/12/"' in month


def test_archive_of_an_empty_library_is_not_found(client):
    assert client.get("/2024/").status_code == 404
    assert client.get("/2024/12/").status_code == 404


@pytest.mark.parametrize("address", ["/0001/", "/9999/", "/2024/13/", "/9999/12/", "/0000/", "/0001/01/"])
def test_impossible_times_are_not_found(client, address):
    make_days("2024-12-01")

    assert client.get(address).status_code == 404


def test_the_way_into_the_archive_is_the_newest_year(client):
    assert client.get("/days/").headers["Location"] == "/"
    make_days("2024-12-01", "2023-01-01")

    assert client.get("/days/").headers["Location"] == "/2024/"


@pytest.mark.parametrize("count", [2, 12])
def test_archive_takes_as_many_queries_however_much_it_holds(client, count, django_assert_max_num_queries):
    make_days(*[f"2024-{number + 1:02}-01" for number in range(count)], *["2024-01-05"] * count)

    for address, most in [("/2024/", 2), ("/2024/01/", 3), ("/days/2024/01/05/", 2), ("/days/2024/01/03/", 4)]:
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("query", ["?after=nowhere", "?q=paper&after=nowhere"])
def test_index_after_a_source_that_is_not_there_is_not_found(client, query):
    make_article("The ferry returns", source="Paper", published_at=NOON)

    assert client.get("/sources/").status_code == 200
    assert client.get("/sources/" + query).status_code == 404
