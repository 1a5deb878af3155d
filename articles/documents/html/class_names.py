"""Cues to the content of an element from its names: classes, ids, roles."""

import re
from functools import lru_cache

from articles.lexicon.class_names import CLASS_NAMES

MAX_NAMES = 300  # characters of an element's names that are read
KINDS = tuple(CLASS_NAMES)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITH = re.compile(r"(?:^|[^a-z])(?:has|with|without|no|not)(?:[^a-z].*|$)")  # "has-sidebar" is not the sidebar
_WORD = re.compile(r"[a-z]+")
# The line above a headline, which style sheets part from it although both stand in one heading.
_KICKER = re.compile(
    r"kicker|eyebrow|overline|topline|(?:pre|sur|ante|ober|over)-?(?:title|titre|titulo|titel|heading|headline)"
    r"|dachzeile|spitzmarke|occhiello",
    re.IGNORECASE,
)


def _bits(is_part: bool) -> dict[str, int]:
    """Return one bit for each of KINDS by the words that show it: parts of words, with a hyphen at an end, or whole."""
    bits: dict[str, int] = {}
    for place, words in enumerate(CLASS_NAMES.values()):
        for word in words.split():
            if (word[0] == "-") is is_part:
                bits[word.strip("-")] = bits.get(word.strip("-"), 0) | 1 << place
    return bits


_WHOLE, _PARTS = _bits(is_part=False), _bits(is_part=True)
_START = min(map(len, _PARTS))  # characters of a part by which it is looked up
_BY_START = {
    start: [(part, bits) for part, bits in _PARTS.items() if part.startswith(start)]
    for start in {part[:_START] for part in _PARTS}
}
_STARTS = _BY_START.keys()


@lru_cache(maxsize=16_384)
def cues_of(names: str) -> int:
    """Return one bit for each of KINDS that the names mention; "story-body" and "storyBody" are two words each."""
    cues = 0
    for name in names[:MAX_NAMES].split():
        cues |= _cues_of_name(name)
    return cues


@lru_cache(maxsize=16_384)
def _cues_of_name(name: str) -> int:
    if not name.islower():
        name = _CAMEL.sub(" ", name).lower()
    if "has" in name or "with" in name or "no" in name:
        name = _WITH.sub("", name)
    words = _WORD.findall(name)
    joined = "".join(words)  # holds the parts of each word too
    cues = _WHOLE.get(joined, 0)
    for word in words:
        cues |= _WHOLE.get(word, 0)
    for start in _STARTS & {joined[place : place + _START] for place in range(len(joined))}:
        for part, bits in _BY_START[start]:
            if part in joined:
                cues |= bits
    return cues


def is_kicker(names: str | None, text: str) -> bool:
    """Whether an element in a heading is a kicker by its classes; one with a colon is read with the headline."""
    return bool(names and _KICKER.search(names)) and text.rstrip()[-1:] != ":"
