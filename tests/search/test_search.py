"""TODO"""

import datetime as dt
from hashlib import sha256

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Headline
from articles.search import (
    PAGE_SIZE,
    Order,
    Query,
    Results,
    TooSlowError,
    parse,
    postgresql,
    restore_index,
    search,
    sqlite,
)
from articles.search.highlight import plain, segments
from articles.search.types import CANDIDATES
from tests.support.factories import NOON, ODD, make_article, make_source, make_waiting

pytestmark = pytest.mark.django_db


def found(text, **chosen):
    return [plain(hit.headline) for hit in search(parse(text), **chosen).hits]


def matches(marked):
    return [text for text, is_match in segments(marked) if is_match]


def make_many(count, **fields):
    """Articles of one word each, the first the newest, stored in one go and in the wrong order."""
    rows = [
        Article(
            headline=f"Lantern {number}",
            key=number,
            slug="lantern",
            imported_at=NOON,
            dated_at=NOON - dt.timedelta(hours=number),
            fingerprint=sha256(str(number).encode()).hexdigest(),
            **fields,
        )
        for number in range(count)
    ]
    Article.objects.bulk_create(rows)


def index_of_headlines():
    """A value that changes whenever a headline is indexed again."""
    table, column = {"sqlite": ("_data", "block"), "postgresql": ("", "xmin::text")}[connection.vendor]
    with connection.cursor() as cursor:
        return cursor.execute(f"SELECT id, {column} FROM articles_headline_search{table} ORDER BY id").fetchall()


def test_headline_before_standfirst_before_body():
    make_article("A quiet week", paragraphs=["The lantern, the lantern, the lantern: nothing but the lantern."])
    make_article("On the quay", standfirst="A lantern was lit.", published_at=NOON - dt.timedelta(days=2))
    make_article("Lantern lit", published_at=NOON - dt.timedelta(days=1))
    make_article("Unrelated")

    assert found("lantern") == ["Lantern lit", "On the quay", "A quiet week"]


def test_equal_matches_come_newest_first():
    for days in (2, 1, 3):
        make_article(f"Lantern {days}", published_at=NOON - dt.timedelta(days=days), paragraphs=["Nothing else."])

    assert found("lantern") == ["Lantern 1", "Lantern 2", "Lantern 3"]


def test_newest_first_whatever_matches_best():
    make_article("Lantern, lantern", published_at=NOON - dt.timedelta(days=2))
    make_article("A quiet week", paragraphs=["One lantern."], published_at=NOON - dt.timedelta(days=1))
    make_article("On the quay", standfirst="A lantern was lit.", published_at=NOON)

    newest = search(parse("lantern"), order=Order.NEWEST)

    assert [plain(hit.headline) for hit in newest.hits] == ["On the quay", "A quiet week", "Lantern, lantern"]
    assert found("lantern") == ["Lantern, lantern", "On the quay", "A quiet week"]


def test_order_changes_no_count_and_no_mark():
    make_many(CANDIDATES + 30)

    best, newest = (search(parse("lantern"), years=[2026], order=order, page=3) for order in Order)

    assert (best.total, best.is_capped, best.years) == (newest.total, newest.is_capped, newest.years)
    assert best.hits == newest.hits  # equal matches: the newest come first in both


