"""Headlines that wait for their stories, the most wanted first."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Headline
from articles.pages.cards import headline_href, short_date, story_href
from articles.pages.river import MAX_ID

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
    headlines = Headline.objects.waiting()
    if after:
        headlines = headlines.after(after.lists, after.pk)
    found = list(headlines.for_wanted()[: size + 1])
    stories = _stories({row["naming_story"] for row in found[:size]})
    rows = [_row(row, stories.get(row["naming_story"])) for row in found[:size]]
    last = found[size - 1] if len(found) > size else None
    return WantedPage(rows, Place(last["lists"], last["pk"]) if last else None)


def _stories(pks: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """What a row shows of each of these stories, by primary key."""
    rows = Article.objects.filter(pk__in=pks).order_by()
    return {row["pk"]: row for row in rows.values("pk", "slug", "headline", "dated_at", "source__name")}


def _row(headline: Mapping[str, Any], story: Mapping[str, Any] | None) -> WantedRow:
    return WantedRow(
        href=headline_href(headline["pk"]),
        text=headline["text"],
        lists=headline["lists"],
        wanted=headline["wanted"],
        listed_on=headline["listed_on"],
        story=story["headline"] if story else "",
        story_href=story_href(story["pk"], story["slug"]) if story else "",
        source=(story["source__name"] if story else "") or "",
        date=short_date(story["dated_at"].date()) if story else "",
    )
