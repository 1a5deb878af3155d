"""Rules for what ends a page, and for cues of lists, in some fifty languages."""

from collections.abc import Iterable, Sequence

from articles.lexicon import around_stories, boilerplate
from articles.text.dates.folding import words_of
from articles.understanding.rules.rights import is_rights_notice

MAX_FOOT = 200  # characters of a line that holds all links of a foot
MAX_CUE = 60  # characters
MAX_HEADING = 3  # words above comments
SEVERAL, MOSTLY = 3, 0.5  # known links, and the share of a foot's words that they are


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_key(text) for text in texts)


def _key(text: str) -> str:
    return " ".join(words_of(text))


_CUES = _keys((*boilerplate.RELATED_CUES, *around_stories.LIST_CUES))
_LINKS = _keys(around_stories.FOOT_LINKS)
_MOST_WORDS = max(link.count(" ") + 1 for link in _LINKS)  # of one link
_POPULAR = _keys(around_stories.POPULAR)
_COMMENTS = _keys(around_stories.COMMENTS)
_LINK_WORDS = frozenset(word for link in _LINKS for word in link.split())


def is_list_cue(text: str) -> bool:
    """Whether the line announces a list of other stories: "Related", "Read also"."""
    return len(text) <= MAX_CUE and _key(text.strip("▶►■●◆▼【】→»›><")) in _CUES


def is_foot(text: str) -> bool:
    """Whether the line is of a page's foot: a notice of rights, or nothing but links such as "About us"."""
    if len(text) > MAX_FOOT:
        return False
    if is_rights_notice(text):
        return True
    words = words_of(text)
    return sum(word in _LINK_WORDS for word in words) >= MOSTLY * len(words) and _is_links(words)


def _is_links(words: Sequence[str]) -> bool:
    """Whether the words are mostly links of a foot, one after another, the longest taken first."""
    start, known, links = 0, 0, 0
    while start < len(words):
        sizes = range(min(_MOST_WORDS, len(words) - start), 0, -1)
        size = next((n for n in sizes if " ".join(words[start : start + n]) in _LINKS), 0)
        known, links = known + size, links + (size > 0)
        start += size or 1
    return links > 0 and (known == len(words) or (links >= SEVERAL and known >= MOSTLY * len(words)))


def begins_another_part(text: str) -> bool:
    """Whether the line is the heading of readers' comments, alone or with their number, or of what is read most."""
    words = words_of(text) if len(text) <= MAX_CUE else ()
    return " ".join(words) in _POPULAR or (len(words) <= MAX_HEADING and any(word in _COMMENTS for word in words))
