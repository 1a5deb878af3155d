"""A headline as it is compared: its words in one spelling, which of them may be names, and what was cleaned away."""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.headlines.comparing.labels import clean
from articles.lexicon import rows
from articles.lexicon.headline_words import NUMBER_WORDS
from articles.text.normal_form import cased_form, with_ascii_digits
from articles.text.scripts import UNSPACED_LETTER

KEPT = 4_096  # phrases; about 2 kB each, 15 kB of the longest headlines
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d)[.,'’\u00a0\u202f](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")
_DIGITS = {word.casefold(): digits for digits, words in rows(NUMBER_WORDS).items() for word in words}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words casefolded, number words in digits; a text in a script without spaces is one word.

    `kicker` of them are such as the "Home affairs" of "Home affairs: ..."; 0 if none.
    `whole` are the words before sites and sections were taken away, () if none were.
    `names` are the words that may be names: with a capital, wherever, or of a script that has none.
    """

    words: tuple[str, ...]
    whole: tuple[str, ...]
    names: frozenset[str]
    labels: frozenset[str]
    tails: frozenset[str]
    kicker: int
    is_cut: bool
    is_spaceless: bool


@lru_cache(maxsize=KEPT)
def phrase(text: str) -> Phrase:
    """The headline as it is compared."""
    cleaned = clean(text)
    cased, is_spaceless = words_of(cleaned.text)
    words = _folded(cased)
    whole = _folded(words_of(text)[0]) if cleaned.tails else ()
    names = frozenset([word for word, written in zip(words, cased, strict=True) if not _is_small(written)])
    kicker = 0 if is_spaceless else len(words_of(cleaned.kicker)[0])
    return Phrase(words, whole, names, cleaned.labels, cleaned.tails, kicker, cleaned.is_cut, is_spaceless)


def _folded(cased: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([_DIGITS.get(word, word) for word in map(str.casefold, cased)])


def _is_small(word: str) -> bool:
    """Whether the word stands in small letters; numbers do, scripts without capitals don't."""
    return word.islower() or not any(map(str.isalpha, word))


def words_of(text: str) -> tuple[tuple[str, ...], bool]:
    """The words as they stand, and whether the text is of a script without spaces, and then one word."""
    if _DIGIT.search(text):
        text = _with_plain_numbers(text)
    words = cased_form(text).split()
    if not text.isascii() and _is_spaceless(text):
        return ("".join(words),), True
    return tuple(words), False


def _with_plain_numbers(text: str) -> str:
    """With the digits of all scripts as 0 to 9, 1,000 as 1000, 1.5 and 1,5 as the one word 1d5, and 10% as 10 %."""
    text = _THOUSANDS.sub("", with_ascii_digits(text))
    return _PERCENT.sub(" %", _DECIMAL.sub("d", text))


def _is_spaceless(text: str) -> bool:
    """Whether a third of the letters are of a script without spaces."""
    return len(UNSPACED_LETTER.findall(text)) * 3 >= len(text)
