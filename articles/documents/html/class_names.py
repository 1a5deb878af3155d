"""Cues to the content of an element from its names: classes, ids, roles."""

import re
from functools import lru_cache

from articles.lexicon.class_names import CLASS_NAMES

MAX_NAMES = 300  # characters of an element's names that are read
KINDS = tuple(CLASS_NAMES)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITH = re.compile(r"(?:^|[^a-z])(?:has|with|without|no|not)(?:[^a-z].*|$)")  # "has-sidebar" is not the sidebar
_BREAK = re.compile(r"[^a-z]+")


def _pattern(words: str) -> re.Pattern[str]:
    whole = "|".join(word for word in words.split() if word[0] != "-")
    part = "|".join(word.strip("-") for word in words.split() if word[0] == "-")
    return re.compile("|".join(filter(None, (rf" (?:{whole}) " if whole else "", part))))


_PATTERNS = tuple(_pattern(words) for words in CLASS_NAMES.values())


@lru_cache(maxsize=16_384)
def cues_of(names: str) -> int:
    """Return one bit for each of KINDS that the names mention; "story-body" and "storyBody" are two words each."""
    words = []
    for name in names[:MAX_NAMES].split():
        parts = _BREAK.sub(" ", _WITH.sub("", _CAMEL.sub(" ", name).lower())).split()
        words += [*parts, "".join(parts)] if len(parts) > 1 else parts
    text = f" {'  '.join(words)} "
    return sum(1 << place for place, pattern in enumerate(_PATTERNS) if pattern.search(text))
