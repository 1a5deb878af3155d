"""What the API answers: pages of lists, fields, errors, and headers for scripts of other sites."""

import datetime as dt
import sqlite3
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection

from articles.models import Article, Headline, Source
from articles.models.imports.mends import JoinedSource
from articles.search import TooSlowError
from tests.api.conftest import GONE
from tests.support.factories import NOON, make_article

API = "/api/v1/"

pytestmark = pytest.mark.django_db


def ask(client, path, status=200, **headers):
    response = client.get(f"{API}{path}", headers=headers)
    assert response.status_code == status, response.content
    return response.json() if response.content else None


def walk(client, path):
    """The items of all pages, as their `next` leads from one to the other."""
    items, address = [], f"{API}{path}"
    while address:
        page = client.get(address).json()
        items += page["items"]
        address = page["next"]
    return items


def test_list_of_stories_goes_on_where_a_page_ends(client, db):
    for number in range(7):
        make_article(f"Lamp number {number} is lit", published_at=NOON - dt.timedelta(minutes=number // 2))

    walked = walk(client, "stories?limit=2")

    newest = Article.objects.newest().values_list("pk", flat=True)
    assert [story["id"] for story in walked] == list(newest)


def test_stories_of_a_source_and_of_days(client, library):
    def headlines(query):
        return [story["headline"] for story in walk(client, f"stories?{query}&limit=1")]

    assert headlines("source=the-lantern-post") == ["A lamp for the quay"]
    assert headlines("published_from=2026-11-21") == ["The bell of the ferry is found", "A tide too many"]
    assert headlines("published_until=2026-11-21") == ["A tide too many", "A lamp for the quay"]
    assert headlines("published_from=2026-11-21&published_until=2026-11-21") == ["A tide too many"]
    assert len(headlines("published_from=0001-01-01")) == len(headlines("published_until=9999-12-31")) == 3


def test_story_has_its_text_and_where_it_came_from(client, library):
    story = ask(client, f"stories/{library['story'].pk}")

    assert story["url"] == f"http://testserver{library['story'].get_absolute_url()}"
    assert story["original_url"] == "https://tide.example.org/bell"
    assert story["published_at"] == "2026-11-22T12:00:00Z"
    assert [block["text"] for block in story["text"]] == [block["text"] for block in library["story"].blocks]
    assert story["html"] == library["story"].body_html
    assert story["versions"] == 3


def test_what_is_not_known_is_null(client, library):
    story = ask(client, f"stories/{Article.objects.get(source=None).pk}")

    unknown = ("source", "standfirst", "byline", "language", "published_at", "original_url")
    assert {name: story[name] for name in unknown} == dict.fromkeys(unknown)


def test_only_the_fields_that_are_named_are_given(client, library):
    number = library["story"].pk

    assert ask(client, f"stories/{number}?fields=headline,words") == {
        "id": number,
        "headline": "The bell of the ferry is found",
        "words": library["story"].words,
    }
    assert ask(client, "sources?fields=name&limit=1")["items"] == [
        {"slug": "the-lantern-post", "name": "The Lantern Post"}
    ]
    assert set(ask(client, "search?q=bell&fields=headline_html")) > {"items", "next", "total"}


def test_headlines_of_a_story_in_order_with_their_state(client, library):
    listed = walk(client, f"stories/{library['story'].pk}/headlines?limit=1")

    assert [(one["position"], one["text"], one["state"]) for one in listed] == [
        (1, "Who rang the bell", "waiting"),
        (2, "A tide too many", "live"),
    ]
    assert listed[1]["story"]["id"] == Article.objects.get(headline="A tide too many").pk


def test_headlines_by_state(client, library):
    def texts(query):
        return [one["text"] for one in walk(client, f"headlines?{query}&limit=1")]

    assert texts("state=waiting") == ["Who rang the bell"]
    assert texts("state=live")[0] == "A tide too many"
    assert len(texts("state=live")) == 4
    assert len(texts("")) == Headline.objects.count()


def test_stories_that_list_a_headline(client, library):
    number = library["waiting"].pk

    assert ask(client, f"headlines/{number}")["listed_by"] == 2
    assert len(walk(client, f"headlines/{number}/stories?limit=1")) == 2


def test_versions_the_newest_first(client, library):
    versions = walk(client, f"stories/{library['story'].pk}/versions?limit=1")

    assert [(version["number"], version["is_current"]) for version in versions] == [(3, True), (2, False), (1, False)]
    assert versions[2]["text"] == [{"kind": "paragraph", "text": "The bell is missing."}]
    assert versions[0]["changed_at"] is None


def test_sources_by_name_with_their_stories(client, library):
    sources = walk(client, "sources?limit=1")

    assert [(source["name"], source["stories"]) for source in sources] == [
        ("The Lantern Post", 1),
        ("The Tide Table", 2),
    ]
    assert sources[1]["first_published_at"] == "2026-11-21T12:00:00Z"
    assert [source["slug"] for source in walk(client, "sources?q=lantern")] == ["the-lantern-post"]


def test_search_marks_what_it_found(client, library):
    found = ask(client, "search?q=bell")

    assert found["total"] == len(found["items"]) == 4
    assert found["items"][0]["headline_html"] == "The <mark>bell</mark> of the ferry is found"
    assert found["items"][1]["extract_html"].endswith("Nobody rang the <mark>bell</mark>.")
    assert [one["text"] for one in found["waiting"]] == ["Who rang the bell"]
    assert found["next"] is None


def test_control_characters_are_dropped_from_what_is_searched_for(client, library):
    assert ask(client, "search?q=be%00ll%07")["total"] == ask(client, "search?q=bell")["total"] == 4
    assert client.get(f"{API}search?q=%00").status_code == client.get(f"{API}search?q=").status_code


def test_search_has_pages(client, db):
    for number in range(21):
        make_article(f"Harbour report number {number}")

    found = walk(client, "search?q=harbour&sort=newest")

    assert len({story["id"] for story in found}) == 21


def test_story_and_source_that_became_another_lead_there(client, library):
    own = library["story"].pk
    tide_table = Source.objects.get(slug="the-tide-table")
    JoinedSource.objects.create(key="the tide", source=tide_table, name="The Tide", made_at=NOON)
    Source.objects.create(name="The Tide", slug="the-tide", key="the tide")

    for path, target in (
        (f"stories/{GONE}", f"stories/{own}"),
        (f"stories/{GONE}/headlines", f"stories/{own}/headlines"),
        (f"stories/{GONE}/versions", f"stories/{own}/versions"),
        ("sources/the-tide", "sources/the-tide-table"),
    ):
        response = client.get(f"{API}{path}")
        assert (response.status_code, urlsplit(response.headers["Location"]).path) == (301, f"{API}{target}")
    assert len(ask(client, "stories?source=the-tide")["items"]) == 2


@pytest.mark.parametrize(
    "path",
    [
        *("stories/1234567", "stories/1234567/headlines", "stories/1234567/versions", "headlines/1234567"),
        *("headlines/1234567/stories", "sources/nobody", "stories?source=nobody", "nothing/", "stories/"),
        *(
            "stories?after=yesterday",
            "headlines?after=x",
            "sources?after=nobody",
            "stories?after=2026-02-30T00:00:00Z~1",
        ),
    ],
)
def test_what_is_not_there_is_a_problem_of_status_404(client, library, path):
    response = client.get(f"{API}{path}")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404
    assert response.json()["detail"]
    assert "Cache-Control" not in response.headers


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        *(("stories?limit=0", "limit"), ("stories?limit=101", "limit"), ("stories?fields=id,colour", "fields")),
        *(("stories?published_from=2026-02-30", "published_from"), ("stories?published_until=1", "published_until")),
        *(("stories/none", "id"), ("headlines?state=asleep", "state"), ("search", "q"), ("search?q=a&sort=x", "sort")),
        *((f"stories/{2**63}", "id"), ("sources/no+body", "slug"), ("search?q=a&year=12345", "year")),
    ],
)
def test_parameter_that_is_not_valid_is_named(client, db, path, parameter):
    problem = ask(client, path, 422)

    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    assert parameter in problem["detail"]


