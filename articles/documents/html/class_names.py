"""Cues to the content of an element from its names: classes, ids, roles."""

import re
from functools import lru_cache

from articles.lexicon.class_names import CLASS_NAMES

MAX_NAMES = 300  # characters of an element's names that are read
KINDS = tuple(CLASS_NAMES)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITH = re.compile(r"(?:^|[^a-z])(?:has|with|without|no|not)(?:[^a-z].*|$)")  # "has-sidebar" is not the sidebar
_BREAK = re.compile(r"[^a-z]+")


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


@lru_cache(maxsize=16_384)
def cues_of(names: str) -> int:
    """Return one bit for each of KINDS that the names mention; "story-body" and "storyBody" are two words each."""
    cues = 0
    for name in names[:MAX_NAMES].split():
        cues |= _cues_of_name(name)
    return cues


@lru_cache(maxsize=16_384)
def _cues_of_name(name: str) -> int:
    parts = _BREAK.sub(" ", _WITH.sub("", _CAMEL.sub(" ", name).lower())).split()
    cues = 0
    for word in (*parts, "".join(parts)) if len(parts) > 1 else parts:
        cues |= _cues_of_word(word)
    return cues


@lru_cache(maxsize=16_384)  # pages share few names, and many words of names
def _cues_of_word(word: str) -> int:
    cues = _WHOLE.get(word, 0)
    for start in range(len(word) - _START + 1):
        for part, bits in _BY_START.get(word[start : start + _START], ()):
            if word.startswith(part, start):
                cues |= bits
    return cues
