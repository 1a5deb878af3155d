"""A compiled query gives the rows that the ORM gives, whatever its values are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.database.compiled_queries import LENGTHS, CompiledQuery
from articles.models import Article, Headline, StoryCount
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db
WORDS = ["bay", "ferry", "d'or", "100%", "%s", "?", ":name", "\\", '"', "🐐", ""]
ids = st.integers(-3, 12) | st.integers(-(2**63), 2**63 - 1)
moments = st.integers(-3, 12).map(lambda day: NOON + dt.timedelta(days=day)) | st.datetimes(timezones=st.just(dt.UTC))
texts = st.sampled_from(WORDS)


def by_ids(pks: list[int], other: int):
    return Article.objects.filter(pk__in=pks).exclude(pk=other).values_list("pk", "headline", "dated_at", "blocks")


def by_moment(start: dt.datetime, pk: int, headline: str):
    return Article.objects.before(start, pk).exclude(headline=headline).for_cards()[:5]


def by_day(days: list[dt.date], stories: int):
    return StoryCount.objects.filter(day__in=days, stories__lte=stories).values_list("day", "stories")


def by_two_lists(keys: list[int], others: list[int], own: int):
    """A union, and a value that is bound more than once."""
    one = Article.objects.filter(key__in=keys, source=own).order_by().values_list("pk", "dated_at")
    return one.union(Article.objects.filter(pk__in=others).exclude(source=own).order_by().values_list("pk", "dated_at"))


@pytest.fixture
def stories():
    """Nine stories, of which some have no date, and one no source."""
    return [
        make_article(
            f"{word} {number}", source="" if number == 4 else "Bell Weekly",
            published_at=NOON + dt.timedelta(days=number) if number % 2 else None,
        )
        for number, word in enumerate(WORDS[:9])
    ]  # fmt: skip


def same(write, *values):
    written, compiled = list(write(*values)), CompiledQuery(write)(*values)
    assert sorted(map(str, compiled)) == sorted(map(str, written))
    assert all(type(row) is tuple for row in compiled)
    return compiled


randomly = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@randomly
@given(pks=st.lists(ids, max_size=7), other=ids)
def test_lists_of_numbers(stories, pks, other):
    same(
        by_ids,
        [stories[0].pk + pk if abs(pk) < 20 else pk for pk in pks],
        stories[0].pk + other if abs(other) < 20 else other,
    )


@randomly
@given(start=moments, pk=ids, headline=texts)
def test_moments_and_texts(stories, start, pk, headline):
    same(by_moment, start, pk, headline)


@randomly
@given(days=st.lists(moments.map(dt.datetime.date), max_size=7), count=st.integers(-1, 3))
def test_days(stories, days, count):
    same(by_day, days, count)


@randomly
@given(numbers=st.lists(st.integers(0, 8), max_size=12), others=st.lists(st.integers(0, 8), max_size=7))
def test_unions_and_values_that_are_bound_twice(stories, numbers, others):
    keys, pks = [stories[number].key for number in numbers], [stories[number].pk for number in others]
    same(by_two_lists, keys, pks, stories[0].source_id)


@pytest.mark.parametrize("size", [*LENGTHS, *(length + 1 for length in LENGTHS)])
def test_lists_of_any_length(stories, size):
    assert len(same(by_ids, [story.pk for story in stories][:size] + list(range(10_000, 10_000 + size - 9)), 0)) == min(
        size, 9
    )


def test_null_matches_nothing_as_in_the_orm(stories):
    def of_source(source: int):
        return Article.objects.filter(source=source).values_list("pk")

    def not_of_source(source: int):
        return Article.objects.exclude(source=source).values_list("pk")

    assert len(same(of_source, None)) == 1
    assert len(same(not_of_source, stories[0].source_id)) == 1
    assert len(same(not_of_source, None)) == 8


def test_number_that_no_column_holds_matches_nothing_as_in_the_orm(stories):
    def by_id(pk: int):
        return Article.objects.filter(pk=pk).values_list("pk")

    assert same(by_id, 2**63) == same(by_id, -(2**63) - 1) == []


def test_second_call_costs_one_query_of_the_same_text(stories):
    query = CompiledQuery(by_ids)

    with CaptureQueriesContext(connection) as asked:
        assert query([stories[0].pk], 0) != query([stories[1].pk, stories[2].pk, stories[1].pk], 0)
        query([stories[number].pk for number in (3, 4, 5, 6)], 0)

    lengths = {text["sql"].count(",") for text in asked.captured_queries}
    assert len(asked) == 3
    assert len(lengths) == 2  # lists of one and of five


def sliced(pk: int, count: int):
    return Article.objects.filter(pk__gt=pk).values_list("pk")[:count]


def changed(text: str):
    return Article.objects.filter(headline__startswith=text).values_list("pk")


def left_out(pk: int, other: int):
    return Article.objects.filter(pk=pk).values_list("pk")


@pytest.mark.parametrize(("write", "values"), [(sliced, (1, 2)), (changed, ("a",)), (left_out, (1, 2))])
def test_value_that_is_not_bound_as_it_is_is_an_error(write, values):
    with pytest.raises(ValueError, match=write.__name__):
        CompiledQuery(write)(*values)


def test_rows_of_another_kind_are_an_error():
    def objects(pk: int):
        return Headline.objects.filter(pk=pk)

    with pytest.raises(TypeError, match="values_list"):
        CompiledQuery(objects)(1)


def test_parameter_of_another_type_is_an_error():
    def by_share(share: float):
        return Article.objects.filter(confidence__lt=share).values_list("pk")

    with pytest.raises(TypeError, match="share"):
        CompiledQuery(by_share)
