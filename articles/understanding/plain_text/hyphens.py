"""Hyphens at the ends of wrapped lines: part of a word that was divided, or of one that is written with it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from articles.lexicon.line_ends import COMPOUND_ENDS, COMPOUND_STARTS, CONJUNCTIONS, ONE_WORD

HYPHENS = "-\u2010\u00ad"  # hyphen-minus, hyphen, soft hyphen
LEAST_PART = 3  # letters of a part that is known as a word
RARE = 0.1  # share of the lines that end in a hyphen; where words are divided it is more
_LAST_PART = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+(?=.$)")
_FIRST_PART = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MAX_WORD = 60  # characters at a line's end that are searched


def are_divided(texts: Sequence[str], language: str) -> bool:
    """Whether words were divided to fill the lines; else a line ends in a hyphen only where a word has one.

    In languages that write compounds as one word, a hyphen before a small letter always divides.
    """
    return language in ONE_WORD or sum(text[-1] in HYPHENS for text in texts) >= RARE * len(texts)


def words_of(texts: Sequence[str]) -> frozenset[str]:
    """Return the words of lines, in lower case; one that a line's end may have cut is left out."""
    found: set[str] = set()
    for text in texts:
        words = [word.casefold() for word in _WORD.findall(text)]
        found.update(words[1:-1] if text[-1] in HYPHENS else words[1:])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Joint:
    """How a line is joined with the next: whether its last sign goes, and what stands between the two."""

    drops_sign: bool = False
    between: str = ""


def joint(line: str, following: str, words: Collection[str], *, divides: bool) -> Joint:
    """Return how a line that ends in a hyphen is joined with the next.

    `words` are those of the text, in lower case; `divides`: words of the text are divided at line ends.
    """
    if line[-1] == "\u00ad":
        return Joint(drops_sign=True)
    before, after = _LAST_PART.search(line[-MAX_WORD:]), _FIRST_PART.match(following)
    if not before or not after:
        return Joint(between="" if line[-2:-1].isalnum() else " ")
    start, end = before[0].casefold(), after[0].casefold()
    if end in CONJUNCTIONS and following[after.end() : after.end() + 1] in ("", " "):
        return Joint(between=" ")
    return Joint(drops_sign=divides and not _keeps_hyphen(start, end, after[0], words))


def _keeps_hyphen(start: str, end: str, following: str, words: Collection[str]) -> bool:
    """Whether a word has the hyphen at which a line ends: as the text writes it elsewhere, else by its parts."""
    if not following[0].islower():
        return True
    if "-" in start or "-" in end:
        return True
    if start + end in words or f"{start}-{end}" in words:
        return f"{start}-{end}" in words
    if start in COMPOUND_STARTS or end in COMPOUND_ENDS:
        return True
    return start in words and end in words and min(len(start), len(end)) >= LEAST_PART
