"""The river: pages of headlines by day of publication, the newest first."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import QuerySet

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.pages.cards import Card, cards
from articles.pages.front.common_source import NO_SOURCE, CommonSource, common_source
from articles.pages.front.top import NO_TOP, Top, choose_top, is_worthy

PAGE = 30  # headlines
LARGER = 3  # headlines at the beginning of a day
MOST_PAGES = 10  # of a list, shown one after the other on one page
MAX_ID = 2**63 - 1  # of a BIGINT
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)Z~(\d{1,19})")


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in a newest-first list: the story after which a page goes on."""

    dated_at: dt.datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The cursor that this text writes out, or None if the text is no cursor."""
        match = _CURSOR.fullmatch(text)
        if not match or int(match[2]) > MAX_ID:
            return None
        try:
            return cls(dt.datetime.fromisoformat(match[1]).replace(tzinfo=dt.UTC), int(match[2]))
        except ValueError:  # the thirtieth of February
            return None

    @property
    def place(self) -> tuple[dt.datetime, int]:
        return self.dated_at, self.pk

    def __str__(self) -> str:
        return f"{self.dated_at.astimezone(dt.UTC).replace(tzinfo=None).isoformat()}Z~{self.pk}"


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a list that a page shows: what follows `after`, and if `until` is given, the pages as far as the one
    that begins there.
    """

    after: Cursor | None = None
    until: Cursor | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is not just the beginning of the list, which has an address without a place."""
        return bool(self.after or self.until)

    def is_shown(self, begin: Cursor | None) -> bool:
        """Whether all of it is shown when the last page begins at this place."""
        return self.until is None or (begin is not None and begin <= self.until)


type RowsAfter = Callable[[Cursor | None], list[Row]]

BEGINNING = Cursor(dt.datetime.max.replace(tzinfo=dt.UTC), MAX_ID)  # the place before the newest story


@dataclass(frozen=True, slots=True)
class Day:
    """The headlines of one day, as far as a page shows them; a day that goes on has none that are larger."""

    date: dt.date
    cards: list[Card]
    is_continued: bool
    source: CommonSource
    more: tuple[list[Card], ...] = ()  # those of the next pages, in the same order on each

    @property
    def larger(self) -> list[Card]:
        return [] if self.is_continued else self.cards[:LARGER]

    @property
    def is_thin(self) -> bool:
        """Whether it has so little that a rule of its own rank would be louder than its headlines."""
        return len(self.cards) < LARGER

    @property
    def others(self) -> list[Card]:
        return self.cards if self.is_continued else self.cards[LARGER:]

    @property
    def list_id(self) -> str:
        """The HTML id of the day's headlines, to which htmx adds those of the next page."""
        return f"day-{self.date}"

    @property
    def anchor(self) -> str:
        """An HTML id that is unique even when htmx appends the next page, which may continue the same day."""
        return f"d-{self.date}-{self.cards[0].pk}"


@dataclass(frozen=True, slots=True)
class River:
    """One page of headlines: `date` is its newest day, `until` the first day of the next page.

    `after` is the cursor of the next page, or None at the end.
    """

    top: Top
    days: list[Day]
    date: dt.date | None
    after: Cursor | None
    until: dt.date | None


def river(rows: Sequence[Row], after: Cursor | None = None, *, has_top: bool = False) -> River:
    """The page of these rows that follows the cursor; on the first, the most important stories stand apart."""
    found, following = page_of(rows)
    top = choose_top(found) if has_top and not after else NO_TOP
    last = found[-1] if found and following else None
    return River(
        top=top,
        days=_days([card for card in found if card not in top.cards], after.dated_at.date() if after else None),
        date=found[0].day if found else None,
        after=Cursor(last.dated_at, last.pk) if last else None,
        until=following.day if following else None,
    )


