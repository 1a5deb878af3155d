"""Sitemaps, robots.txt and the description of the search."""

import gzip
import tracemalloc

import pytest
from django.db import connection
from lxml import etree

from articles.publishing.sitemaps import MAX_URLS, sitemap_stories
from tests.publishing.reading import locations, sitemap_of
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db
ORIGIN = "http://testserver"
# Many stories at once, with only what no column lacks.
MANY = """
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
INSERT INTO articles_article (id, headline, key, slug, standfirst, byline, blocks, body_html, body_text, words,
    language, imported_at, dated_at, fingerprint)
SELECT n, 'Story', n, 'story', '', '', CAST('[]' AS {json}), '', '', 0, '',
    CAST('{day}' AS {time}), CAST('{day}' AS {time}), CAST(n AS text) FROM numbers
"""


def make_many(count):
    is_sqlite = connection.vendor == "sqlite"
    types = {"json": "text", "time": "text"} if is_sqlite else {"json": "jsonb", "time": "timestamptz"}
    with connection.cursor() as cursor:
        cursor.execute(MANY.format(count=count, day="2026-11-22 12:00:00", **types))


def stories_of(client, path):
    response = client.get(path.removeprefix(ORIGIN))
    assert (response.status_code, response["Content-Type"]) == (200, "application/gzip")
    return sitemap_of(gzip.decompress(response.content))


def files_of(client):
    """The addresses of the files of stories."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    lists, *stories = locations(sitemap_of(response.content))
    assert lists == f"{ORIGIN}/sitemaps/lists.xml"
    return stories


def test_each_story_is_in_the_sitemap_with_the_day_of_its_last_change(client):
    old, new = make_article("Boat leaves"), make_article("Boat & crew")
    old.revisions.create(position=1, headline="Boat", seen_at=NOON, changed_at=NOON.replace(hour=13), fingerprint="1")

    (path,) = files_of(client)
    tree = stories_of(client, path)

    assert locations(tree) == [ORIGIN + story.get_absolute_url() for story in (old, new)]
    changed = tree.xpath("//*[local-name()='lastmod']/text()")
    assert changed == ["2026-11-22T13:00:00+00:00", "2026-11-22T12:00:00+00:00"]


def test_lists_name_the_front_page_and_every_source(client):
    make_article(source="The Tide Table")
    make_article(source=None)

    tree = sitemap_of(client.get("/sitemaps/lists.xml").content)

    assert locations(tree) == [f"{ORIGIN}/{path}" for path in ("", "sources/", "sources/the-tide-table/")]


def test_sitemap_of_an_empty_library_is_valid(client):
    assert files_of(client) == []
    assert len(locations(sitemap_of(client.get("/sitemaps/lists.xml").content))) == 2


@pytest.mark.parametrize("number", ["1", "99", "184467440737095", "9" * 30])
def test_file_without_a_story_is_not_found(client, number):
    make_article()

    assert client.get(f"/sitemaps/stories-{number}.xml.gz").status_code == 404


def test_file_that_lost_all_its_stories_is_left_out(client):
    for pk in (1, MAX_URLS, MAX_URLS + 1, 7 * MAX_URLS + 5):
        make_article(f"Story {pk}", pk=pk)

    paths = files_of(client)

    assert paths == [f"{ORIGIN}/sitemaps/stories-{number}.xml.gz" for number in (0, 1, 7)]
    assert [len(locations(stories_of(client, path))) for path in paths] == [2, 1, 1]


def test_sitemap_of_120_000_stories_is_valid_and_takes_no_more_memory_than_one_file(client):
    make_many(120_000)

    paths = files_of(client)
    counts, peaks = [], []
    for number in range(3):
        tracemalloc.start()
        file = sitemap_stories(number, ORIGIN)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        tree = sitemap_of(gzip.decompress(file))
        counts.append(len(locations(tree)))

    assert len(paths) == 3
    assert counts == [50_000, 50_000, 20_000]
    assert max(peaks) < 8_000_000, peaks  # a file of 50,000 is five times as large before it is packed
    assert len(client.get("/sitemap.xml").content) < 1_000


def test_index_takes_one_query_a_file(client, django_assert_max_num_queries):
    for pk in (1, MAX_URLS + 1, 2 * MAX_URLS + 1):
        make_article(f"Story {pk}", pk=pk)

    with django_assert_max_num_queries(4):
        client.get("/sitemap.xml")


def test_robots_are_told_of_the_sitemap_and_kept_from_searches(client, settings):
    settings.ALLOWED_HOSTS, settings.ORIGIN = ["*"], "https://news.example.org"

    text = client.get("/robots.txt").content.decode()

    assert text.splitlines() == [
        "User-agent: *",
        "Allow: /search/feed.",
        "Disallow: /search/",
        "Disallow: /*/search/",
        "Disallow: /admin/",
        "",
        "Sitemap: https://news.example.org/sitemap.xml",
    ]


def test_browsers_are_told_how_to_search(client, settings):
    settings.SITE_NAME = "The Harbour & District Examiner"
    article = make_article("Ferry returns")

    front = client.get("/").content.decode()
    described = etree.fromstring(client.get("/opensearch.xml").content)

    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert 'type="application/opensearchdescription+xml" href="/opensearch.xml"' in front
    assert described.tag == f"{name}OpenSearchDescription"
    assert len(described.findtext(f"{name}ShortName")) <= 16
    assert 0 < len(described.findtext(f"{name}Description")) <= 1_024
    templates = {url.get("type"): url.get("template") for url in described.iter(f"{name}Url")}
    for kind in ("text/html", "application/atom+xml"):
        address = templates[kind].replace("{searchTerms}", "ferry").removeprefix(ORIGIN)
        assert article.get_absolute_url() in client.get(address).content.decode()
