"""What a reader asks: words, "phrases", OR, -not and prefix*."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from articles.lexicon.stopwords import STOP_WORDS
from articles.text.scripts import UNSPACED_OR_GLUED_LETTER

MAX_QUERY = 1_000  # characters; a pasted paragraph fits
MAX_WORD = 100  # characters; PostgreSQL refuses a word over 2,046 bytes
MAX_TERMS = 32  # each is one more list to intersect; SQLite's FTS5 stops at a depth of 256
MIN_PREFIX = 3  # letters before a star; "b*" took 12 seconds among 200,000 stories
# One word or phrase as typed; a quote that nobody closes ends with the text.
_TYPED = re.compile(r'(?P<sign>-?)"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)  # an index holds "ferry’s" as "ferry" and "s"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side: usually one, more in a phrase. Letters, digits and marks only."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Span:
    """A word as typed, and where in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """Of each `required` group at least one term is there, and none of the `excluded`."""

    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no words, only words to leave out, or only such as stand in every story."""
        return not self.required

    @property
    def has_phrase(self) -> bool:
        """Whether it matters that words stand side by side."""
        terms = [*self.excluded, *(term for group in self.required for term in group)]
        return any(len(term.words) > 1 for term in terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for, in order, each once."""
        return tuple(dict.fromkeys(word for group in self.required for term in group for word in term.words))


def parse(text: str) -> Query:
    """The query of a text, whatever it is; what can't be understood is left out.

    Terms are all required; OR between two makes one of them enough; a minus leaves out. What comes after 1,000
    characters or 32 terms is ignored, and so are words of no meaning ("the"), except inside a phrase.
    Words of scripts without spaces count as prefixes: an index of words holds whole clauses of them. Elsewhere a star
    after fewer than three letters says nothing.
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    is_alternative = False
    for typed in _typed(text):
        if typed["bare"] in ("OR", "|"):
            is_alternative = bool(groups)
            continue
        term, is_excluded = _term(typed)
        if term is None:
            continue
        if is_excluded:
            excluded.append(term)
        elif is_alternative:
            groups[-1].append(term)
        else:
            groups.append([term])
        is_alternative = False
    return Query(tuple(map(tuple, groups)), tuple(excluded))


def word_spans(text: str) -> list[Span]:
    """The words that the query of a text looks for, in order, without those that are only the beginning of one."""
    spans = []
    for typed in _typed(text):
        term, is_excluded = _term(typed)
        if term and not is_excluded and not term.is_prefix and typed["bare"] not in ("OR", "|"):
            spans += _runs(typed.string, *typed.span("bare" if typed["bare"] else "phrase"))
    return spans


def is_unspaced(word: str) -> bool:
    """Whether the word is of a script without spaces, and so may be a whole clause."""
    return bool(UNSPACED_OR_GLUED_LETTER.search(word))


def clean(text: str) -> str:
    """The text without what no database takes: NUL, other control characters, lone surrogates."""
    return "".join(" " if unicodedata.category(mark) in ("Cc", "Cs") else mark for mark in text)


def _typed(text: str) -> list[re.Match[str]]:
    """The words and phrases as they stand; what is taken from the text leaves every place in it as it was."""
    return list(_TYPED.finditer(clean(text)[:MAX_QUERY].translate(_QUOTES)))[:MAX_TERMS]


def _runs(text: str, start: int, end: int) -> list[Span]:
    """The runs of letters, digits and marks between two places."""
    spans = []
    for is_word, places in groupby(range(start, end), key=lambda place: _is_kept(text[place])):
        if is_word:
            first, *rest = places
            last = rest[-1] if rest else first
            spans.append(Span(text[first : last + 1], first, last + 1))
    return spans


def _term(typed: re.Match[str]) -> tuple[Term | None, bool]:
    """The term, or None when nothing is left of it, and whether it is to be left out."""
    bare = typed["bare"] or ""
    is_excluded = bare.startswith("-") or typed["sign"] == "-"
    words = _words(_POSSESSIVE.sub("", bare.rstrip("*")) if bare else typed["phrase"])
    if all(word.casefold() in STOP_WORDS for word in words):
        return None, is_excluded
    return Term(words, _is_prefix(bare, words[-1])), is_excluded


def _is_prefix(bare: str, word: str) -> bool:
    """A star makes one, of three letters or more: an index has the words of two letters' beginning by the million."""
    return is_unspaced(word) or (bare.endswith("*") and len(word) >= MIN_PREFIX)


def _words(text: str) -> tuple[str, ...]:
    kept = "".join(mark if _is_kept(mark) else " " for mark in text)
    return tuple(word[:MAX_WORD] for word in kept.split() if any(map(str.isalnum, word[:MAX_WORD])))


@lru_cache(maxsize=4_096)
def _is_kept(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LMN"
