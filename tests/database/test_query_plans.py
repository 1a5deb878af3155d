"""What a batch and the pages ask of a large library goes by indexes, on both databases."""

import datetime as dt
import itertools
import random
import re

import pytest
from django.db import connection, transaction

from articles.database.bulk import insert, insert_rows
from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article, Document, Headline, Import, Source
from articles.pages.archive.days import days_beside, months_between
from articles.pages.editions.edition import edition_of, pieces_of
from articles.pages.front.undated import undated_page
from articles.pages.rail import newest_day, rail, rail_of
from articles.pages.river import Cursor, newest, newest_of_source, page_of
from articles.pages.statistics.page import statistics
from articles.pages.stories.whole import whole_stories
from articles.pages.wanted import Place, wanted_page
from articles.publishing.epub.saved import saved_book
from articles.publishing.feeds.stories import newest_arrivals, newest_arrivals_of
from articles.search import search
from articles.search.query import parse
from articles.text.digests import headline_key
from tests.support.factories import NOON
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db
STORIES, HEADLINES, LINKS = 6_000, 12_000, 5  # links of a story
UNDATED = 7  # of so many stories one has no date
SELDOM = 600  # of so many stories one is of a source that prints little
# of which a library has few rows
RARE = "mend|joinedsource|sourceboilerplate|verdict|dailycount"
SMALL = f"{RARE}|import|understandingrevision|source|sourcelines|storycount|unmatched|identity|revision|matchinglock"
# In the order of these, a scan ends as soon as a page is full.
ORDERED = "article_(source_)?(newest|published)|headline_most_(wanted|linked)"
WORDS = ["quay", "lamp", "river", "copper", "train", "bread", "music", "engine", "paper", "signal", "window", "bridge"]


