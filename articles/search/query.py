"""Parse a query in a reader's syntax: words, "phrases", OR, -not and prefix*."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from articles.lexicon.stopwords import STOP_WORDS
from articles.text.scripts import UNSPACED_OR_GLUED_LETTER

MAX_QUERY = 1_000  # characters; a pasted paragraph fits
MAX_WORD = 100  # characters; PostgreSQL refuses a word over 2,046 bytes
MAX_TERMS = 32  # each is one more posting list to intersect; SQLite's FTS5 stops at a depth of 256
MIN_PREFIX = 3  # letters before a star; "b*" took 12 seconds among 200,000 stories
# Each prefix merges the stories of all its words, several times: "con*" costs SQLite 20 ms among 10,000 stories. In
# scripts without spaces few clauses begin alike.
MAX_STARS, MAX_UNSPACED = 2, 8  # prefixes: words with a star, and words in scripts without spaces
# One word or phrase as typed; an unclosed quote ends with the text.
_TOKEN = re.compile(r'(?P<sign>-?)"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_MARKS = re.compile(r"[\u0300-\u036f]+")  # accents
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)  # indexes store "ferry’s" as "ferry" and "s"


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or the adjacent words of a phrase."""

    words: tuple[str, ...]  # of letters, digits and combining marks only
    is_prefix: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Span:
    """A word of a query as typed, and its position in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    required: tuple[tuple[Term, ...], ...] = ()  # groups; a match has at least one term of each
    excluded: tuple[Term, ...] = ()  # a match has none of these
    is_cut: bool = False  # whether prefixes were left out, since there were too many

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for: no words, only excluded words, or only stop words."""
        return not self.required

    @property
    def has_phrase(self) -> bool:
        """Whether any term has several words, which must be adjacent."""
        terms = [*self.excluded, *(term for group in self.required for term in group)]
        return any(len(term.words) > 1 for term in terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The required words, in order, each once."""
        return tuple(dict.fromkeys(word for group in self.required for term in group for word in term.words))


def parse(text: str) -> Query:
    """Parse any text into a query; never raises.

    All terms are required, but of terms joined by OR one is enough, and terms with a minus are excluded.
    Text after MAX_QUERY characters or MAX_TERMS terms is ignored, and so are stop words ("the") outside phrases, and
    prefixes after the first MAX_STARS and MAX_UNSPACED. Each term counts once.
    Words in scripts without spaces are prefixes, since an index of words stores whole clauses of them. Elsewhere a star
    after fewer than MIN_PREFIX letters is ignored.
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    is_alternative = is_cut = False
    left = {False: MAX_STARS, True: MAX_UNSPACED}
    for token in _tokens(text):
        if token["bare"] in ("OR", "|"):
            is_alternative = bool(groups)
            continue
        term, is_excluded = _term(token)
        if term is None:
            continue
        if term.is_prefix:
            kind = is_unspaced(term.words[-1])
            left[kind] -= 1
            if left[kind] < 0:
                is_cut = True
                continue
        if is_excluded:
            excluded.append(term)
        elif is_alternative:
            groups[-1].append(term)
        else:
            groups.append([term])
        is_alternative = False
    required = [_distinct(group, _key) for group in groups]
    return Query(_distinct(required, lambda group: frozenset(map(_key, group))), _distinct(excluded, _key), is_cut)


def word_spans(text: str) -> list[Span]:
    """Return the required words of a query with their positions, in order, without prefixes."""
    spans = []
    for token in _tokens(text):
        term, is_excluded = _term(token)
        if term and not is_excluded and not term.is_prefix and token["bare"] not in ("OR", "|"):
            spans += _runs(token.string, *token.span("bare" if token["bare"] else "phrase"))
    return spans


def is_unspaced(word: str) -> bool:
    """Return whether a word has characters of a script without spaces, and so may be a whole clause."""
    return bool(UNSPACED_OR_GLUED_LETTER.search(word))


def replace_control_characters(text: str) -> str:
    """Replace control characters and lone surrogates, which databases do not store, by spaces; positions stay."""
    return "".join(" " if unicodedata.category(mark) in ("Cc", "Cs") else mark for mark in text)


def _tokens(text: str) -> list[re.Match[str]]:
    """Return a regex match for each word or phrase; its positions are those in the text as typed."""
    return list(_TOKEN.finditer(replace_control_characters(text)[:MAX_QUERY].translate(_QUOTES)))[:MAX_TERMS]


def _runs(text: str, start: int, end: int) -> list[Span]:
    """Return the runs of letters, digits and combining marks between two positions."""
    spans = []
    for is_word, positions in groupby(range(start, end), key=lambda position: _is_kept(text[position])):
        if is_word:
            first, *rest = positions
            last = rest[-1] if rest else first
            spans.append(Span(text[first : last + 1], first, last + 1))
    return spans


def _term(token: re.Match[str]) -> tuple[Term | None, bool]:
    """Return the term of a token, or None if it has no words but stop words, and whether it is excluded."""
    bare = token["bare"] or ""
    is_excluded = bare.startswith("-") or token["sign"] == "-"
    words = _words(_POSSESSIVE.sub("", bare.rstrip("*")) if bare else token["phrase"])
    if all(word.casefold() in STOP_WORDS for word in words):
        return None, is_excluded
    return Term(words, _is_prefix(bare, words[-1])), is_excluded


def _distinct[T](values: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return the first value with each key: one word thirty times costs PostgreSQL 180 ms."""
    found: dict[Hashable, T] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())


def _key(term: Term) -> Hashable:
    """Return what two terms have in common that find the same: case and accents are ignored."""
    return _MARKS.sub("", unicodedata.normalize("NFD", term.text)).casefold(), term.is_prefix


def _is_prefix(bare: str, word: str) -> bool:
    """Return whether a token is a prefix: with a star after MIN_PREFIX letters, or in a script without spaces."""
    return is_unspaced(word) or (bare.endswith("*") and len(word) >= MIN_PREFIX)


def _words(text: str) -> tuple[str, ...]:
    kept = "".join(mark if _is_kept(mark) else " " for mark in text)
    return tuple(word[:MAX_WORD] for word in kept.split() if any(map(str.isalnum, word[:MAX_WORD])))


@lru_cache(maxsize=4_096)
def _is_kept(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LMN"
