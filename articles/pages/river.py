"""The river: pages of headlines by day, the newest first."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import groupby

from articles.models.articles import ArticleQuerySet
from articles.pages.cards import Card, cards

PAGE = 30  # headlines
SECONDS = 2  # headlines beside the lead
MAX_ID = 2**63 - 1  # of a BIGINT
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)Z~(\d{1,19})")


@dataclass(frozen=True, slots=True)
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

    def __str__(self) -> str:
        return f"{self.dated_at.astimezone(dt.UTC).replace(tzinfo=None).isoformat()}Z~{self.pk}"


@dataclass(frozen=True, slots=True)
class Day:
    """The headlines of one day, as far as a page shows them."""

    date: dt.date
    cards: list[Card]
    is_continued: bool

    @property
    def anchor(self) -> str:
        """An HTML id that is unique even when htmx appends the next page, which may continue the same day."""
        return f"d-{self.date}-{self.cards[0].pk}"

    @property
    def is_imported(self) -> bool:
        """Whether none of the day's stories has a date of publication."""
        return not any(card.is_dated for card in self.cards)


@dataclass(frozen=True, slots=True)
class River:
    """One page of headlines; `after` is the cursor of the next page, or None at the end, and `until` its first day."""

    top: list[Card]
    days: list[Day]
    after: Cursor | None
    until: dt.date | None

    @property
    def lead(self) -> Card | None:
        return self.top[0] if self.top else None

    @property
    def seconds(self) -> list[Card]:
        return self.top[1:]

    @property
    def date(self) -> dt.date | None:
        """The newest day on the page."""
        newest = self.top or [card for day in self.days[:1] for card in day.cards]
        return newest[0].day if newest else None


def river(articles: ArticleQuerySet, after: Cursor | None = None, *, has_top: bool = False) -> River:
    """The page of these articles that follows the cursor; on the first, the lead and two seconds stand apart."""
    found, following = page_of(articles, after)
    top = found[: 1 + SECONDS] if has_top and not after else []
    last = found[-1] if found and following else None
    return River(
        top=top,
        days=_days(found[len(top) :], after.dated_at.date() if after else None),
        after=Cursor(last.dated_at, last.pk) if last else None,
        until=following.day if following else None,
    )


def page_of(articles: ArticleQuerySet, after: Cursor | None) -> tuple[list[Card], Card | None]:
    """One page of cards, and the first of the next page, if there is one."""
    if after:
        articles = articles.before(after.dated_at, after.pk)
    found = cards(articles.newest().for_cards()[: PAGE + 1])
    return found[:PAGE], found[PAGE] if len(found) > PAGE else None


def _days(found: list[Card], before: dt.date | None) -> list[Day]:
    return [Day(date, list(group), date == before) for date, group in groupby(found, key=lambda card: card.day)]
