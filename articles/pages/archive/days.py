"""Days, months and years with their numbers of stories, and the nearest that have any."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet, Sum

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, StoryCount
from articles.pages.cards import Card, grouped
from articles.pages.river import newest_of_day, page_of

NEAREST = 3  # headlines of the nearest day, on the page of a day that has none


@dataclass(frozen=True, slots=True)
class NearestDay:
    """A day with stories, and on the page of a day without any some of its headlines."""

    date: dt.date
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Beside:
    earlier: NearestDay | None
    later: NearestDay | None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day and how many stories it has."""

    date: dt.date
    stories: int

    @property
    def grouped(self) -> str:
        return grouped(self.stories)


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month that have stories; `date` is the first of the month."""

    date: dt.date
    days: list[CountedDay]

    @property
    def stories(self) -> int:
        return sum(day.stories for day in self.days)


def days_beside(first: dt.date, last: dt.date, *, with_headlines: bool = False) -> Beside:
    """The nearest days with stories before and after these; one query, and one for each day's headlines."""
    found = Article.objects.days_beside(first, last)
    nearest = [
        NearestDay(day, page_of(newest_of_day(day, None))[0][:NEAREST] if with_headlines else []) for day in found
    ]
    return Beside(
        earlier=next((day for day in nearest if day.date < first), None),
        later=next((day for day in nearest if day.date > last), None),
    )


def months_between(first: dt.date, last: dt.date) -> list[Month]:
    """The months between two days that have stories, the last one first; one query."""
    days = [CountedDay(date, stories) for date, stories in _counts(first, last)]
    return [Month(date, list(found)) for date, found in groupby(days, key=lambda day: day.date.replace(day=1))][::-1]


@CompiledQuery
def _counts(first: dt.date, last: dt.date) -> QuerySet[StoryCount, Row]:
    of_days = StoryCount.objects.filter(day__gte=first, day__lte=last).order_by("day").values("day")
    return of_days.annotate(n=Sum("stories")).filter(n__gt=0).values_list("day", "n")