@pytest.mark.parametrize("order", Order)
def test_newest_are_found_in_whatever_order_they_came(order):
    make_many(CANDIDATES + 500)
    Article.objects.filter(key=CANDIDATES + 499).update(dated_at=NOON + dt.timedelta(days=1))

    results = search(parse("lantern"), order=order)

    assert plain(results.hits[0].headline) == f"Lantern {CANDIDATES + 499}"
    assert results.total == CANDIDATES


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        ("ferry bell", {"Ferry bell rings"}),
        ("ferry OR heron", {"Ferry bell rings", "The ferry waits", "Heron seen"}),
        ("ferry -bell", {"The ferry waits"}),
        ('"ferry waits"', {"The ferry waits"}),
        ('"waits ferry"', set()),
        ("hero*", {"Heron seen"}),
        ("hero", set()),
        ("he*", set()),
        ("ferry bel*", {"Ferry bell rings"}),
        ('"ferry waits" OR "heron seen"', {"The ferry waits", "Heron seen"}),
        ('ferry -"bell rings"', {"The ferry waits"}),
        ('bell "ferry waits"', set()),
        ("FERRIES", {"Ferry bell rings", "The ferry waits"}),
        ("the ferry", {"Ferry bell rings", "The ferry waits"}),
        ("the ferry's", {"Ferry bell rings", "The ferry waits"}),
        ("the", {"The ferry waits"}),
    ],
)
def test_query_finds_what_it_says(text, headlines):
    for headline in ("Ferry bell rings", "The ferry waits", "Heron seen"):
        make_article(headline, paragraphs=["Nothing else."])

    assert set(found(text)) == headlines


@pytest.mark.parametrize("text", ["cafe", "Café", "CAFE", "caf*"])
def test_accents_make_no_difference(text):
    make_article("A café on the quay")

    assert found(text) == ["A café on the quay"]


@pytest.mark.parametrize("text", ["harbour", "sport", "news/sport", "co-op", '"co op"', "example", "3.5", "12"])
def test_punctuation_parts_words(text):
    make_article("Notices", paragraphs=["<harbour> news/sport: a co-op at www.example.com paid 3.5 on 12/03."])

    assert found(text) == ["Notices"]


def test_languages_without_spaces_are_found_by_the_beginning_of_a_clause():
    make_article("東京の天気は晴れ、大阪は雨", paragraphs=["明日も晴れるでしょう。"])
    make_article("서울은 맑음", paragraphs=["내일도 맑겠습니다."])

    assert found("東京") == found("大阪") == ["東京の天気は晴れ、大阪は雨"]
    assert found("서울") == ["서울은 맑음"]


def test_matches_are_marked_and_nothing_is_escaped():
    make_article("Ferries & <b>bells</b>", standfirst="", paragraphs=["A " * 200 + "ferry of <i>sixty</i> tonnes."])

    (hit,) = search(parse("ferry")).hits

    assert plain(hit.headline) == "Ferries & <b>bells</b>"
    assert matches(hit.headline) == ["Ferries"]
    assert matches(hit.extract) == ["ferry"]
    assert plain(hit.extract).startswith("…")
    assert len(hit.extract) < 400


def test_extract_shows_where_the_match_is():
    make_article("One", standfirst="A lantern.", paragraphs=["A lantern in the body."])
    make_article("Two", standfirst="Not here.", paragraphs=["A lantern in the body."])
    make_article("Lantern", standfirst="Not here.", paragraphs=["Nor here."])

    extracts = {plain(hit.headline): plain(hit.extract) for hit in search(parse("lantern")).hits}

    assert extracts == {"One": "A lantern.", "Two": "A lantern in the body.", "Lantern": "Not here."}


