"""Parse a query in a reader's syntax: words, "phrases", OR, -not and prefix*; the words are folded like the index."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from articles.lexicon.stopwords import STOP_WORDS
from articles.text.folding.folding import folded_letters, spellings
from articles.text.folding.rules import UNSPACED
from articles.text.scripts import UNSPACED_OR_GLUED_LETTER

MAX_QUERY = 1_000  # characters; a pasted paragraph fits
MAX_WORD = 100  # characters; PostgreSQL refuses a word over 2,046 bytes
MAX_TERMS = 32  # each is one more posting list to intersect; SQLite's FTS5 stops at a depth of 256
MIN_PREFIX = 3  # letters before a star; "b*" took 12 seconds among 200,000 stories
MAX_PHRASE = 64  # words of a phrase; one letter of a script without spaces is one, and a sentence has 50
# Each prefix merges the stories of all its words, several times: "con*" costs SQLite 20 ms among 10,000 stories. A
# single letter of a script without spaces is a prefix of fewer words: of its pairs with the next letter.
MAX_STARS, MAX_UNSPACED = 2, 8  # prefixes: words with a star, and single letters of scripts without spaces
# One word or phrase as typed; an unclosed quote ends with the text.
_TOKEN = re.compile(r'(?P<sign>-?)"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_UNSPACED = re.compile(f"[{UNSPACED}]")
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
    def has_single_letter(self) -> bool:
        """Whether any term is one letter of a script without spaces, which is the prefix of pairs."""
        terms = [term for group in self.required for term in group]
        return any(term.is_prefix and len(term.text) == 1 and is_unspaced(term.text) for term in terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The required words, in order, each once."""
        return tuple(dict.fromkeys(word for group in self.required for term in group for word in term.words))


def parse(text: str) -> Query:
    """Parse any text into a query; never raises.

    All terms are required, but of terms joined by OR one is enough, and terms with a minus are excluded.
    Text after MAX_QUERY characters or MAX_TERMS terms is ignored, and so are prefixes after the first MAX_STARS and
    MAX_UNSPACED. Stop words ("the") outside phrases are ignored too, unless there is nothing else. Each term counts
    once. A term with a hyphen or an apostrophe has several spellings, of which one is enough.
    Words in scripts without spaces are phrases of all pairs of neighbours, as the index has them. Elsewhere a star
    after fewer than MIN_PREFIX letters is ignored.
    """
    typed = [_typed(token) for token in _tokens(text)]
    query = _query([term for term in typed if not term.is_common])
    return _query(typed) if query.is_empty and not query.excluded else query


@dataclass(frozen=True, slots=True)
class _Typed:
    """A term as typed: its spellings; none if it has no words."""

    spellings: tuple[Term, ...] = ()
    is_or: bool = False
    is_excluded: bool = False
    is_common: bool = False  # whether it has nothing but stop words


def _query(typed: Iterable[_Typed]) -> Query:
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    is_alternative = is_cut = False
    left = {False: MAX_STARS, True: MAX_UNSPACED}
    for term in typed:
        if term.is_or:
            is_alternative = bool(groups)
        if not term.spellings:
            continue
        if term.spellings[0].is_prefix:
            kind = is_unspaced(term.spellings[0].words[-1])
            left[kind] -= 1
            if left[kind] < 0:
                is_cut = True
                continue
        if term.is_excluded:
            excluded += term.spellings
        elif is_alternative:
            groups[-1] += term.spellings
        else:
            groups.append(list(term.spellings))
        is_alternative = False
    required = [_distinct(group, _key) for group in groups]
    return Query(_distinct(required, lambda group: frozenset(map(_key, group))), _distinct(excluded, _key), is_cut)


def word_spans(text: str) -> list[Span]:
    """Return the required words of a query with their positions, in order, without prefixes."""
    spans = []
    for token in _tokens(text):
        typed = _typed(token)
        is_wanted = typed.spellings and not typed.is_excluded and not typed.is_common
        if is_wanted and not typed.spellings[0].is_prefix:
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


def _typed(token: re.Match[str]) -> _Typed:
    """Return the term of a token."""
    bare = token["bare"] or ""
    if bare in ("OR", "|"):
        return _Typed(is_or=True)
    is_excluded = bare.startswith("-") or token["sign"] == "-"
    text = bare.lstrip("-").rstrip("*") if bare else token["phrase"]
    if bare and not _is_common(_POSSESSIVE.sub("", text)):
        text = _POSSESSIVE.sub("", text)
    forms = [words for form in spellings(text) if (words := _words(form))]
    if bare and len(forms) > 2:
        del forms[1]  # what the index has of a compound; the compound in one word finds that too
    has_star = bare.endswith("*")
    return _Typed(
        tuple(_term(words, has_star=has_star) for words in forms), is_excluded=is_excluded, is_common=_is_common(text)
    )


def _is_common(text: str) -> bool:
    """Return whether the text has words, and all of them are stop words."""
    words = _words(folded_letters(text))
    return bool(words) and all(word.casefold() in STOP_WORDS for word in words)


def _term(words: tuple[str, ...], *, has_star: bool) -> Term:
    """Return the term of these words, without what the index has around the letters of a script without spaces.

    The index has the first and the last letter of a run as words too, so that each letter begins some word.
    """
    first, last = _is_one_letter(words[0]), len(words) - _is_one_letter(words[-1])
    if kept := words[first:last][:MAX_PHRASE]:
        return Term(kept, has_star and len(kept[-1]) >= MIN_PREFIX and not is_unspaced(kept[-1]))
    return Term(words[:1], is_prefix=True)


def _is_one_letter(word: str) -> bool:
    return len(word) == 1 and bool(_UNSPACED.match(word))


def _distinct[T](values: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return the first value with each key: one word thirty times costs PostgreSQL 180 ms."""
    found: dict[Hashable, T] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())


def _key(term: Term) -> Hashable:
    """Return what two terms have in common that find the same: case is ignored."""
    return term.text.casefold(), term.is_prefix


def _words(text: str) -> tuple[str, ...]:
    """Return the runs of letters, digits and marks; alone, marks are words in scripts without spaces only."""
    kept = "".join(mark if _is_kept(mark) else " " for mark in text)
    return tuple(
        word[:MAX_WORD] for word in kept.split() if any(map(str.isalnum, word[:MAX_WORD])) or is_unspaced(word)
    )


@lru_cache(maxsize=4_096)
def _is_kept(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LMN"