def test_scripts_of_all_sites_may_read_every_answer(client, library):
    for path in ("stories", "stories/1234567", "stories?limit=0", "nothing", "openapi.json"):
        assert client.get(f"{API}{path}").headers["Access-Control-Allow-Origin"] == "*"

    asked = {"Origin": "https://other.example", "Access-Control-Request-Headers": "if-none-match"}
    response = client.options(f"{API}stories", headers=asked)

    assert response.status_code == 204
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    assert "GET" in response.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "ODD"])
@pytest.mark.parametrize("path", ["stories", "nothing"])
def test_api_only_reads(client, db, method, path):
    response = client.generic(method, f"{API}{path}")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["title"] == "Method Not Allowed"


def busy():
    """The error of a database that is locked, as Django raises it."""
    error, cause = OperationalError("database is locked"), sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "status", "retry", "advice"),
    [
        (busy(), 503, "5", "Ask again in a few seconds"),
        (TooSlowError(), 503, None, "narrow it"),
        (ValueError("odd"), 500, None, "operators find it in their log"),
    ],
)
def test_failure_is_a_problem_too_and_no_cache_keeps_it(client, library, error, status, retry, advice):
    def fail(*args):
        raise error

    with connection.execute_wrapper(fail):
        response = client.get(f"{API}search?q=bell")

    assert (response.status_code, response.json()["status"]) == (status, status)
    assert advice in response.json()["detail"]
    assert response.headers.get("Retry-After") == retry
    assert "Cache-Control" not in response.headers


def test_answer_is_not_sent_again_while_it_is_the_same(client, library):
    first = client.get(f"{API}stories")
    etag = {"If-None-Match": first.headers["ETag"]}

    assert first.headers["Cache-Control"].startswith("public, max-age=0")
    assert client.get(f"{API}stories", headers=etag).status_code == 304
    assert client.head(f"{API}stories").headers["ETag"] == first.headers["ETag"]

    make_article("A story that is new")

    assert client.get(f"{API}stories", headers=etag).status_code == 200


def test_next_page_is_in_the_link_header_too(client, library):
    response = client.get(f"{API}stories?limit=1")

    assert response.headers["Link"] == f'<{response.json()["next"]}>; rel="next"'


@pytest.mark.parametrize(("path", "queries"), [("stories", 1), ("headlines?state=live", 1), ("sources", 1)])
def test_list_of_many_costs_what_one_of_few_costs(client, library, django_assert_num_queries, path, queries):
    for number in range(12):
        make_article(f"Beacon number {number}", source=f"The Beacon {number}", related=["Who rang the bell"])

    with django_assert_num_queries(queries):
        ask(client, path)


def test_page_for_people_has_every_operation_and_loads_nothing_from_elsewhere(client, db):
    page = client.get(API).content.decode()
    description = ask(client, "openapi.json")

    assert [path for path in description["paths"] if path not in page] == []
    assert [name for name in description["components"]["schemas"] if f'id="{name}"' not in page] == []
    assert 'src="http' not in page
