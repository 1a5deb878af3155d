"""Decide whether two headlines of different text are the same headline, and which of several candidates is nearest."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from articles.headlines.comparing.comparable import Comparable, comparable
from articles.headlines.comparing.edit_costs import MISSPELT, changes_meaning
from articles.headlines.comparing.edits import Words, costs_of_edits

MIN_WORDS, MIN_CHARACTERS = 4, 15  # of a truncated headline
MIN_UNMARKED_WORDS, MIN_UNMARKED_PART = 6, 0.6  # of a truncated headline without an ellipsis, and of the whole one
MIN_SPACELESS = 15  # characters of a truncated headline in a script without spaces
MAX_EDITS = 3  # of which one may cost more than a misspelling
MAX_COST = 0.2  # per word; at 0.25, five equal words of two different stories may be enough
MAX_DAYS = 14  # between the known days of both
LABEL, KICKER, CUT, FUZZY = 0.01, 0.1, 0.2, 1.0  # distances; every variant is nearer than every fuzzy match


@dataclass(frozen=True, slots=True)
class Match:
    """How two texts are the same headline."""

    how: Literal["variant", "fuzzy"]  # variant: the same words, or one is the beginning of the other
    distance: float  # 0 for the same words


def best(waiting: str, candidates: Iterable[tuple[int, str]]) -> tuple[int, str, Match] | None:
    """Return the candidate nearest to a waiting headline; None if none matches or two stories are equally near.

    A candidate is the number of a story and a headline of it. Equally near headlines of one story are no tie. The order
    of the candidates does not matter.
    """
    matches = ((number, live, found) for number, live in candidates if (found := match(waiting, live)))
    ranked = sorted(matches, key=lambda one: (one[2].distance, one[1], one[0]))
    if not ranked or any(one[2].distance == ranked[0][2].distance and one[0] != ranked[0][0] for one in ranked):
        return None
    return ranked[0]


def dates_agree(one: dt.date | None, other: dt.date | None) -> bool:
    """Return whether two days are at most two weeks apart; an unknown day agrees with any."""
    return one is None or other is None or abs((one - other).days) <= MAX_DAYS


def match(waiting: str, live: str) -> Match | None:
    """Return how the two are the same headline, or None if they are not. Symmetric in its arguments."""
    one, other = sorted((comparable(waiting), comparable(live)), key=_by_length)
    if not one.words or not other.words or (one.tails and other.tails and one.tails.isdisjoint(other.tails)):
        return None
    labels = LABEL * len((one.labels ^ other.labels) | (one.tails ^ other.tails))
    distance = _variant_distance(one, other)
    if distance is not None:
        return Match("variant", round(distance + labels, 4))
    distance = _fuzzy_distance(one, other)
    return None if distance is None else Match("fuzzy", round(FUZZY + distance + labels, 4))


def _by_length(headline: Comparable) -> tuple[int, int, Words, bool]:
    return len(headline.words), sum(map(len, headline.words)), headline.words, not headline.is_cut


def _variant_distance(one: Comparable, other: Comparable) -> float | None:
    """Return the distance of two headlines with the same words, or of which `one` is the beginning of `other`."""
    if _all_words(one) == _all_words(other) or one.words == other.words or one.plain_words == other.plain_words:
        return 0.0
    if one.is_spaceless or other.is_spaceless:
        return _cut_characters_distance(one, other)
    if other.kicker and one.words == other.words[other.kicker :]:
        return KICKER
    return _cut_distance(one, other)


def _all_words(headline: Comparable) -> Words:
    """Return the words with those of the sites and sections that were stripped."""
    return headline.words_with_tails or headline.words


def _cut_distance(shorter: Comparable, longer: Comparable) -> float | None:
    """Return the distance if the shorter headline is the beginning of the longer, perhaps cut within a word."""
    words, last = shorter.words[:-1], shorter.words[-1]
    count = len(words)
    if words != longer.words[:count] or not longer.words[count].startswith(last) or not _is_long_enough(shorter):
        return None
    part = len(" ".join(shorter.words)) / len(" ".join(longer.words))
    is_within_word = last != longer.words[count]
    if is_within_word and last[-1].isdigit():
        return None
    if not shorter.is_cut and not is_within_word and not _is_cut_unmarked(shorter, longer, part):
        return None
    return CUT + 1 - part


def _is_cut_unmarked(shorter: Comparable, longer: Comparable, part: float) -> bool:
    """Return whether the shorter one is too much of the longer to be another headline, and the rest adds no meaning.

    On the sites that the rules were made on, all six pairs of real headlines with a shorter common beginning were two
    pages.
    """
    is_most = len(shorter.words) >= MIN_UNMARKED_WORDS and part >= MIN_UNMARKED_PART
    return is_most and not any(map(changes_meaning, longer.words[len(shorter.words) :]))


def _is_long_enough(cut: Comparable) -> bool:
    return len(cut.words) >= MIN_WORDS and len(" ".join(cut.words)) >= MIN_CHARACTERS


def _cut_characters_distance(one: Comparable, other: Comparable) -> float | None:
    shorter, longer = "".join(one.words), "".join(other.words)
    if len(shorter) < MIN_SPACELESS or not longer.startswith(shorter):
        return None
    if shorter[-1].isdigit() and longer[len(shorter) : len(shorter) + 1].isdigit():
        return None
    return CUT + 1 - len(shorter) / len(longer)


def _fuzzy_distance(one: Comparable, other: Comparable) -> float | None:
    if one.is_spaceless or other.is_spaceless:
        return None
    if one.is_cut and not other.is_cut:
        return _edited_and_cut_distance(one, other)
    if one.words == other.words[: len(one.words)]:
        return None  # a beginning that is too short: "Review" or "Part Two" may follow
    return _edit_distance(one, other, one.words, other.words)


def _edited_and_cut_distance(cut: Comparable, whole: Comparable) -> float | None:
    """Return the distance of a cut headline, without its last word, to the beginning of the whole one.

    The last word may itself be cut, so it only has to be the beginning of the next word of the whole one.
    """
    words, last = cut.words[:-1], cut.words[-1]
    lengths = [
        length
        for length in _lengths(len(words))
        if whole.words[length : length + 1] and whole.words[length].startswith(last)
    ]
    if not lengths or not _is_long_enough(cut):
        return None
    length = min(lengths, key=lambda length: Levenshtein.distance(words, whole.words[:length]))
    distance = _edit_distance(cut, whole, words, whole.words[:length])
    return None if distance is None else distance + CUT


def _lengths(length: int) -> tuple[int, int, int]:
    return length, length + 1, length - 1


def _edit_distance(one: Comparable, other: Comparable, words: Words, others: Words) -> float | None:
    fewest = min(len(words), len(others))
    costs = costs_of_edits(words, others, one.names | other.names)
    if fewest < MIN_WORDS or len(costs) > MAX_EDITS or sum(cost > MISSPELT for cost in costs) > 1:
        return None
    distance = sum(costs)
    return distance if distance <= MAX_COST * fewest else None
