"""Features of a document's words: shape, languages in which they are stop words, and kinds of cue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from articles.lexicon.cues import CUE_KINDS, CUES
from articles.lexicon.stopwords import LANGUAGES, SMALL_WORDS

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_RUN = re.compile(  # a token of text without spaces: a run of one script, with the marks after it
    r"(?:[\u3040-\u309f]+|[\u30a0-\u30ff]+|[\u3400-\u9fff]{1,2}|[\u0e00-\u0e7f]{1,5}"
    r"|[^\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f、。！？」』）]+|^)[、。！？」』）]*"
)
_STRIPPED = ".,;:!?…\"'“”‘’„«»‹›()[]{}<>|*•·–—-_/\\。、！？「」『』（）・…›→"
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.?|(?:19|20)\d\d[.,)]?")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[ap]m)?,?", re.IGNORECASE)
_BARS = frozenset("|»›·•/«–-—>→")
_STOP = re.compile(r"[.!?…。！？؟][\"'”’»“)\]」』]*$")

SHAPES = (
    "length",
    "wide",
    "upper",
    "caps",
    "digits",
    "comma",
    "stop",
    "bar",
    "letters",
    "stops",
    "date",
    "time",
    "starts",
)
FIRST_LANGUAGE = len(SHAPES)
FIRST_CUE = FIRST_LANGUAGE + len(LANGUAGES)
WIDTH = FIRST_CUE + len(CUE_KINDS)


def words_of(text: str) -> list[str]:
    """Split a line into words; in scripts without spaces, into runs of a few characters."""
    words = text.split()
    if text.isascii() or not _UNSPACED.search(text):
        return words
    return [run for word in words for run in _RUN.findall(word) if run]


type _Phrases = tuple[tuple[tuple[str, ...], int], ...]  # the further words of each phrase, and its feature


def _tables() -> tuple[dict[str, bytes], dict[str, _Phrases]]:
    """Map words to their languages and cues, as bytes; and first words of phrases to _Phrases."""
    words: dict[str, bytearray] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for place, small in enumerate(SMALL_WORDS.values()):
        for word in small:
            words.setdefault(word, bytearray(WIDTH - FIRST_LANGUAGE))[place] = 1
    for place, cues in enumerate(CUES.values()):
        for cue in cues:
            first, *rest = words_of(cue)
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), FIRST_CUE + place))
            else:
                words.setdefault(first, bytearray(WIDTH - FIRST_LANGUAGE))[len(LANGUAGES) + place] = 1
    return {word: bytes(row) for word, row in words.items()}, {word: tuple(found) for word, found in phrases.items()}


_WORDS, _PHRASES = _tables()
_NOTHING = bytes(WIDTH - FIRST_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of all lines, one after the other."""

    starts: np.ndarray  # index of each line's first word, and the number of words
    word_ids: np.ndarray  # a number for each word, equal for the same word in any case and with any punctuation
    features: np.ndarray  # words x WIDTH, counts

    @property
    def line_of(self) -> np.ndarray:
        """The index of each word's line."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@lru_cache(maxsize=65_536)
def plain_word(token: str) -> str:
    """Strip the punctuation around a word and fold its case; what follows an apostrophe is cut off."""
    if token.isascii() and token.isalpha():
        return token.lower()
    return token.strip(_STRIPPED).casefold().partition("’")[0].partition("'")[0]


def _numbered(words: list[str]) -> tuple[dict[str, int], np.ndarray]:
    """Number distinct words in order of appearance; return the numbers by word, and the number of every word."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    return numbers, np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))


def tokens_of(texts: Sequence[str]) -> Tokens:
    """Look up the words of these lines, none of which is blank."""
    split = [words_of(text) for text in texts]
    starts = np.zeros(len(split) + 1, dtype=np.int64)
    np.cumsum([len(words) for words in split], out=starts[1:])
    numbers, token_ids = _numbered(list(chain.from_iterable(split)))
    _, word_ids = _numbered(list(map(plain_word, numbers)))  # of each distinct token
    rows = np.frombuffer(b"".join(map(_row, numbers)), dtype=np.uint8).reshape(len(numbers), WIDTH)
    features = rows[token_ids]
    _add_phrases(features, split, starts)
    return Tokens(starts, word_ids[token_ids], features)


@lru_cache(maxsize=65_536)
def _row(token: str) -> bytes:
    """A word's features as WIDTH bytes: SHAPES, languages in which it is a stop word, kinds of cue it is by itself."""
    plain = plain_word(token)
    shapes = _letters(token, plain) if token.isascii() and token.isalpha() else _mixed(token, plain)
    return shapes + _WORDS.get(plain, _NOTHING)


def _letters(token: str, plain: str) -> bytes:
    """SHAPES of a word of ASCII letters only, as most words are; what only other characters count for is 0."""
    size = min(255, len(token))
    caps = size > 1 and token.isupper()
    return bytes((size, 0, token[0].isupper(), caps, 0, 0, 0, 0, size, 0, 0, 0, plain in _PHRASES))


def _mixed(token: str, plain: str) -> bytes:
    """SHAPES of any word, each at most 255."""
    first = next((c for c in token if c.isalnum()), "")
    letters = sum(map(str.isalpha, token))
    digits = sum(map(str.isdigit, token))
    shapes = (
        len(token),
        0 if token.isascii() else len(_WIDE.findall(token)),
        first.isupper(),
        letters > 1 and token.isupper(),
        digits,
        token[-1] in ",、،;" or token.count("、"),
        bool(_STOP.search(token)) and len(plain) > 1,
        token in _BARS,
        letters,
        0 if token.isascii() else sum(map(token.count, "。！？")),
        digits > 3 and bool(_DATE.fullmatch(token)),
        digits > 2 and bool(_TIME.fullmatch(token)),
        plain in _PHRASES,
    )
    return bytes([min(255, value) for value in shapes])


def _add_phrases(features: np.ndarray, split: Sequence[list[str]], starts: np.ndarray) -> None:
    """Count the cues of several words at their first word, in place."""
    at = np.flatnonzero(features[:, FIRST_LANGUAGE - 1])  # words that begin a phrase
    for position, line in zip(at.tolist(), (np.searchsorted(starts, at, "right") - 1).tolist(), strict=True):
        words, begin = split[line], position - int(starts[line])
        following = tuple(plain_word(word) for word in words[begin + 1 : begin + 4])
        for rest, place in _PHRASES[plain_word(words[begin])]:
            if following[: len(rest)] == rest:
                features[position, place] += 1
