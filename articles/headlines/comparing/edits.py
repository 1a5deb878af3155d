"""The edits that turn one headline into another, word by word, and the cost of each."""

from dataclasses import dataclass
from typing import Self

from rapidfuzz.distance import Levenshtein

from articles.headlines.comparing.edit_costs import (
    REFUSED,
    RESPELT,
    cost_of_missing,
    cost_of_replacing,
    is_number,
    negates,
)
from articles.lexicon.headline_words import SMALL

type Words = tuple[str, ...]

MAX_DISTANCE = 4  # words (Levenshtein); two transposed words count as two
MAX_GAP = 2  # words
MAX_MOVE = 2  # words that one word may have moved over
MOVED = 0.6  # cost of a word that moved


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where two headlines differ: a range of words in each."""

    start: int
    end: int
    other_start: int
    other_end: int

    def until(self, later: Self) -> "Gap":
        return Gap(self.start, later.end, self.other_start, later.other_end)

    def words(self, one: Words, other: Words) -> tuple[Words, Words]:
        return one[self.start : self.end], other[self.other_start : self.other_end]


def costs_of_edits(one: Words, other: Words, names: frozenset[str]) -> list[float]:
    """Return the cost of each edit between two headlines, or [REFUSED] if there are too many.

    `names` are the words that may be names in either.
    """
    if Levenshtein.distance(one, other, score_cutoff=MAX_DISTANCE) > MAX_DISTANCE:
        return [REFUSED]
    has_clear_names = len(names) * 2 <= len(one)  # not so in title case, where every word has a capital
    costs: list[float] = []
    for gap in _gaps(one, other):
        left, right = gap.words(one, other)
        costs += _costs_of_gap(left, right, names, has_clear_names)
    return costs


def _gaps(one: Words, other: Words) -> list[Gap]:
    """Return the ranges between matching words; two neighbouring gaps that are one moved word are joined."""
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
    """Return whether the right words are the left ones with one word moved from one end to the other."""
    if len(left) != len(right) or not 2 <= len(left) <= MAX_MOVE + 1:
        return False
    return left[1:] + left[:1] == right or right[1:] + right[:1] == left


def _costs_of_gap(left: Words, right: Words, names: frozenset[str], has_clear_names: bool) -> list[float]:
    if _is_move(left, right):
        return [_cost_of_move(left, right, names if has_clear_names else frozenset())]
    if len(left) > MAX_GAP or len(right) > MAX_GAP:
        return [REFUSED]
    if "".join(left) == "".join(right):
        return [RESPELT if any(map(str.isalpha, "".join(left))) else REFUSED]
    return min(_pairings(left, right, names), key=sum)


def _cost_of_move(left: Words, right: Words, names: frozenset[str]) -> float:
    """Return the cost of a moved word; numbers or names in another order mean another result, or another actor."""
    ordered = names - SMALL
    if any(map(negates, left)) or _among(left, ordered) != _among(right, ordered):
        return REFUSED
    numbers = frozenset(filter(is_number, left))
    return MOVED if _among(left, numbers) == _among(right, numbers) else REFUSED


def _among(words: Words, some: frozenset[str]) -> list[str]:
    return [word for word in words if word in some]


def _pairings(left: Words, right: Words, names: frozenset[str]) -> list[list[float]]:
    """Return the costs of every way to pair the words in order: of each pair, and of each word without a partner."""
    if not left or not right:
        return [[cost_of_missing(word, is_name=word in names) for word in left + right]]
    cost = cost_of_replacing(left[0], right[0], left[0] in names or right[0] in names)
    ways = [[cost, *rest] for rest in _pairings(left[1:], right[1:], names)]
    if len(left) > len(right):
        ways += [[*_missing(left[0], names), *rest] for rest in _pairings(left[1:], right, names)]
    if len(right) > len(left):
        ways += [[*_missing(right[0], names), *rest] for rest in _pairings(left, right[1:], names)]
    return ways


def _missing(word: str, names: frozenset[str]) -> list[float]:
    return [cost_of_missing(word, is_name=word in names)]