def test_facets_count_what_the_words_alone_find():
    make_article("Lantern one", source="The Tide Table", published_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    make_article("Lantern two", source="The Tide Table")
    make_article("Lantern three", source="Harbour Gazette")
    make_article("Lantern four", source=None)

    everything = search(parse("lantern"))
    narrowed = search(parse("lantern"), sources=["the-tide-table", ""], years=[2026])

    assert [(facet.value, facet.label, facet.count) for facet in everything.sources] == [
        ("the-tide-table", "The Tide Table", 2),
        ("", "", 1),
        ("harbour-gazette", "Harbour Gazette", 1),
    ]
    assert [(facet.value, facet.count) for facet in everything.years] == [("2026", 3), ("2025", 1)]
    assert everything.total == 4
    assert {plain(hit.headline) for hit in narrowed.hits} == {"Lantern two", "Lantern four"}
    assert narrowed.total == 2
    assert (narrowed.sources, narrowed.years) == (everything.sources, everything.years)


@pytest.mark.parametrize("chosen", [{"sources": ["\x00'\""]}, {"years": [-1]}, {"years": [10**30]}])
def test_senseless_facets_find_nothing(chosen):
    make_article("Lantern")

    results = search(parse("lantern"), **chosen)

    assert (results.hits, results.total) == ((), 0)


def test_only_the_newest_thousand_are_ranked():
    make_many(CANDIDATES + 200)
    make_article("Lantern, lantern, lantern", published_at=NOON - dt.timedelta(days=900), paragraphs=["Old."])

    results = search(parse("lantern"))
    last = search(parse("lantern"), page=CANDIDATES // PAGE_SIZE)
    beyond = search(parse("lantern"), page=10**30)

    assert (results.total, results.is_capped) == (CANDIDATES, True)
    assert sum(facet.count for facet in results.years) == CANDIDATES
    assert len(results.hits) == PAGE_SIZE
    assert plain(last.hits[-1].headline) == f"Lantern {CANDIDATES - 1}"
    assert (beyond.hits, beyond.total) == ((), CANDIDATES)


def test_exactly_a_thousand_are_not_capped():
    make_many(CANDIDATES)

    results = search(parse("lantern"))

    assert (results.total, results.is_capped) == (CANDIDATES, False)


def test_pages_hold_every_hit_once():
    make_many(45)

    pages = [found("lantern", page=page) for page in (1, 2, 3, 4, 0, -5)]

    assert [len(page) for page in pages] == [20, 20, 5, 0, 20, 20]
    assert pages[0] + pages[1] + pages[2] == [f"Lantern {number}" for number in range(45)]


def test_waiting_headlines_come_most_wanted_first():
    make_article("Lantern held", related=["Lantern named once"])
    make_waiting("A lantern wanted often", wanted=7)
    make_waiting("A lantern nobody names", wanted=0)

    results = search(parse("lantern"))

    assert [(plain(hit.text), hit.wanted) for hit in results.waiting] == [
        ("A lantern wanted often", 7),
        ("Lantern named once", 1),
    ]
    assert matches(results.waiting[0].text) == ["lantern"]
    assert results.waiting_total == 2


def test_ten_waiting_headlines_are_shown_and_a_thousand_counted():
    Headline.objects.bulk_create(Headline(text=f"Lantern {n}", key=n, wanted=1) for n in range(CANDIDATES + 5))

    results = search(parse("lantern"))

    assert (len(results.waiting), results.waiting_total) == (10, CANDIDATES)


def test_count_says_that_it_stopped_where_older_headlines_are_not_looked_at(monkeypatch):
    backend = {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
    make_waiting("The oldest lantern", wanted=9)
    make_waiting("An old lantern", wanted=1)
    make_article("The newest lantern")
    assert not search(parse("lantern")).has_more_waiting

    monkeypatch.setattr(backend, "LATEST_HEADLINES", 2)
    results = search(parse("lantern"))

    assert (results.waiting_total, results.has_more_waiting) == (1, True)


def test_index_follows_every_change():
    article = make_article("Lantern", related=["Wick found"])

    Article.objects.filter(pk=article.pk).update(headline="Beacon")
    Headline.objects.filter(text="Wick found").update(text="Flame found", wanted=5)

    assert (found("lantern"), found("beacon")) == ([], ["Beacon"])
    assert (search(parse("wick")).waiting_total, search(parse("flame")).waiting_total) == (0, 1)


def test_words_are_found_after_any_road_of_the_index(monkeypatch):
    """PostgreSQL takes one of two, by how often a word is there, and the other when it was wrong; SQLite has one."""
    make_many(CANDIDATES + 5)
    make_article("A lantern lit", related=[f"A lantern wanted {number}" for number in range(5)])
    asked = [("lantern", Order.NEWEST), ('"lantern lit"', Order.BEST), ("lantern -lit", Order.BEST)]
    usual = [search(parse(text), order=order) for text, order in asked]

    for small, sample, walked in [(0, 1_000, 0), (0, 10, 0), (0, 0, 0), (0, 1_000, 1_000)]:
        monkeypatch.setattr(postgresql, "SMALL", dict.fromkeys(postgresql.SMALL, small))
        monkeypatch.setattr(postgresql, "SAMPLE", sample)
        monkeypatch.setattr(postgresql, "WALKED", dict.fromkeys(postgresql.WALKED, walked))

        assert [search(parse(text), order=order) for text, order in asked] == usual


def test_source_alone_changes_the_facets():
    article = make_article("Lantern", source=None)

    Article.objects.filter(pk=article.pk).update(source=make_source("Harbour Gazette"))

    assert [facet.value for facet in search(parse("lantern")).sources] == ["harbour-gazette"]


def test_date_alone_changes_the_order():
    article = make_article("Lantern one", published_at=NOON - dt.timedelta(days=2))
    make_article("Lantern two", published_at=NOON - dt.timedelta(days=1))

    Article.objects.filter(pk=article.pk).update(dated_at=NOON)

    assert found("lantern") == ["Lantern one", "Lantern two"]


def test_a_counter_of_a_headline_leaves_its_index_alone():
    make_waiting("Lantern wanted")
    before = index_of_headlines()

    Headline.objects.update(wanted=7)

    assert index_of_headlines() == before


def test_deleted_story_is_not_found():
    article = make_article("Lantern")

    article.delete()

    assert search(parse("lantern")).total == 0


def test_rolled_back_story_is_not_found():
    with transaction.atomic():
        make_article("Lantern")
        transaction.set_rollback(True)

    assert search(parse("lantern")).total == 0


@pytest.mark.parametrize("letters", ["lamp{} ", "\U00010400-{} ", "a-{}/b-{} "])
def test_body_of_two_megabytes_is_stored_and_found(letters):
    body = "Lantern. " + "".join(letters.replace("{}", str(number)) for number in range(2_000_000 // len(letters)))

    article = make_article("Very long", blocks=[{"kind": "paragraph", "text": body}], standfirst="é" * 100_000)

    assert found("lantern") == ["Very long"]
    assert len(Article.objects.get(pk=article.pk).body_text) == len(body)


def test_many_combining_marks_cost_no_time():
    make_article("Lantern é", paragraphs=["á" + "\u0301\u0323" * 50_000 + "\u05b0\u0591" * 50_000])

    assert found("lantern") == ["Lantern é"]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("count", [3, 30])
def test_as_many_statements_whatever_is_found(count, order, django_assert_num_queries):
    make_many(count)
    make_waiting("A lantern wanted")

    with django_assert_num_queries({"sqlite": 2, "postgresql": 3}[connection.vendor]):
        search(parse("lantern"), sources=[""], years=[2026], order=order)


def test_search_that_takes_too_long_is_ended(settings):
    make_many(CANDIDATES + 5)
    settings.SEARCH_SECONDS = 0.0001

    with pytest.raises(TooSlowError), transaction.atomic():
        search(parse("lantern OR lanterns"))


def test_empty_query_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search(Query()) == Results()


@pytest.mark.parametrize("text", ODD)
def test_odd_queries_are_no_errors(text):
    make_article("Lantern")

    assert isinstance(search(parse(text)), Results)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text(alphabet="ab *\"-()|OR:&!<>\\'%\x00’“é東"))
def test_no_query_is_an_error(text):
    assert isinstance(search(parse(text)), Results)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_every_text_can_be_indexed(text):
    Headline.objects.update_or_create(key=1, defaults={"text": text, "wanted": 1})

    search(parse(text))


def test_index_lost_to_a_migration_comes_back_with_what_was_missed():
    if connection.vendor == "sqlite":  # the other keeps its index in the table itself
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER articles_article_search_insert")
            cursor.execute("DROP INDEX articles_article_search_newest")
    make_article("Lantern")

    restore_index(connection)

    assert found("lantern") == ["Lantern"]


@pytest.mark.django_db(transaction=True)
def test_migration_goes_back_and_indexes_what_is_stored_when_it_comes_again():
    make_article("Lantern", related=["Lantern wanted"])

    MigrationExecutor(connection).migrate([("articles", "0001_library")])
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    restore_index(connection)

    assert found("lantern") == ["Lantern"]
    assert search(parse("lantern")).waiting_total == 1
