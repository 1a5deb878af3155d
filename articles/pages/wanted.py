"""Headlines that wait for their stories, the most wanted first."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Headline
from articles.pages.cards import headline_href, short_date, story_href
from articles.pages.river import MAX_ID
from articles.typography.languages import direction_of, language_of_line

PAGE = 50  # headlines
PART = 5_000  # headlines of the list as a file; with 1 MB of text, it costs a web thread half a second
COUNTED = 10_000  # headlines; beyond them a count would read the whole index
_CURSOR = re.compile(r"(\d{1,10})~(\d{1,19})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the headline after which a page goes on."""

    lists: int
    pk: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that this text writes out, or None if the text is no place."""
        match = _CURSOR.fullmatch(text)
        if not match or int(match[1]) >= 2**31 or int(match[2]) > MAX_ID:
            return None
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.lists}~{self.pk}"


@dataclass(frozen=True, slots=True)
class WantedRow:
    """A waiting headline, the number of lists and stories that name it, since when, and one of those stories."""

    href: str
    text: str
    lists: int
    wanted: int
    listed_on: dt.date | None
    story: str
    story_href: str
    source: str
    date: str
    language: str  # of that story

    @property
    def lang(self) -> str:
        return language_of_line(self.text, self.language)

    @property
    def dir(self) -> str:
        return direction_of(self.lang)

    @property
    def story_lang(self) -> str:
        return language_of_line(self.story, self.language)

    @property
    def source_lang(self) -> str:
        return language_of_line(self.source, self.language)


@dataclass(frozen=True, slots=True)
class WantedPage:
    """One page of the list; `after` is the place where the next begins, or None at the end."""

    rows: list[WantedRow]
    after: Place | None


def wanted_page(after: Place | None = None) -> WantedPage:
    """One page of the list; two queries, one for the headlines and one for the stories that list them."""
    return _page(after, PAGE)


def wanted_part(after: Place | None = None) -> WantedPage:
    """One part of the list as a file; two queries."""
    return _page(after, PART)


def count_wanted() -> int:
    """How many headlines wait, counted up to COUNTED + 1."""
    return Headline.objects.waiting().order_by()[: COUNTED + 1].count()


def _page(after: Place | None, size: int) -> WantedPage:
    place = after or Place(2**31 - 1, MAX_ID)
    found = _after(place.lists, place.pk) if size == PAGE else _part_after(place.lists, place.pk)
    shown = found[:size]
    naming = sorted({naming_story for *_, naming_story in shown if naming_story})
    stories = {pk: columns for pk, *columns in _stories(naming)}
    rows = [_row(row, stories.get(row[-1])) for row in shown]
    return WantedPage(rows, Place(shown[-1][2], shown[-1][0]) if len(found) > size else None)


def _row(headline: Row, story: Sequence[Any] | None) -> WantedRow:
    pk, text, lists, wanted, listed_on, naming_story = headline
    slug, title, dated_at, source, language = story or ("", "", None, "", "")
    return WantedRow(
        href=headline_href(pk),
        text=text,
        lists=lists,
        wanted=wanted,
        listed_on=listed_on,
        story=title,
        story_href=story_href(naming_story, slug) if story else "",
        source=source or "",
        date=short_date(dated_at.date()) if dated_at else "",
        language=language,
    )


@CompiledQuery
def _after(lists: int, pk: int) -> QuerySet[Headline, Row]:
    return Headline.objects.waiting().after(lists, pk).for_wanted()[: PAGE + 1]


@CompiledQuery
def _part_after(lists: int, pk: int) -> QuerySet[Headline, Row]:
    return Headline.objects.waiting().after(lists, pk).for_wanted()[: PART + 1]


@CompiledQuery
def _stories(pks: list[int]) -> QuerySet[Article, Row]:
    stories = Article.objects.filter(pk__in=pks).order_by()
    return stories.values_list("pk", "slug", "headline", "dated_at", "source__name", "language")