def river_of(rows_after: RowsAfter, span: Span, *, has_top: bool = False) -> River:
    """The pages of a span as one, as if each had been loaded after the other; one query for each."""
    begin, shown = span.after, river(rows_after(span.after), span.after, has_top=has_top)
    for _ in range(MOST_PAGES - 1):
        if not shown.after or span.is_shown(begin):
            break
        begin, page = shown.after, river(rows_after(shown.after), shown.after)
        shown = River(shown.top, _joined(shown.days, page.days), shown.date, page.after, page.until)
    return shown


def cards_of(rows_after: RowsAfter, span: Span) -> tuple[list[Card], Card | None]:
    """The cards of the pages of a span, and the first card after them; one query for each page."""
    begin, (found, following) = span.after, page_of(rows_after(span.after))
    for _ in range(MOST_PAGES - 1):
        if not following or span.is_shown(begin):
            break
        begin = Cursor(found[-1].dated_at, found[-1].pk)
        page, following = page_of(rows_after(begin))
        found += page
    return found, following


def page_of(rows: Sequence[Row]) -> tuple[list[Card], Card | None]:
    """One page of cards, and the first of the next page, if there is one."""
    found = cards(rows)
    return found[:PAGE], found[PAGE] if len(found) > PAGE else None


def newest(after: Cursor | None) -> list[Row]:
    """The rows of a page of all stories with a date."""
    return _newest(*(after or BEGINNING).place)


def newest_of_source(source: int, after: Cursor | None) -> list[Row]:
    return _of_source(source, *(after or BEGINNING).place)


def newest_of_day(day: dt.date, after: Cursor | None) -> list[Row]:
    return newest_between(day, day, after)


def newest_between(first: dt.date, last: dt.date, after: Cursor | None) -> list[Row]:
    """The rows of a page of the stories of these days, the first and the last one included."""
    start, end = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (first, last))
    return _between(start, end + dt.timedelta(days=1), *(after or BEGINNING).place)


def newest_naming(headline: int, own: int | None, after: Cursor | None) -> list[Row]:
    """The rows of a page of the stories that list a headline, without the story of that headline."""
    return _naming(headline, own or 0, *(after or BEGINNING).place)


@CompiledQuery
def _newest(dated_at: dt.datetime, pk: int) -> QuerySet[Article, Row]:
    return _latest(Article.objects.published_before(dated_at, pk))


@CompiledQuery
def _of_source(source: int, dated_at: dt.datetime, pk: int) -> QuerySet[Article, Row]:
    return _latest(Article.objects.filter(source=source).published_before(dated_at, pk))


@CompiledQuery
def _between(start: dt.datetime, end: dt.datetime, dated_at: dt.datetime, pk: int) -> QuerySet[Article, Row]:
    return _latest(Article.objects.filter(published_at__gte=start, published_at__lt=end).published_before(dated_at, pk))


@CompiledQuery
def _naming(headline: int, own: int, dated_at: dt.datetime, pk: int) -> QuerySet[Article, Row]:
    naming = Article.objects.naming(headline).exclude(pk=own).before(dated_at, pk)
    return naming.newest().for_cards()[: PAGE + 1]


def _latest(articles: ArticleQuerySet) -> QuerySet[Article, Row]:
    return articles.published().for_cards()[: PAGE + 1]


def _days(found: list[Card], before: dt.date | None) -> list[Day]:
    """The days of these cards. On each, what is hardly a story comes last, so that it is never large."""
    return [
        _day(date, sorted(group, key=is_worthy, reverse=True), is_continued=date == before)
        for date, group in groupby(found, key=lambda card: card.day)
    ]


def _day(date: dt.date, found: list[Card], *, is_continued: bool) -> Day:
    """A day whose label names the source of most headlines; what continues a day is below the label of another page."""
    source = NO_SOURCE if is_continued else common_source(found)
    return Day(date, source.left_out(found), is_continued, source)


def _joined(days: list[Day], following: list[Day]) -> list[Day]:
    """The days of a page and those of the next, whose first may be the last day continued."""
    if not (days and following and following[0].is_continued):
        return days + following
    return [*days[:-1], replace(days[-1], more=(*days[-1].more, following[0].cards)), *following[1:]]
