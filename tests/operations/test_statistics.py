"""Tests of what a worker counts for the page of statistics."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles.database.content_version import read_version
from articles.management.task_worker import TaskRunner
from articles.models import Article, DailyCount
from articles.operations.statistics.counting import count_library
from articles.operations.statistics.trails import Trail, longest_trails
from tests.support.factories import NOON, make_article

DAY = dt.date(2026, 11, 22)
STORIES = st.integers(min_value=1, max_value=12)


def test_longest_trails_have_no_story_in_common_and_stop_in_a_circle():
    following = {1: 2, 2: 3, 3: 4, 9: 3, 5: 6, 6: 5, 7: 8}

    assert longest_trails(following, 3) == [Trail(1, 4, 4), Trail(5, 6, 2), Trail(7, 8, 2)]


def test_story_that_leads_into_a_circle_goes_round_it_once():
    assert longest_trails({1: 2, 2: 3, 3: 4, 4: 2}, 5) == [Trail(1, 4, 4)]


@given(
    st.dictionaries(STORIES, STORIES).map(lambda found: {one: other for one, other in found.items() if one != other})
)
def test_first_trail_is_as_long_as_any(following):
    def walked(story):
        own = []
        while story is not None and story not in own:
            own.append(story)
            story = following.get(story)
        return own

    found = longest_trails(following, 100)

    assert max((trail.stories for trail in found), default=0) == max((len(walked(one)) for one in following), default=0)
    assert sum(trail.stories for trail in found) <= len({*following, *following.values()})


@pytest.mark.django_db
def test_library_is_counted():
    first = make_article("Lamp lit", related=["Lamp put out", "Nowhere"], language="en-GB", published_at=NOON)
    second = make_article("Lamp put out", language="de", published_at=NOON.replace(hour=0))
    make_article("Lamp of no day", language="")

    count_library(DAY)

    counted = DailyCount.objects.get()
    assert (counted.day, counted.stories, counted.live, counted.waiting) == (DAY, 3, 3, 1)
    assert counted.figures["languages"] == [["", 1], ["de", 1], ["en", 1]]
    assert counted.figures["hours"] == [0] * 12 + [1] + [0] * 11
    assert counted.figures["trails"] == [[first.pk, second.pk, 2]]


@pytest.mark.django_db
def test_days_are_kept_and_only_the_latest_has_figures():
    make_article("Lamp lit")
    count_library(DAY)
    make_article("Lamp put out")
    count_library(DAY)
    count_library(DAY + dt.timedelta(days=1))

    rows = DailyCount.objects.order_by("day")
    assert [(row.day.day, row.stories, bool(row.figures)) for row in rows] == [(22, 2, False), (23, 2, True)]


@pytest.mark.django_db
def test_count_that_changes_nothing_leaves_all_kept_pages_as_they_are():
    make_article("Lamp lit", language="en", published_at=NOON)
    count_library(DAY)
    before = read_version(connection)

    count_library(DAY)

    assert read_version(connection) == before


@pytest.mark.django_db
def test_empty_library_is_counted():
    count_library(DAY)

    assert DailyCount.objects.get().figures == {"stories": 0, "languages": [], "hours": [0] * 24, "trails": []}


@pytest.mark.django_db
def test_counting_never_reads_more_than_the_newest_stories(monkeypatch):
    monkeypatch.setattr("articles.operations.statistics.counting.LATELY", 2)
    for name in ("one", "two", "three"):
        make_article(f"Lamp {name} lit", language="en")

    with CaptureQueriesContext(connection) as queries:
        count_library(DAY)

    assert DailyCount.objects.get().figures["stories"] == 2
    assert all("body" not in query["sql"] for query in queries)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("setting", "rows"), [("public", 1), ("staff", 1), ("off", 0)])
def test_worker_counts_unless_there_is_no_page(settings, setting, rows):
    settings.STATISTICS = setting
    make_article()

    TaskRunner(interval=0.1, until_idle=True).run()

    assert DailyCount.objects.count() == rows
    assert Article.objects.count() == 1
