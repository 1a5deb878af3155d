"""Did you mean: correct the misspelt words of a query by the vocabulary of headlines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product

from django.db.backends.base.base import BaseDatabaseWrapper
from rapidfuzz.distance import OSA, JaroWinkler

from articles.search.headline_vocabulary import LONGEST, SHORTEST, is_word, stored_words, words_with_prefix
from articles.search.query import Query, Span, parse, word_spans
from articles.search.types import SCANT
from articles.text.normal_form import normal_form

LONG = 7  # letters from which a word may have two wrong ones
MAX_UNKNOWN = 3  # words; a query with more is in another language rather than misspelt
MAX_CANDIDATES = 5  # corrections considered for each unknown word
MAX_TRIED = 10  # corrected queries whose results are counted
MAX_PREFIXED = 2_000  # words with one prefix; no four letters begin more words in English
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýœ",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяієґїўј",
)

type Count = Callable[[BaseDatabaseWrapper, Query], int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the vocabulary that may be what was meant."""

    word: str
    distance: int  # edit distance: letters deleted, inserted, replaced or transposed


def correct(text: str, connection: BaseDatabaseWrapper, count: Count) -> str | None:
    """Return the query with its unknown words replaced by similar ones, if that has more results; else None.

    Of several corrections the one with the smallest edit distance is returned, then the one with most results, then the
    one with the most similar words: the same on every database.
    """
    spans = [span for span in word_spans(text) if SHORTEST <= len(_form(span)) <= LONGEST and is_word(_form(span))]
    unknown = _unknown_words(dict.fromkeys(map(_form, spans)), connection, count)
    if not unknown or len(unknown) > MAX_UNKNOWN:
        return None
    candidates = [_candidates(word, connection)[:MAX_CANDIDATES] or [Candidate(word, 0)] for word in unknown]
    choices = sorted(product(*candidates), key=_distance)  # stable: of equal distances, the most similar words first
    results = count(connection, parse(text))
    for _, equal in groupby(islice(choices, MAX_TRIED), key=_distance):
        texts = [_replaced(text, spans, dict(zip(unknown, _words(choice), strict=True))) for choice in equal]
        best, most = max(((other, count(connection, parse(other))) for other in texts), key=lambda pair: pair[1])
        if most > results:
            return best
    return None


def _unknown_words(words: Iterable[str], connection: BaseDatabaseWrapper, count: Count) -> list[str]:
    """Return the words that no headline and at most SCANT stories have, in order; MAX_UNKNOWN + 1 at most."""
    words = list(words)
    stored = stored_words(words, connection) if words else set()
    unknown = [word for word in words if word not in stored][: MAX_UNKNOWN + 1]
    return [word for word in unknown if count(connection, parse(word)) <= SCANT]


def _candidates(word: str, connection: BaseDatabaseWrapper) -> list[Candidate]:
    """Return the words of the vocabulary within an edit distance of 1, or 2 for long words, the most similar first.

    All words at distance 1 are found; of those at distance 2, the ones that share the first half of the word.
    """
    limit = 2 if len(word) >= LONG else 1
    near = stored_words(sorted(_one_edit_away(word)), connection)
    if limit > 1:
        near |= set(words_with_prefix(word[: (len(word) + 1) // 2], MAX_PREFIXED, connection))
    candidates = [Candidate(other, OSA.distance(word, other, score_cutoff=limit)) for other in near - {word}]
    return sorted((one for one in candidates if one.distance <= limit), key=lambda one: _dissimilarity(word, one))


def _dissimilarity(word: str, candidate: Candidate) -> tuple[int, float, str]:
    return candidate.distance, -JaroWinkler.similarity(word, candidate.word), candidate.word


def _one_edit_away(word: str) -> set[str]:
    letters = set(word).union(*(alphabet for alphabet in _ALPHABETS if not set(alphabet).isdisjoint(word)))
    halves = [(word[:position], word[position:]) for position in range(len(word) + 1)]
    deleted = {first + rest[1:] for first, rest in halves if rest}
    transposed = {first + rest[1] + rest[0] + rest[2:] for first, rest in halves if len(rest) > 1}
    replaced = {first + letter + rest[1:] for first, rest in halves if rest for letter in letters}
    inserted = {first + letter + rest for first, rest in halves for letter in letters}
    return deleted | transposed | replaced | inserted


def _distance(choice: Sequence[Candidate]) -> int:
    return sum(one.distance for one in choice)


def _words(choice: Sequence[Candidate]) -> list[str]:
    return [one.word for one in choice]


def _replaced(text: str, spans: Sequence[Span], words: dict[str, str]) -> str:
    """Return the text as typed, with these words replaced; `words` has new words by normal form."""
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], words.get(_form(span), span.word)]
        end = span.end
    return "".join([*pieces, text[end:]])


def _form(span: Span) -> str:
    return normal_form(span.word)
