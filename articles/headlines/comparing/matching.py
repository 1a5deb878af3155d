"""Whether two headlines that aren't the same letter by letter are one headline, and which of several is nearest."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from articles.headlines.comparing.comparable import Phrase, phrase
from articles.headlines.comparing.edit_costs import MISSPELT, turns
from articles.headlines.comparing.edits import Words, prices

FEWEST_WORDS, FEWEST_CHARACTERS = 4, 15  # of a truncation; notes/scale.md, section 3
FEWEST_UNMARKED, LEAST_UNMARKED = 6, 0.6  # words, and part of the whole, where nothing shows that it was cut
FEWEST_SPACELESS = 15  # characters of a truncation, without spaces between words
MOST_CHANGES = 3  # one of weight, the others misspellings
SHARE_CHANGED = 0.2  # of the words, each change at its price; at 0.25 five words of any two stories may be alike
MAX_DAYS = 14  # between what is known of when both were published
LABEL, KICKER, CUT, FUZZY = 0.01, 0.1, 0.2, 1.0  # distances; all variants are nearer than all that is fuzzy


@dataclass(frozen=True, slots=True)
class Match:
    """Two headlines are one; a variant when both have the same words, or one is the beginning of the other."""

    how: Literal["variant", "fuzzy"]
    distance: float


def best(waiting: str, candidates: Iterable[tuple[int, str]]) -> tuple[int, str, Match] | None:
    """The nearest of the candidates, whatever their order; None if there is none, or two stories are as near.

    The candidates are stories by number, each with a headline; a story may have several, which are no tie.
    """
    matches = ((number, live, found) for number, live in candidates if (found := match(waiting, live)))
    ranked = sorted(matches, key=lambda one: (one[2].distance, one[1], one[0]))
    if not ranked or any(one[2].distance == ranked[0][2].distance and one[0] != ranked[0][0] for one in ranked):
        return None
    return ranked[0]


def dates_agree(one: dt.date | None, other: dt.date | None) -> bool:
    """Whether two days lie within two weeks; an unknown one agrees with any."""
    return one is None or other is None or abs((one - other).days) <= MAX_DAYS


def match(waiting: str, live: str) -> Match | None:
    """How the two are one headline, and how far apart (0: as good as equal), whichever waits; None when they aren't."""
    one, other = sorted((phrase(waiting), phrase(live)), key=_by_length)
    if not one.words or not other.words or (one.tails and other.tails and one.tails.isdisjoint(other.tails)):
        return None
    cleaned = LABEL * len((one.labels ^ other.labels) | (one.tails ^ other.tails))
    distance = _of_variants(one, other)
    if distance is not None:
        return Match("variant", round(distance + cleaned, 4))
    distance = _of_fuzzy(one, other)
    return None if distance is None else Match("fuzzy", round(FUZZY + distance + cleaned, 4))


def _by_length(headline: Phrase) -> tuple[int, int, Words, bool]:
    return len(headline.words), sum(map(len, headline.words)), headline.words, not headline.is_cut


def _of_variants(one: Phrase, other: Phrase) -> float | None:
    """The distance when nothing is changed but the form, or what stands around; the second headline is the longer."""
    if one.words == other.words or (one.whole or one.words) == (other.whole or other.words):
        return 0.0
    if one.is_spaceless or other.is_spaceless:
        return _of_cut_characters(one, other)
    if other.kicker and one.words == other.words[other.kicker :]:
        return KICKER
    return _of_cut(one, other)


def _of_cut(shorter: Phrase, longer: Phrase) -> float | None:
    """Whether the shorter is the beginning of the longer, perhaps cut in mid word."""
    words, last = shorter.words[:-1], shorter.words[-1]
    count = len(words)
    if words != longer.words[:count] or not longer.words[count].startswith(last) or not _is_long_enough(shorter):
        return None
    part = len(" ".join(shorter.words)) / len(" ".join(longer.words))
    is_in_mid_word = last != longer.words[count]
    if is_in_mid_word and last[-1].isdigit():
        return None
    if not shorter.is_cut and not is_in_mid_word and not _is_cut_unmarked(shorter, longer, part):
        return None
    return CUT + 1 - part


def _is_cut_unmarked(shorter: Phrase, longer: Phrase, part: float) -> bool:
    """Whether a whole beginning is so much that it is no headline of its own, and what is cut off turns nothing.

    All six pairs of real headlines that began alike in less, on sites that the rules were made on, were two pages.
    """
    is_most = len(shorter.words) >= FEWEST_UNMARKED and part >= LEAST_UNMARKED
    return is_most and not any(map(turns, longer.words[len(shorter.words) :]))


def _is_long_enough(cut: Phrase) -> bool:
    return len(cut.words) >= FEWEST_WORDS and len(" ".join(cut.words)) >= FEWEST_CHARACTERS


def _of_cut_characters(one: Phrase, other: Phrase) -> float | None:
    shorter, longer = "".join(one.words), "".join(other.words)
    if len(shorter) < FEWEST_SPACELESS or not longer.startswith(shorter):
        return None
    if shorter[-1].isdigit() and longer[len(shorter) : len(shorter) + 1].isdigit():
        return None
    return CUT + 1 - len(shorter) / len(longer)


def _of_fuzzy(one: Phrase, other: Phrase) -> float | None:
    if one.is_spaceless or other.is_spaceless:
        return None
    if one.is_cut and not other.is_cut:
        return _of_changed_and_cut(one, other)
    if one.words == other.words[: len(one.words)]:
        return None  # too little to be the beginning of the other: "Review" may follow, or "Part Two"
    return _of_changes(one, other, one.words, other.words)


def _of_changed_and_cut(cut: Phrase, whole: Phrase) -> float | None:
    """As the cut one without its last word, which may be cut itself, is to as much of the whole one."""
    words, last = cut.words[:-1], cut.words[-1]
    lengths = [
        length
        for length in _lengths(len(words))
        if whole.words[length : length + 1] and whole.words[length].startswith(last)
    ]
    if not lengths or not _is_long_enough(cut):
        return None
    length = min(lengths, key=lambda length: Levenshtein.distance(words, whole.words[:length]))
    distance = _of_changes(cut, whole, words, whole.words[:length])
    return None if distance is None else distance + CUT


def _lengths(length: int) -> tuple[int, int, int]:
    return length, length + 1, length - 1


def _of_changes(one: Phrase, other: Phrase, words: Words, others: Words) -> float | None:
    fewest = min(len(words), len(others))
    found = prices(words, others, one.names | other.names)
    if fewest < FEWEST_WORDS or len(found) > MOST_CHANGES or sum(price > MISSPELT for price in found) > 1:
        return None
    distance = sum(found)
    return distance if distance <= SHARE_CHANGED * fewest else None
