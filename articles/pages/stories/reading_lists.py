"""The list from which a reader opened a story, and the stories before and after it there."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.pages.stories.related_order import neighbours_in_list
from articles.search import Order, TooSlowError, story_ids
from articles.search.query import parse

NEAR, SHOWN = 5, 4  # stories on each side that are looked at; of them shown beside the text


class Beside(NamedTuple):
    """The stories before and after one in a list, and the one whose related list it is, as primary keys."""

    before: int | None = None
    after: int | None = None
    listing: int | None = None


ALONE = Beside()


class Kind(StrEnum):
    """The lists from which stories are opened."""

    NEWEST = "newest"
    SOURCE = "source"
    SEARCH = "search"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Searched:
    """A search: its words, the chosen sources and years, the order, and the number of the page of results."""

    words: str
    sources: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    order: Order = Order.BEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A list, and its address; what it is a list of depends on its kind: a search, or the related ones of a story."""

    kind: Kind
    address: str
    searched: Searched = Searched("")
    story: int = 0
    source: str = ""  # slug


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """The place of a story among others: in the list from which it was opened, or else in its source or among all.

    `near` are the nearest ones of its language in time, for a page that names no others.
    """

    beside: Beside
    list: ReadingList | None = None
    near: Sequence[int] = ()
    is_of_source: bool = False
    is_near_of_source: bool = False

    @property
    def kind(self) -> str:
        """The kind of the list from which it was opened; "" if it was opened from none."""
        return self.list.kind if self.list else ""

    @property
    def is_ranked(self) -> bool:
        """Whether the order is not that of time."""
        return self.kind in (Kind.SEARCH, Kind.RELATED)


NO_ORDER = ReadingOrder(ALONE)


def reading_order(article: Article, given: ReadingList | None, *, has_near: bool = True) -> ReadingOrder:
    """The stories beside this one in the list from which it was opened, or else in its source; one query or two.

    A list in which the story doesn't stand, or isn't found any more, counts as not given. A page that names other
    stories needs none that are near.
    """
    if given and given.kind == Kind.RELATED:
        beside = _around(article.pk, neighbours_in_list(given.story, article.pk, article.key), given.story)
    elif given and given.kind == Kind.SEARCH:
        beside = _around(article.pk, _found(given.searched))
    elif given and (given.kind == Kind.NEWEST or (article.source and article.source.slug == given.source)):
        beside = _beside(article, _near(article, of_source=given.kind == Kind.SOURCE))
    else:
        beside = ALONE
    if beside != ALONE:
        return ReadingOrder(beside, given)
    order = _order_of_source(article, has_near=has_near)
    is_enough = order.beside != ALONE and (order.near or not has_near)
    return order if is_enough or given else _order_of_all(article, order, has_near=has_near)


def _order_of_source(article: Article, *, has_near: bool) -> ReadingOrder:
    """The stories of its source and language, or of its language if it has no source."""
    rows = _in_language(article, _near(article, of_source=True))
    beside, has_source = _beside(article, rows), article.source_id is not None
    near = _nearest(article, rows, beside) if has_near else []
    return ReadingOrder(beside, near=near, is_of_source=has_source, is_near_of_source=has_source)


def _order_of_all(article: Article, order: ReadingOrder, *, has_near: bool) -> ReadingOrder:
    """The order with what it lacks from the stories of all sources."""
    rows = _in_language(article, _near(article, of_source=False))
    is_alone = order.beside == ALONE
    beside = _beside(article, rows) if is_alone else order.beside
    near = _nearest(article, rows, beside) if has_near else []
    return ReadingOrder(beside, near=near, is_of_source=order.is_of_source and not is_alone)


def _in_language(article: Article, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row[3] == article.language]


def _nearest(article: Article, rows: Iterable[Row], beside: Beside) -> list[int]:
    """Those nearest in time but the ones beside it."""
    others = [(abs(dated_at - article.dated_at), pk) for pk, dated_at, *_ in rows if pk not in beside]
    return [pk for _, pk in sorted(others)[:SHOWN]]


def _around(own: int, pks: Sequence[int], listing: int | None = None) -> Beside:
    if own not in pks:
        return ALONE
    place = pks.index(own)
    return Beside(pks[place - 1] if place else None, pks[place + 1] if place + 1 < len(pks) else None, listing)


def _found(searched: Searched) -> list[int]:
    try:
        return story_ids(
            parse(searched.words),
            sources=searched.sources,
            years=searched.years,
            order=searched.order,
            page=searched.page,
        )
    except TooSlowError:
        return []


def _near(article: Article, *, of_source: bool) -> list[Row]:
    """The stories around this one, of its source or of all; if it has a date, those that have one."""
    place = article.dated_at, article.pk
    is_in_source = of_source and article.source_id is not None
    rows = _near_in_source(article.source_id or 0, *place) if is_in_source else _near_in_library(*place)
    return [row for row in rows if (row[2] is None) == (article.published_at is None)]


def _beside(article: Article, rows: Iterable[Row]) -> Beside:
    own = article.dated_at, article.pk
    places = [(dated_at, pk) for pk, dated_at, *_ in rows]
    before = max((place for place in places if place < own), default=None)
    after = min((place for place in places if place > own), default=None)
    return Beside(before and before[1], after and after[1])


@CompiledQuery
def _near_in_source(source: int, dated_at: dt.datetime, pk: int) -> QuerySet[Article, Row]:
    return Article.objects.filter(source=source).around(dated_at, pk, NEAR)


@CompiledQuery
def _near_in_library(dated_at: dt.datetime, pk: int) -> QuerySet[Article, Row]:
    return Article.objects.around(dated_at, pk, NEAR)
