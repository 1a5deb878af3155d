"""The form in which headlines are compared: folded words, possible names, and the labels that were stripped."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from articles.headlines.comparing.labels import strip_labels
from articles.lexicon.headline_words import DIGITS
from articles.text.normal_form import cased_form

CACHED = 4_096  # headlines; about 2 kB each, 15 kB of the longest headlines
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d)[.,'’\u00a0\u202f](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")
# Chinese, Japanese, Thai, Lao, Burmese, Khmer: no spaces between words, or few.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x20000)
    if unicodedata.category(chr(code)) == "Nd"
}


@dataclass(frozen=True, slots=True)
class Comparable:
    """A headline split into words, without labels, sites and sections."""

    words: tuple[str, ...]  # casefolded, number words as digits; one word in scripts without spaces
    words_with_tails: tuple[str, ...]  # before sites and sections were stripped; () if none were
    names: frozenset[str]  # words that may be names: capitalised ones, and all in scripts without capitals
    labels: frozenset[str]  # stripped, as "live" of "LIVE: ..."
    tails: frozenset[str]  # stripped sites and sections
    kicker: int  # number of leading words that are a kicker, as 2 for "Home affairs: ..."
    is_cut: bool  # ends with an ellipsis
    is_spaceless: bool


@lru_cache(maxsize=CACHED)
def comparable(text: str) -> Comparable:
    """Return the form of a headline in which it is compared with others."""
    stripped = strip_labels(text)
    cased, is_spaceless = _cased_words(stripped.text)
    words = _folded(cased)
    words_with_tails = _folded(_cased_words(text)[0]) if stripped.tails else ()
    names = frozenset([word for word, written in zip(words, cased, strict=True) if not _is_small(written)])
    kicker = 0 if is_spaceless else len(_cased_words(stripped.kicker)[0])
    return Comparable(
        words, words_with_tails, names, stripped.labels, stripped.tails, kicker, stripped.is_cut, is_spaceless
    )


def _folded(cased: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([DIGITS.get(word, word) for word in map(str.casefold, cased)])


def _is_small(word: str) -> bool:
    """Return whether a word is in lower case or a number; words in scripts without capitals are not."""
    return word.islower() or not any(map(str.isalpha, word))


def _cased_words(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the words in their own case, and whether the script has no spaces; then the text is one word."""
    if _DIGIT.search(text):
        text = _with_plain_numbers(text)
    words = cased_form(text).split()
    if not text.isascii() and _is_spaceless(text):
        return ("".join(words),), True
    return tuple(words), False


def _with_plain_numbers(text: str) -> str:
    """Return the text with ASCII digits, 1,000 as 1000, 1.5 and 1,5 as the one word 1d5, and 10% as 10 %."""
    if not text.isascii():
        text = text.translate(_DIGITS)
    return _PERCENT.sub(" %", _DECIMAL.sub("d", _THOUSANDS.sub("", text)))


def _is_spaceless(text: str) -> bool:
    """Return whether a third of the characters belong to a script without spaces."""
    return len(_SPACELESS.findall(text)) * 3 >= len(text)