@pytest.fixture(scope="module")
def large_library(django_db_setup, django_db_blocker):
    """A library so large that no planner would read it whole, made once for this module and taken back at its end."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        chance = random.Random(7)
        empty_files()
        bulk = Source.objects.create(name="Bulk", slug="bulk", key="bulk")
        seldom = Source.objects.create(name="Seldom", slug="seldom", key="seldom")
        sources = [bulk.pk if pk % SELDOM else seldom.pk for pk in range(1, STORIES + 1)]
        insert_rows(connection, [_article(pk, source, chance) for pk, source in enumerate(sources, 1)])
        headlines = [
            (pk, key_of(pk), f"Headline {pk}", "", "exact", LINKS, 1, pk if pk <= STORIES else None)
            for pk in range(1, HEADLINES + 1)
        ]
        columns = ["id", "key", "text", "listed_as", "how", "wanted", "lists", "article_id"]
        insert(connection, "articles_headline", columns, headlines)
        links = [
            (pk, headline, place, pk)
            for pk in range(1, STORIES + 1)
            for place, headline in enumerate(chance.sample(range(1, HEADLINES + 1), LINKS))
        ]
        insert(connection, "articles_relatedheadline", ["article_id", "headline_id", "position", "list_key"], links)
        for table, column in (("articletrait", "article_id"), ("headlinesignature", "headline_id")):
            rows = [(chance.getrandbits(62), pk) for pk in range(1, STORIES + 1) for _ in range(4)]
            insert(connection, f"articles_{table}", ["hash", column], rows)
        merged = [(STORIES + pk, pk) for pk in range(1, STORIES + 1)]
        insert(connection, "articles_mergedarticle", ["number", "article_id"], merged)
        run = Import.objects.create(started_at=NOON, state=Import.State.FINISHED)
        insert_rows(connection, [_document(pk, run) for pk in range(1, STORIES + 1)])
        columns = ["import_run_id", "position", "name", "sha256", "state", "details", "headline", "document_id"]
        outcomes = [
            (run.pk, pk, "bulk.txt", f"bulk {pk}", "created", "[]", f"Headline {pk}", pk)
            for pk in range(1, STORIES + 1)
        ]
        insert(connection, "articles_outcome", columns, outcomes)
        move_sequences()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def empty_files():
    """Begin with new files: among the rows that earlier tests left, new ones lie scattered, and indexes cost more."""
    if connection.vendor == "postgresql":
        tables = ", ".join(f"articles_{name}" for name in ("source", "article", "headline", "document", "import"))
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {tables} CASCADE")


def _article(pk, source, chance):
    text, at = " ".join(chance.choices(WORDS, k=20)), NOON - dt.timedelta(minutes=pk)
    published_at = at if pk % UNDATED else None
    return Article(
        pk=pk, source_id=source, headline=f"Headline {pk}", key=key_of(pk), slug="story", body_text=text, body_html="",
        blocks=[], words=20, imported_at=NOON, published_at=published_at, dated_at=at, fingerprint=f"bulk {pk}",
    )  # fmt: skip


def _document(pk, run):
    return Document(
        pk=pk, sha256=f"bulk {pk}", name="bulk.txt", media_type="text/plain", raw=b"", size=0, received_at=NOON,
        import_run=run, state=Document.State.CREATED, article_id=pk, understood_by="bulk", key=key_of(pk),
    )  # fmt: skip


def key_of(pk):
    return headline_key(f"Headline {pk}")


def move_sequences():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("article", "document", "headline", "outcome", "relatedheadline"):
                name = f"articles_{table}"
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")


class Plans:
    """How each statement is carried out that is run while it watches."""

    def __init__(self):
        self.plans = {}

    def __call__(self, execute, sql, params, many, context):
        if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", sql) and sql not in self.plans:
            given = next(iter(params := list(params)), None) if many else params
            if given is not None or not many:
                self.plans[sql] = self._explained(sql, given)
        return execute(sql, params, many, context)

    def _explained(self, sql, params):
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        with connection.connection.cursor() if connection.vendor == "postgresql" else connection.cursor() as cursor:
            rows = cursor.execute(explain + sql, params).fetchall()
        return [row[-1] for row in rows]

    @property
    def whole(self):
        """The steps that read a large table whole, with their statements."""
        return [(step, sql[:300]) for sql, steps in self.plans.items() for step in steps if self._is_whole(step)]

    @staticmethod
    def _is_whole(step):
        if connection.vendor == "postgresql":
            return re.search(rf"Seq Scan on articles_(?!({SMALL})\b)\w+", step)
        scan = re.match(rf"SCAN (articles_(?!({SMALL})\b)\w+)(?! VIRTUAL| \w+ VIRTUAL)", step)
        return scan and not re.search(rf"INDEX ({ORDERED})\b", step) and "VIRTUAL TABLE" not in step


@pytest.fixture
def plans(large_library, db):
    watching = Plans()
    with connection.execute_wrapper(watching):
        yield watching


def test_batch_goes_by_indexes(plans):
    texts = [
        page("A story of its own", *PARAGRAPHS, related=["Headline 1", "Headline 9000", "Five words nobody has seen"]),
        page("Headline 7000", *OTHER, captured="Sunday, Nov 22, 2026", related=["A story of its own"]),
        page("Headline 7000", *OTHER[:2], PARAGRAPHS[0], captured="Friday, Nov 20, 2026"),
    ]

    results = list(run_import([Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]))

    assert [result.state for result in results] == ["created", "created", "updated"]
    assert len(plans.plans) > 30
    assert plans.whole == []


def test_deletion_goes_by_indexes(plans):
    Article.objects.filter(pk=77).delete()

    assert plans.whole == []


@pytest.mark.parametrize("place", [None, Cursor(NOON - dt.timedelta(minutes=5_900), 5_900)])
def test_pages_of_the_river_go_by_indexes(plans, place):
    for rows in (newest(place), newest_of_source(Source.objects.get(key="bulk").pk, place)):
        cards, _ = page_of(rows)
        assert len(cards) == 30

    assert plans.whole == []
    if place and connection.vendor == "sqlite":
        steps = [step for steps in plans.plans.values() for step in steps if "published (" in step]
        assert len(steps) == 2
        assert all("published_at<?" in step for step in steps)


@pytest.mark.parametrize("place", [None, 700])
def test_undated_stories_go_by_the_index_of_dates(plans, place):
    for source in (None, Source.objects.get(key="bulk")):
        assert len(undated_page(source, place).cards) == 30

    assert plans.whole == []
    steps = [step for steps in plans.plans.values() for step in steps]
    if connection.vendor == "sqlite":
        assert sum("published_at=? AND id<?" in step for step in steps) == 2


def test_what_stands_beside_the_river_goes_by_indexes(plans):
    source = Source.objects.get(key="bulk")

    assert len(rail(newest_day()).most_linked) == 7
    assert len(rail_of(source).most_linked) == 7
    assert len(rail_of(source).waiting) == 3
    assert days_beside(NOON.date(), NOON.date()).earlier
    assert months_between(NOON.date(), NOON.date()) == []

    assert plans.whole == []


@pytest.mark.parametrize("place", [None, Place(1, 8_000)])
def test_wanted_goes_by_its_index(plans, place):
    assert len(wanted_page(place).rows) == 50

    assert plans.whole == []
    assert any("headline_most_wanted" in step for steps in plans.plans.values() for step in steps)


def test_edition_and_saved_stories_go_by_indexes(plans):
    edition = edition_of(NOON.date())
    saved = saved_book(range(1, 501), "https://news.example.org")

    assert len(list(pieces_of(edition))) == 40
    assert len(list(whole_stories(saved.numbers))) == 500
    assert plans.whole == []


@pytest.mark.parametrize("after", [None, 5_000])
@pytest.mark.parametrize("key", [None, "bulk", "seldom"])
def test_feeds_go_by_an_index_however_much_a_source_prints(plans, key, after):
    """All that a large source printed is never sorted, and for a small one the stories of others are never read."""
    source = Source.objects.get(key=key).pk if key else None
    plans.plans.clear()

    stories, _ = newest_arrivals_of(source, after) if source else newest_arrivals(after)

    assert len(stories) >= 8
    assert plans.whole == []
    [steps] = plans.plans.values()
    if key == "seldom":
        assert any("article_source_" in step for step in steps)
    else:
        of_stories = itertools.takewhile(lambda step: "SUBPLAN" not in step.upper(), steps)  # not of a story's changes
        assert not any("Sort" in step or "TEMP B-TREE" in step for step in of_stories)


def test_statistics_read_no_large_table(plans):
    assert statistics().days is None

    assert plans.whole == []


def test_search_goes_by_its_index(plans):
    assert search(parse("lamp")).total

    assert plans.whole == []


def test_story_goes_by_indexes(plans, client):
    article = Article.objects.get(pk=4_000)

    assert client.get(article.get_absolute_url()).status_code == 200

    assert plans.whole == []


def test_headlines_that_wait_are_counted_by_their_index(plans):
    assert Headline.objects.waiting()[:20].count() == 20

    assert plans.whole == []


@pytest.mark.parametrize(
    "path",
    [
        *("stories", "stories?source=bulk", "stories?published_from=2026-11-18", "stories?published_until=2026-11-20"),
        "stories?source=bulk&published_from=2026-11-18&published_until=2026-11-21",
        *("stories/4000?", "stories/4000/headlines?", "stories/4000/versions?", f"stories/{STORIES + 4_000}?"),
        *("headlines", "headlines?state=live", "headlines?state=waiting", "headlines/9000?", "headlines/9000/stories?"),
        *("sources", "sources/bulk?", "search?q=lamp"),
    ],
)
def test_api_goes_by_indexes(plans, client, path):
    """The first page, the second, and whatever else the answers are made of."""
    answer = client.get(f"/api/v1/{path}")
    if answer.status_code == 200 and (following := answer.json().get("next")):
        answer = client.get(following)

    assert answer.status_code in (200, 301)
    assert plans.plans
    assert plans.whole == []
