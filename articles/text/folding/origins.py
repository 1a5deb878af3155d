"""Where the letters of a folded text come from, so that what is found in it can be marked in the text as printed."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from articles.text.folding.folding import (
    ACCENTS,
    INVISIBLES,
    NOT_PLAIN,
    TOO_MANY_MARKS,
    compiled,
    digits_folded,
    folded,
    strokes_folded,
)
from articles.text.folding.letters import INVISIBLE, MARKS
from articles.text.folding.rules import BIGRAMS, JOINTS, NUMBERS, Rule

# A letter and all that Unicode may compose with it: marks, vowels of Hangul, half-width voicing marks.
_CLUSTER = re.compile(r".[\u1160-\u11ff\uff9e\uff9f\uffa0-\uffdc]*", re.DOTALL)
_UNSEEN = re.compile(f"[{INVISIBLE}{MARKS}]+")
_GROUP = re.compile(r"\\([12])|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Traced:
    """A text, and for each of its characters the position in another that it comes from."""

    text: str
    origins: Sequence[int]


def traced(text: str) -> Traced | None:
    """Return the folded text with the positions in the given one; None if a text is too odd to follow."""
    if TOO_MANY_MARKS.search(text):  # which Unicode's order of marks would take minutes for
        return None
    found = Traced(text, range(len(text)))
    if NOT_PLAIN.search(text):
        found = _without(found, INVISIBLES)
        found = _substituted(_by_letters(found, digits_folded), NUMBERS)
        found = _without(_normalised(found, "NFKD"), ACCENTS)
        found = _by_letters(_normalised(found, "NFC"), strokes_folded)
    else:
        found = _substituted(found, NUMBERS)
    for rule in (*JOINTS, *BIGRAMS):
        found = _substituted(found, rule)
    return found if found.text == folded(text) else None


def printed_span(text: str, origins: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the span of the text from which a span of its folded form comes, with the marks of its letters."""
    places = origins[start:end]
    last = max(places) + 1
    unseen = _UNSEEN.match(text, last)
    return min(places), unseen.end() if unseen else last


def _by_letters(given: Traced, change: Callable[[str], str]) -> Traced:
    return _by_pieces(given, [(place, place + 1) for place in range(len(given.text))], change)


def _without(given: Traced, pattern: re.Pattern[str]) -> Traced:
    gone = {place for match in pattern.finditer(given.text) for place in range(*match.span())}
    kept = [place for place in range(len(given.text)) if place not in gone]
    return Traced("".join(given.text[place] for place in kept), [given.origins[place] for place in kept])


def _normalised(given: Traced, form: Literal["NFC", "NFKD"]) -> Traced:
    spans: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(given.text):
        start, end = match.span()
        is_mark = unicodedata.category(given.text[start])[0] == "M"
        if spans and is_mark:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return _by_pieces(given, spans, lambda piece: unicodedata.normalize(form, piece))


def _by_pieces(given: Traced, spans: Sequence[tuple[int, int]], change: Callable[[str], str]) -> Traced:
    """Change each piece by itself; a piece that stays as long keeps the positions of its characters."""
    texts: list[str] = []
    origins: list[int] = []
    for start, end in spans:
        changed = change(given.text[start:end])
        texts.append(changed)
        own = given.origins[start:end]
        origins += own if len(changed) == end - start else [own[0]] * len(changed)
    return Traced("".join(texts), origins)


def _substituted(given: Traced, rule: Rule) -> Traced:
    texts: list[str] = []
    origins: list[int] = []
    done = 0
    for match in compiled(rule.pattern).finditer(given.text):
        texts.append(given.text[done : match.start()])
        origins += given.origins[done : match.start()]
        beside = given.origins[match.start()]  # a space belongs to the letter before it
        for part in _GROUP.finditer(rule.indexed):
            if part[1]:
                start, end = match.span(int(part[1]))
                texts.append(given.text[start:end])
                origins += given.origins[start:end]
                beside = given.origins[end - 1]
            else:
                texts.append(part[2])
                origins.append(beside)
        done = match.end()
    texts.append(given.text[done:])
    origins += given.origins[done:]
    return Traced("".join(texts), origins)
