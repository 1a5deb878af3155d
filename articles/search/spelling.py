"""Did you mean: a query whose misspelt words are spelt as headlines spell them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product

from django.db.backends.base.base import BaseDatabaseWrapper
from rapidfuzz.distance import OSA, JaroWinkler

from articles.search.headline_vocabulary import LONGEST, SHORTEST, is_word, stored_words, words_with_prefix
from articles.search.query import Query, Span, parse, word_spans
from articles.search.types import SCANT
from articles.text.normal_form import normal_form

LONG = 7  # letters of a word in which two may be wrong
MAX_DOUBTED = 3  # words; more of them is no slip but another language
MAX_CLOSE = 5  # words weighed for each that is in doubt
MAX_TRIED = 10  # corrected queries that are counted
MAX_PREFIXED = 2_000  # words of one beginning; in English no four letters begin more
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýœ",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяієґїўј",
)

type Count = Callable[[BaseDatabaseWrapper, Query], int]


@dataclass(frozen=True, slots=True)
class Close:
    """A word of the vocabulary that is close to one in doubt."""

    word: str
    distance: int  # letters left out, put in, replaced, or swapped with their neighbours


def correct(text: str, connection: BaseDatabaseWrapper, count: Count) -> str | None:
    """The text with each word that is in doubt replaced by a close one, if that finds more; else None.

    The fewest changes win, then what finds most, then the likest words: the same on every database.
    """
    spans = [span for span in word_spans(text) if SHORTEST <= len(_form(span)) <= LONGEST and is_word(_form(span))]
    doubted = _doubted(dict.fromkeys(map(_form, spans)), connection, count)
    if not doubted or len(doubted) > MAX_DOUBTED:
        return None
    close = [_close_words(word, connection)[:MAX_CLOSE] or [Close(word, 0)] for word in doubted]
    choices = sorted(product(*close), key=_changes)  # stable: of equally many changes, the likest words first
    found = count(connection, parse(text))
    for _, equal in groupby(islice(choices, MAX_TRIED), key=_changes):
        texts = [_replaced(text, spans, dict(zip(doubted, _words(choice), strict=True))) for choice in equal]
        best, most = max(((given, count(connection, parse(given))) for given in texts), key=lambda pair: pair[1])
        if most > found:
            return best
    return None


def _doubted(words: Iterable[str], connection: BaseDatabaseWrapper, count: Count) -> list[str]:
    """Those that stand in no headline and that hardly a story holds, in order."""
    words = list(words)
    held = stored_words(words, connection) if words else set()
    unknown = [word for word in words if word not in held][: MAX_DOUBTED + 1]
    return [word for word in unknown if count(connection, parse(word)) <= SCANT]


def _close_words(word: str, connection: BaseDatabaseWrapper) -> list[Close]:
    """The words of the vocabulary that are close to this one, the likest first.

    Those one change away are all found; of those two away such as begin alike.
    """
    limit = 2 if len(word) >= LONG else 1
    near = stored_words(sorted(_one_change_away(word)), connection)
    if limit > 1:
        near |= set(words_with_prefix(word[: (len(word) + 1) // 2], MAX_PREFIXED, connection))
    close = [Close(other, OSA.distance(word, other, score_cutoff=limit)) for other in near - {word}]
    return sorted((one for one in close if one.distance <= limit), key=lambda one: _unlikeness(word, one))


def _unlikeness(word: str, close: Close) -> tuple[int, float, str]:
    return close.distance, -JaroWinkler.similarity(word, close.word), close.word


def _one_change_away(word: str) -> set[str]:
    letters = set(word).union(*(alphabet for alphabet in _ALPHABETS if not set(alphabet).isdisjoint(word)))
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {first + rest[1:] for first, rest in halves if rest}
    swapped = {first + rest[1] + rest[0] + rest[2:] for first, rest in halves if len(rest) > 1}
    replaced = {first + letter + rest[1:] for first, rest in halves if rest for letter in letters}
    put_in = {first + letter + rest for first, rest in halves for letter in letters}
    return left_out | swapped | replaced | put_in


def _changes(choice: Sequence[Close]) -> int:
    return sum(one.distance for one in choice)


def _words(choice: Sequence[Close]) -> list[str]:
    return [one.word for one in choice]


def _replaced(text: str, spans: Sequence[Span], words: dict[str, str]) -> str:
    """The text as typed, but for these words."""
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], words.get(_form(span), span.word)]
        end = span.end
    return "".join([*pieces, text[end:]])


def _form(span: Span) -> str:
    return normal_form(span.word)
