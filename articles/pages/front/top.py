"""The choice of the stories that stand at the top of a front page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.pages.cards import Card

SECONDS, THIRDS = 2, 3  # headlines in the second and in the third rank
OF_ONE_SOURCE = 2  # headlines at most, if there are sources enough
SHORT = 60  # characters of a summary that says little
LENGTHS = range(25, 111)  # columns of a headline that says what happened and still fits
_DIGIT = re.compile(r"\d")
_NUMBERS = 0.25  # of a headline: with more digits it is a date or a score


@dataclass(frozen=True, slots=True)
class Top:
    """The chosen stories by rank. There are three thirds or none, since they stand in a row of three."""

    lead: Card | None
    seconds: Sequence[Card]
    thirds: Sequence[Card]

    @property
    def cards(self) -> list[Card]:
        return [*([self.lead] if self.lead else []), *self.seconds, *self.thirds]


NO_TOP = Top(None, (), ())


def choose_top(found: Sequence[Card]) -> Top:
    """The top of a page with these stories, which are the newest first: the heaviest, of the newest days."""
    worthy = [card for card in found if is_worthy(card)] or found
    days = sorted({card.day for card in found}, reverse=True)
    age = {day: number for number, day in enumerate(days)}
    chosen = _of_many_sources(sorted(worthy, key=lambda card: age[card.day] - weight(card)))
    first, last = 1 + SECONDS, 1 + SECONDS + THIRDS
    thirds = chosen[first:last] if len(chosen) >= last else []
    return Top(chosen[0] if chosen else None, chosen[1:first], thirds)


def is_worthy(card: Card) -> bool:
    """Whether a story may stand at the top: it says who tells it and more than a line, under a headline of words."""
    return bool(card.source) and not card.is_brief and not _is_of_numbers(card.headline)


def weight(card: Card) -> int:
    """How much a story has to offer, from 0 to 6; a day of age weighs as much as one of these."""
    return (
        2 * (not card.is_brief)
        + bool(card.source)
        + (len(card.standfirst or card.beginning) > SHORT)
        + bool(card.links)
        + (_columns(card.headline) in LENGTHS and not _is_of_numbers(card.headline))
    )


def _of_many_sources(heaviest: Sequence[Card]) -> list[Card]:
    """As many as the top holds, two of a source at most if there are sources enough."""
    needed = 1 + SECONDS + THIRDS
    of_source: Counter[str] = Counter()
    chosen = []
    for card in heaviest:
        of_source[card.source] += 1
        if of_source[card.source] <= OF_ONE_SOURCE:
            chosen.append(card)
    return (chosen if len(of_source) >= needed // OF_ONE_SOURCE else list(heaviest))[:needed]


def _columns(text: str) -> int:
    """The width of a headline in Latin letters: those of Chinese, Japanese and Korean are twice as wide."""
    return len(text) if text.isascii() else sum(2 if character > "\u2e7f" else 1 for character in text)


def _is_of_numbers(headline: str) -> bool:
    return len(_DIGIT.findall(headline)) > _NUMBERS * len(headline)
