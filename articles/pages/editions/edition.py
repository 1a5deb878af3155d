"""An edition: the stories of a day in order of weight, each with its text, and an end."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.pages.archive.days import months_between
from articles.pages.cards import Card, cards, clock, grouped
from articles.pages.front.top import is_worthy, weight
from articles.pages.stories.facts import Facts, facts_of
from articles.pages.stories.text import whole_text
from articles.pages.stories.whole import whole_stories
from articles.text.reading import reading_minutes

MOST_STORIES = 40  # in one edition
MOST_WORDS = 30_000  # in one edition: two hours and ten minutes; a thin weekday paper has as many
WEIGHED = 300  # of a day's stories, the latest, from which an edition is chosen
_WORDS = 4  # the place of the number of words in a row of `for_cards`


@dataclass(frozen=True, slots=True)
class Edition:
    """The chosen stories of a day, in order; `more` is how many others the day has."""

    day: dt.date
    cards: list[Card]
    words: int
    more: int

    @property
    def name(self) -> str:
        """The day, written out: Sunday 22 November 2026."""
        return date_format(self.day, gettext("l j F Y"))

    @property
    def numbers(self) -> list[int]:
        return [card.pk for card in self.cards]

    @property
    def minutes(self) -> int:
        return reading_minutes(self.words)

    @property
    def shown_minutes(self) -> str:
        return grouped(self.minutes)

    @property
    def shown_more(self) -> str:
        return grouped(self.more)


@dataclass(frozen=True, slots=True)
class Piece:
    """A story of an edition with its whole text. `time` is "" when only the day is known."""

    article: Article
    facts: Facts
    text: SafeString
    time: str


def edition_of(day: dt.date) -> Edition | None:
    """The edition of a day; None if the day has no story. Two queries."""
    start = dt.datetime.combine(day, dt.time(), dt.UTC)
    rows = _latest_of(start, start + dt.timedelta(days=1))
    if not rows:
        return None
    words_of = {row[0]: row[_WORDS] for row in rows}
    chosen: list[Card] = []
    words = 0
    for card in sorted(cards(rows), key=_rank):
        if len(chosen) == MOST_STORIES:
            break
        if not chosen or words + words_of[card.pk] <= MOST_WORDS:
            chosen.append(card)
            words += words_of[card.pk]
    stories = sum(month.stories for month in months_between(day, day))
    return Edition(day, chosen, words, max(stories, len(rows)) - len(chosen))


def pieces_of(edition: Edition) -> Iterator[Piece]:
    """The stories of an edition with their texts; one query for twenty of them."""
    for story in whole_stories(edition.numbers):
        at = clock(story.published_at) if story.published_at else ""
        yield Piece(story, facts_of(story), whole_text(story), at)


def _rank(card: Card) -> tuple[bool, int, str]:
    """What hardly is a story comes last; the heavier come first, those of one source together, the latest first."""
    return not is_worthy(card), -weight(card), card.source


@CompiledQuery
def _latest_of(start: dt.datetime, end: dt.datetime) -> QuerySet[Article, Row]:
    of_day = Article.objects.filter(published_at__gte=start, published_at__lt=end)
    return of_day.published().for_cards()[:WEIGHED]
