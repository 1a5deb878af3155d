"""The words of a document, each looked up once: their shape, the languages they are small in, the cues they give."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from articles.lexicon.cues import CUE_KINDS, CUES
from articles.lexicon.stopwords import LANGUAGES, SMALL_WORDS
from articles.text.scripts import HIRAGANA, KATAKANA, MODEL_HAN, MODEL_UNSPACED, MODEL_WIDE_LETTER, THAI

_UNSPACED = re.compile(f"[{MODEL_UNSPACED}]")
_RUN = re.compile(  # what stands for a word where no spaces part them: a run of one script, with the marks after it
    rf"(?:[{HIRAGANA}]+|[{KATAKANA}]+|[{MODEL_HAN}]{{1,2}}|[{THAI}]{{1,5}}"
    rf"|[^{MODEL_UNSPACED}、。！？」』）]+|^)[、。！？」』）]*"
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
    """The words of a line; in scripts without spaces, runs of a few characters."""
    words = text.split()
    if text.isascii() or not _UNSPACED.search(text):
        return words
    return [run for word in words for run in _RUN.findall(word) if run]


def _tables() -> tuple[dict[str, bytes], dict[str, tuple]]:
    """For each word its languages and cues as bytes; for each first word of a phrase the rests and their kinds."""
    words: dict[str, bytearray] = {}
    phrases: dict[str, list] = {}
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
    """The words of all lines in one row: where each line begins, each word's number, and its columns."""

    starts: np.ndarray  # of each line, and the end
    plain: np.ndarray  # each word's number, the same for one word in any case, with any punctuation
    columns: np.ndarray  # words x WIDTH, counts

    @property
    def line_of(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@lru_cache(maxsize=65_536)
def plain_word(token: str) -> str:
    """The word in lower case, without the punctuation around it."""
    if token.isascii() and token.isalpha():
        return token.lower()
    return token.strip(_STRIPPED).casefold().partition("’")[0].partition("'")[0]


def _numbered(words: list[str]) -> tuple[dict[str, int], np.ndarray]:
    """Each distinct word's number, in order of appearance; and the number of every word."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    return numbers, np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))


def tokens_of(texts: Sequence[str]) -> Tokens:
    """The words of these lines, none of which is blank."""
    split = [words_of(text) for text in texts]
    starts = np.zeros(len(split) + 1, dtype=np.int64)
    np.cumsum([len(words) for words in split], out=starts[1:])
    numbers, ids = _numbered(list(chain.from_iterable(split)))
    _, plain = _numbered(list(map(plain_word, numbers)))
    rows = np.frombuffer(b"".join(map(_row, numbers)), dtype=np.uint8).reshape(len(numbers), WIDTH)
    columns = rows[ids]
    _add_phrases(columns, split, starts)
    return Tokens(starts, plain[ids], columns)


@lru_cache(maxsize=65_536)
def _row(token: str) -> bytes:
    """A word's columns: SHAPES, languages in which it is small, kinds of cues that it gives alone."""
    plain = plain_word(token)
    shapes = _letters(token, plain) if token.isascii() and token.isalpha() else _mixed(token, plain)
    return shapes + _WORDS.get(plain, _NOTHING)


def _letters(token: str, plain: str) -> bytes:
    """The shape of nothing but ASCII letters, as most words are: 0 where only other characters count."""
    size = min(255, len(token))
    caps = size > 1 and token.isupper()
    return bytes((size, 0, token[0].isupper(), caps, 0, 0, 0, 0, size, 0, 0, 0, plain in _PHRASES))


def _mixed(token: str, plain: str) -> bytes:
    first = next((c for c in token if c.isalnum()), "")
    letters = sum(map(str.isalpha, token))
    digits = sum(map(str.isdigit, token))
    shapes = (
        len(token),
        0 if token.isascii() else len(MODEL_WIDE_LETTER.findall(token)),
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


def _add_phrases(columns: np.ndarray, split: Sequence[list[str]], starts: np.ndarray) -> None:
    """Mark the first word of each phrase that stands in a line."""
    at = np.flatnonzero(columns[:, FIRST_LANGUAGE - 1])
    for position, line in zip(at.tolist(), (np.searchsorted(starts, at, "right") - 1).tolist(), strict=True):
        words, begin = split[line], position - int(starts[line])
        following = tuple(plain_word(word) for word in words[begin + 1 : begin + 4])
        for rest, column in _PHRASES[plain_word(words[begin])]:
            if following[: len(rest)] == rest:
                columns[position, column] += 1
