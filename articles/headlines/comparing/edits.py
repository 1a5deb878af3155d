"""What has to be changed in one headline to make another of it, and what each change costs."""

from dataclasses import dataclass
from typing import Self

from rapidfuzz.distance import Levenshtein

from articles.headlines.comparing.edit_costs import (
    REFUSED,
    SPELT_OTHERWISE,
    is_number,
    negates,
    price_of_missing,
    price_of_replacing,
)
from articles.lexicon.headline_words import SMALL

type Words = tuple[str, ...]

MOST_CHANGED = 4  # words; two that changed places are two
WIDEST = 2  # words of a gap
FARTHEST = 2  # words that one word has moved over
MOVED = 0.6


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two headlines differ: from here to there in the one, and in the other."""

    start: int
    end: int
    other_start: int
    other_end: int

    def until(self, later: Self) -> "Gap":
        return Gap(self.start, later.end, self.other_start, later.other_end)

    def words(self, one: Words, other: Words) -> tuple[Words, Words]:
        return one[self.start : self.end], other[self.other_start : self.other_end]


def prices(one: Words, other: Words, names: frozenset[str]) -> list[float]:
    """The price of each change between the words; `names` are those that may be names in either.

    [REFUSED] where there are too many.
    """
    if Levenshtein.distance(one, other, score_cutoff=MOST_CHANGED) > MOST_CHANGED:
        return [REFUSED]
    are_told = len(names) * 2 <= len(one)  # by capitals, which in a title all words have
    found: list[float] = []
    for gap in _gaps(one, other):
        left, right = gap.words(one, other)
        found += _prices_of_gap(left, right, names, are_told)
    return found


def _gaps(one: Words, other: Words) -> list[Gap]:
    gaps: list[Gap] = []
    at, other_at = 0, 0
    for block in Levenshtein.editops(one, other).as_matching_blocks():
        if (at, other_at) != (block.a, block.b):
            gaps.append(Gap(at, block.a, other_at, block.b))
            if len(gaps) > 1 and _is_move(*(joined := gaps[-2].until(gaps[-1])).words(one, other)):
                gaps[-2:] = [joined]
        at, other_at = block.a + block.size, block.b + block.size
    return gaps


def _is_move(left: Words, right: Words) -> bool:
    """Whether one word stands before, rather than behind, one or two others."""
    if len(left) != len(right) or not 2 <= len(left) <= FARTHEST + 1:
        return False
    return left[1:] + left[:1] == right or right[1:] + right[:1] == left


def _prices_of_gap(left: Words, right: Words, names: frozenset[str], are_told: bool) -> list[float]:
    if _is_move(left, right):
        return [_price_of_move(left, right, names if are_told else frozenset())]
    if len(left) > WIDEST or len(right) > WIDEST:
        return [REFUSED]
    if "".join(left) == "".join(right):
        return [SPELT_OTHERWISE if any(map(str.isalpha, "".join(left))) else REFUSED]
    return min(_pairings(left, right, names), key=sum)


def _price_of_move(left: Words, right: Words, names: frozenset[str]) -> float:
    """Two numbers or two names that change places tell of another result, or of another doer."""
    told = names - SMALL
    if any(map(negates, left)) or _among(left, told) != _among(right, told):
        return REFUSED
    numbers = frozenset(filter(is_number, left))
    return MOVED if _among(left, numbers) == _among(right, numbers) else REFUSED


def _among(words: Words, some: frozenset[str]) -> list[str]:
    return [word for word in words if word in some]


def _pairings(left: Words, right: Words, names: frozenset[str]) -> list[list[float]]:
    """Every way to pair the words in order, by the prices of the pairs and of the words left over."""
    if not left or not right:
        return [[price_of_missing(word, is_name=word in names) for word in left + right]]
    price = price_of_replacing(left[0], right[0], left[0] in names or right[0] in names)
    ways = [[price, *rest] for rest in _pairings(left[1:], right[1:], names)]
    if len(left) > len(right):
        ways += [[*_missing(left[0], names), *rest] for rest in _pairings(left[1:], right, names)]
    if len(right) > len(left):
        ways += [[*_missing(right[0], names), *rest] for rest in _pairings(left, right[1:], names)]
    return ways


def _missing(word: str, names: frozenset[str]) -> list[float]:
    return [price_of_missing(word, is_name=word in names)]
