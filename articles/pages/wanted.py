"""Headlines that wait for their stories, the most wanted first."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Article, Headline
from articles.pages.cards import headline_href, short_date, story_href
from articles.pages.river import MAX_ID

PAGE = 50  # headlines
CHUNK = 1_000  # headlines of the whole list that are held at once
COUNTED = 10_000  # headlines; beyond them a count would read the whole index
_CURSOR = re.compile(r"(\d{1,10})~(\d{1,19})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the headline after which a page goes on."""

    lists: int
    pk: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place written so, or None for any other text."""
        match = _CURSOR.fullmatch(text)
        if not match or int(match[1]) >= 2**31 or int(match[2]) > MAX_ID:
            return None
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.lists}~{self.pk}"


@dataclass(frozen=True, slots=True)
class WantedRow:
    """One waiting headline, how many lists and stories name it, since which day if known, and one of those stories."""

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
    """Two queries: the headlines, and the stories that name them."""
    return _page(after, PAGE)


def all_wanted() -> Iterator[list[WantedRow]]:
    """The whole list in chunks, of which one at a time is held; two queries each."""
    page = _page(None, CHUNK)
    yield page.rows
    while page.after:
        page = _page(page.after, CHUNK)
        yield page.rows


def count_wanted() -> int:
    """How many headlines wait; one more than COUNTED stands for any more."""
    return Headline.objects.waiting().order_by()[: COUNTED + 1].count()


def _page(after: Place | None, size: int) -> WantedPage:
    headlines = Headline.objects.waiting().with_naming_story()
    if after:
        headlines = headlines.after(after.lists, after.pk)
    columns = ("pk", "text", "lists", "wanted", "listed_on", "naming_story")
    found = list(headlines.values_list(*columns)[: size + 1])
    stories = _stories([naming for *_, naming in found[:size]])
    rows = [_row(*row, stories) for row in found[:size]]
    last = found[size - 1] if len(found) > size else None
    return WantedPage(rows, Place(last[2], last[0]) if last else None)


def _stories(pks: list[int]) -> dict[int, tuple]:
    rows = Article.objects.filter(pk__in=pks).order_by()
    return {row[0]: row for row in rows.values_list("pk", "slug", "headline", "dated_at", "source__name")}


def _row(
    pk: int,
    text: str,
    lists: int,
    wanted: int,
    listed_on: dt.date | None,
    naming: int | None,
    stories: dict[int, tuple],
) -> WantedRow:
    story, slug, headline, dated_at, source = stories.get(naming, (None, "", "", None, ""))
    return WantedRow(
        href=headline_href(pk),
        text=text,
        lists=lists,
        wanted=wanted,
        listed_on=listed_on,
        story=headline,
        story_href=story_href(story, slug) if story else "",
        source=source or "",
        date=short_date(dated_at.date()) if dated_at else "",
    )
