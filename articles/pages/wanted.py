"""Headlines that wait for their stories, the most wanted first."""

import datetime as dt
import re
from collections import Counter
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
EXAMPLES = 6  # stories that name a headline, from which a page chooses one
COLUMNS = 5  # of a headline, before the examples
MOST = 500  # headlines of one page that shows several pages of the list, one after the other
PART = 5_000  # headlines of the list as a file; with 1 MB of text, it costs a web thread half a second
COUNTED = 10_000  # headlines; beyond them a count would read the whole index
_CURSOR = re.compile(r"(\d{1,10})~(\d{1,19})")


@dataclass(frozen=True, slots=True, order=True)
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
    """A waiting headline, the number of lists and stories that name it, since when, and one of those stories.

    `source` and `date` are that story's, "" where they aren't known.
    """

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


def wanted_page(after: Place | None = None, until: Place | None = None) -> WantedPage:
    """One page of the list, or all pages up to `until` and the next, MOST headlines at the most.

    Two queries for each page, one for the headlines and one for the stories that list them.
    """
    begin, page = after, _page(after, PAGE)
    while until and page.after and len(page.rows) < MOST and (begin is None or begin > until):
        begin, following = page.after, _page(page.after, PAGE)
        page = WantedPage(page.rows + following.rows, following.after)
    return page


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
    chosen = _varied([row[COLUMNS:] for row in shown])
    stories = {pk: columns for pk, *columns in _stories(sorted(set(filter(None, chosen))))}
    rows = [_row(row[:COLUMNS], pk, stories.get(pk)) for row, pk in zip(shown, chosen, strict=True)]
    return WantedPage(rows, Place(shown[-1][2], shown[-1][0]) if len(found) > size else None)


def _varied(examples: Sequence[Sequence[int | None]]) -> list[int | None]:
    """One of each headline's examples: that which the headlines above have named the least."""
    named: Counter[int] = Counter()
    chosen: list[int | None] = []
    for stories in examples:
        pk = min(filter(None, stories), key=lambda pk: named[pk], default=None)
        named.update(filter(None, [pk]))
        chosen.append(pk)
    return chosen


def _row(headline: Row, named_in: int | None, story: Sequence[Any] | None) -> WantedRow:
    pk, text, lists, wanted, listed_on = headline
    slug, title, published_at, source, language = story or ("", "", None, "", "")
    return WantedRow(
        href=headline_href(pk),
        text=text,
        lists=lists,
        wanted=wanted,
        listed_on=listed_on,
        story=title,
        story_href=story_href(named_in, slug) if named_in and story else "",
        source=source or "",
        date=short_date(published_at.date()) if published_at else "",
        language=language,
    )


@CompiledQuery
def _after(lists: int, pk: int) -> QuerySet[Headline, Row]:
    return Headline.objects.waiting().after(lists, pk).for_wanted(EXAMPLES)[: PAGE + 1]


@CompiledQuery
def _part_after(lists: int, pk: int) -> QuerySet[Headline, Row]:
    return Headline.objects.waiting().after(lists, pk).for_wanted()[: PART + 1]


@CompiledQuery
def _stories(pks: list[int]) -> QuerySet[Article, Row]:
    stories = Article.objects.filter(pk__in=pks).order_by()
    return stories.values_list("pk", "slug", "headline", "published_at", "source__name", "language")
