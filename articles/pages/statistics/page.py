"""What the library holds, in figures: what is counted at hand, and what a worker has counted."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, DailyCount, StoryCount
from articles.pages.archive.days import months_between
from articles.pages.cards import StoryLink, grouped, short_date, source_href, story_links
from articles.pages.rail import newest_day
from articles.pages.statistics.plots import Bars, Line, Share, Value, bars_of, length_of, line_of

DAYS = 90  # of which the stories are shown, as far as the newest one
FEWEST_DAYS = 14  # that are shown of a young library
COUNTS = 366  # days of which the headlines are shown
SOURCES = 15


@dataclass(frozen=True, slots=True)
class Headlines:
    """The numbers of live and of waiting headlines by day, and the largest of them.

    The lines are None until two days are counted.
    """

    days: list[tuple[str, str, str]]
    top: str
    live: Line | None
    waiting: Line | None


@dataclass(frozen=True, slots=True)
class ShownTrail:
    first: StoryLink
    last: StoryLink
    stories: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """Each part is None or empty where there is nothing to count, or where no worker has counted it yet."""

    totals: list[Value]
    days: Bars | None
    headlines: Headlines | None
    sources: list[Share]
    languages: list[Share]
    hours: Bars | None
    trails: list[ShownTrail]
    counted_on: dt.date | None
    lately: str


def statistics() -> Statistics:
    """All figures of the page. Each query reads at most a few hundred rows, or the counts of the sources."""
    counts = list(DailyCount.objects.order_by("-day").values_list("day", "stories", "live", "waiting")[:COUNTS])
    figures = _figures()
    sources = list(StoryCount.objects.largest_sources()[:SOURCES])
    totals = (
        [Value(_("Stories"), sources[0]["all_stories"]), Value(_("Sources"), sources[0]["all_sources"])]
        if sources
        else []
    )
    if counts:
        totals += [Value(_("Live headlines"), counts[0][2]), Value(_("Waiting headlines"), counts[0][3])]
    return Statistics(
        totals=totals,
        days=_days(newest_day()),
        headlines=_headlines(counts[::-1]),
        sources=_sources(sources),
        languages=_languages(figures.get("languages", [])),
        hours=bars_of([Value(f"{hour:02}:00", n) for hour, n in enumerate(figures.get("hours", []))]),
        trails=_trails(figures.get("trails", [])),
        counted_on=counts[0][0] if counts else None,
        lately=grouped(figures.get("stories", 0)),
    )


def _figures() -> dict[str, Any]:
    latest = DailyCount.objects.filter(figures__isnull=False).order_by("-day").values_list("figures", flat=True).first()
    return latest or {}


def _days(last: dt.date | None) -> Bars | None:
    if last is None:
        return None
    months = months_between(last - dt.timedelta(days=DAYS - 1), last)
    stories = {day.date: day.stories for month in months for day in month.days}
    first = min([last - dt.timedelta(days=FEWEST_DAYS - 1), *stories])
    days = (first + dt.timedelta(days=at) for at in range((last - first).days + 1))
    return bars_of([Value(short_date(day), stories.get(day, 0)) for day in days])


def _headlines(counts: list[Row]) -> Headlines | None:
    if not counts:
        return None
    rows = [(short_date(day), grouped(live), grouped(waiting)) for day, _, live, waiting in counts]
    largest = max(max(live, waiting) for _, _, live, waiting in counts)
    if len(counts) == 1:  # a line has two ends
        return Headlines(rows, grouped(largest), None, None)
    live = line_of([Value(short_date(row[0]), row[2]) for row in counts], largest)
    waiting = line_of([Value(short_date(row[0]), row[3]) for row in counts], largest)
    return Headlines(rows, grouped(largest), live, waiting)


def _sources(rows: list[Any]) -> list[Share]:
    largest = max((row["stories"] for row in rows), default=0)
    return [
        Share(
            Value(row["name"] or _("Without a source"), row["stories"]),
            length_of(row["stories"], largest),
            source_href(row["slug"]) if row["slug"] else "",
        )
        for row in rows
    ]


def _languages(counted: list[list[Any]]) -> list[Share]:
    largest = max((n for _, n in counted), default=0)
    return [Share(Value(_language(tag), n), length_of(n, largest)) for tag, n in counted]


def _language(tag: str) -> str:
    """The name of a language in that of the page, with a capital as it begins a row; its tag where it has no name."""
    if not tag:
        return pgettext("of languages", "Not known")
    names = Locale.parse(get_language() or "en", sep="-").languages  # Django translates no name of Norwegian or Chinese
    name = names.get(tag, "")
    return name[:1].upper() + name[1:] or tag


def _trails(counted: list[list[int]]) -> list[ShownTrail]:
    """The trails whose first and last story are still there; one query."""
    links = {link.pk: link for link in story_links(_linked([pk for first, last, _ in counted for pk in (first, last)]))}
    return [
        ShownTrail(links[first], links[last], grouped(stories))
        for first, last, stories in counted
        if first in links and last in links
    ]


@CompiledQuery
def _linked(numbers: list[int]) -> QuerySet[Article, Row]:
    return Article.objects.filter(pk__in=numbers).order_by().for_links()
