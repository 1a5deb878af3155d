"""Which article a headline leads to, when several share it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from articles.headlines.comparing.nearest_article import Candidate, nearest

MONDAY = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)


def candidate(pk, *, source_id=1, published_at=MONDAY, words=100, fingerprint=None):
    return Candidate(1, pk, "letters", source_id, published_at, MONDAY, words, fingerprint or f"{pk:04}")


def pick(*candidates, source_id=1, published_at=MONDAY):
    return nearest(candidates, source_id=source_id, published_at=published_at).pk


def test_same_source_comes_before_nearest_in_time():
    year_ago = MONDAY - dt.timedelta(days=365)

    assert pick(candidate(1, source_id=2), candidate(2, published_at=year_ago)) == 2


def test_nearest_in_time_comes_before_the_longest():
    day_after, week_before = MONDAY + dt.timedelta(days=1), MONDAY - dt.timedelta(days=7)

    assert pick(candidate(1, published_at=week_before, words=900), candidate(2, published_at=day_after)) == 2


def test_unknown_date_is_farther_than_any_known_one():
    assert pick(candidate(1, published_at=None, words=900), candidate(2, published_at=MONDAY.replace(year=1999))) == 2


def test_without_dates_the_longest_is_taken():
    assert pick(candidate(1), candidate(2, words=900), published_at=None) == 2


def test_unknown_sources_are_not_the_same_source():
    later = MONDAY + dt.timedelta(days=1)

    assert pick(candidate(1, source_id=None, published_at=later), candidate(2, source_id=5), source_id=None) == 2


def test_none_of_none():
    assert nearest([], source_id=1, published_at=MONDAY) is None


dates = st.none() | st.datetimes(timezones=st.just(dt.UTC))
rows = st.builds(
    candidate, st.integers(1, 99), source_id=st.none() | st.integers(1, 3), published_at=dates, words=st.integers(0, 9)
)


@given(st.lists(rows, min_size=1, max_size=6, unique_by=lambda row: row.pk), dates, st.randoms())
def test_order_of_the_candidates_never_shows(candidates, published_at, random):
    shuffled = random.sample(candidates, len(candidates))

    assert pick(*candidates, published_at=published_at) == pick(*shuffled, published_at=published_at)
