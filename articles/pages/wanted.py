"""Headlines that wait for their stories, the most wanted first."""

import re
from dataclasses import dataclass

from articles.models import Article, Headline
from articles.pages.cards import headline_href, short_date, story_href
from articles.pages.river import MAX_ID

PAGE = 50  # headlines
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
    """One waiting headline, how many stories and lists name it, and one of those stories."""

    href: str
    text: str
    wanted: int
    lists: int
    story: str
    story_href: str
    date: str


@dataclass(frozen=True, slots=True)
class WantedPage:
    """One page of the list; `after` is the place where the next begins, or None at the end."""

    rows: list[WantedRow]
    after: Place | None


def wanted_page(after: Place | None = None) -> WantedPage:
    """Two queries: the headlines, and the stories that name them."""
    headlines = Headline.objects.waiting().with_naming_story()
    if after:
        headlines = headlines.after(after.lists, after.pk)
    found = list(headlines.values_list("pk", "text", "wanted", "lists", "naming_story")[: PAGE + 1])
    stories = _stories([row[4] for row in found[:PAGE]])
    rows = [_row(*row, stories) for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return WantedPage(rows, Place(last[3], last[0]) if last else None)


def count_wanted() -> int:
    """How many headlines wait; one more than COUNTED stands for any more."""
    return Headline.objects.waiting().order_by()[: COUNTED + 1].count()


def _stories(pks: list[int]) -> dict[int, tuple]:
    rows = Article.objects.filter(pk__in=pks).order_by().values_list("pk", "slug", "headline", "dated_at")
    return {row[0]: row for row in rows}


def _row(pk: int, text: str, wanted: int, lists: int, naming: int | None, stories: dict[int, tuple]) -> WantedRow:
    story, slug, headline, dated_at = stories.get(naming, (None, "", "", None))
    return WantedRow(
        href=headline_href(pk),
        text=text,
        wanted=wanted,
        lists=lists,
        story=headline,
        story_href=story_href(story, slug) if story else "",
        date=short_date(dated_at.date()) if dated_at else "",
    )
