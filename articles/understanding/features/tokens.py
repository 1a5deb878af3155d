"""Features of a document's words: shape, languages in which they are stop words, and kinds of cue."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from articles.lexicon.cues import CUE_KINDS, CUES
from articles.lexicon.stopwords import LANGUAGES, SMALL_WORDS
from articles.text.scripts import HIRAGANA, KATAKANA, MODEL_HAN, MODEL_UNSPACED, MODEL_WIDE_LETTER, THAI

_UNSPACED = re.compile(f"[{MODEL_UNSPACED}]")
_RUN = re.compile(  # a token of text without spaces: a run of one script, with the marks after it
    rf"(?:[{HIRAGANA}]+|[{KATAKANA}]+|[{MODEL_HAN}]{{1,2}}|[{THAI}]{{1,5}}"
    rf"|[^{MODEL_UNSPACED}、。！？」』）]+|^)[、。！？」』）]*"
)
_STRIPPED = ".,;:!?…\"'“”‘’„«»‹›()[]{}<>|*•·–—-_/\\。、！？「」『』（）・…›→"
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.?|(?:19|20)\d\d[.,)]?")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[ap]m)?,?", re.IGNORECASE)
FIRST_WIDE = "\u0e00"  # the first letter of MODEL_WIDE; "。！？" come later too
MOST_KNOWN = 65_536  # tokens
_BARS = frozenset("|»›·•/«–-—>→")
_STOPS, _CLOSING = frozenset(".!?…。！？؟"), "\"'”’»“)]」』"  # of a sentence, and what may follow

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
    line_of: np.ndarray  # the index of each word's line
    word_ids: np.ndarray  # a number for each word, equal for the same word in any case and with any punctuation
    features: np.ndarray  # words x WIDTH, counts


def plain_word(token: str) -> str:
    """Strip the punctuation around a word and fold its case; what follows an apostrophe is cut off."""
    if token.isascii() and token.isalpha():
        return token.lower()
    return token.strip(_STRIPPED).casefold().partition("’")[0].partition("'")[0]


def _numbered(words: Sequence[str]) -> tuple[dict[str, int], np.ndarray]:
    """Number distinct words in order of appearance; return the numbers by word, and the number of every word."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__  # the number of a word that isn't there yet
    return numbers, np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))


def tokens_of(texts: Sequence[str]) -> Tokens:
    """Look up the words of these lines, none of which is blank."""
    split = [words_of(text) for text in texts]
    sizes = np.fromiter(map(len, split), dtype=np.int64, count=len(split))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    numbers, token_ids = _numbered(list(chain.from_iterable(split)))
    plain, rows = zip(*map(_KNOWN.__getitem__, numbers), strict=True)  # of each distinct token
    words, of_tokens = _numbered(plain)
    features = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(numbers), WIDTH)[token_ids]
    line_of, word_ids = np.repeat(np.arange(len(split)), sizes), of_tokens[token_ids]
    _add_phrases(features, list(words), word_ids, starts[line_of + 1])
    return Tokens(starts, line_of, word_ids, features)


class _KnownTokens(dict[str, tuple[str, bytes]]):
    """The plain word and the features of each token, computed once."""

    def __missing__(self, token: str) -> tuple[str, bytes]:
        if len(self) >= MOST_KNOWN:
            self.clear()
        plain = plain_word(token)
        self[token] = known = plain, _row(token, plain)
        return known


_KNOWN = _KnownTokens()


def _row(token: str, plain: str) -> bytes:
    """A word's features as WIDTH bytes: SHAPES, languages in which it is a stop word, kinds of cue it is by itself."""
    shapes = _letters(token, plain) if token.isascii() and token.isalpha() else _mixed(token, plain)
    return shapes + _WORDS.get(plain, _NOTHING)


def _letters(token: str, plain: str) -> bytes:
    """SHAPES of a word of ASCII letters only, as most words are; what only other characters count for is 0."""
    size = min(255, len(token))
    caps = size > 1 and token.isupper()
    return bytes((size, 0, token[0].isupper(), caps, 0, 0, 0, 0, size, 0, 0, 0, plain in _PHRASES))


def _mixed(token: str, plain: str) -> bytes:
    """SHAPES of any word, each at most 255."""
    inner = token.strip(_STRIPPED)
    if inner.isalpha():  # as most words beside punctuation
        first, letters, digits = inner[0], len(inner), 0
    else:
        first = next((c for c in token if c.isalnum()), "")
        letters, digits = sum(map(str.isalpha, token)), sum(map(str.isdigit, token))
    is_narrow = max(token) < FIRST_WIDE
    shapes = (
        len(token),
        0 if is_narrow else len(MODEL_WIDE_LETTER.findall(token)),
        first.isupper(),
        letters > 1 and token.isupper(),
        digits,
        token[-1] in ",、،;" or token.count("、"),
        len(plain) > 1 and token.rstrip(_CLOSING)[-1:] in _STOPS,
        token in _BARS,
        letters,
        0 if is_narrow else sum(map(token.count, "。！？")),
        digits > 3 and bool(_DATE.fullmatch(token)),
        digits > 2 and bool(_TIME.fullmatch(token)),
        plain in _PHRASES,
    )
    return bytes(shapes if len(token) < 256 else [min(255, value) for value in shapes])


def _add_phrases(features: np.ndarray, plain: Sequence[str], word_ids: np.ndarray, ends: np.ndarray) -> None:
    """Count the cues of several words at their first word, in place; `ends` is where each word's line ends."""
    at = np.flatnonzero(features[:, FIRST_LANGUAGE - 1])  # words that begin a phrase
    for position, end in zip(at.tolist(), ends[at].tolist(), strict=True):
        first, *following = [plain[word] for word in word_ids[position : min(position + 4, end)].tolist()]
        for rest, place in _PHRASES[first]:
            if tuple(following[: len(rest)]) == rest:
                features[position, place] += 1
