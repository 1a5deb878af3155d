"""The form in which headlines are compared: folded words, possible names, and the labels that were stripped."""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.headlines.comparing.labels import strip_labels
from articles.lexicon import rows
from articles.lexicon.headline_words import NUMBER_WORDS
from articles.text.folding.folding import folded_letters, joined
from articles.text.normal_form import cased_form, with_ascii_digits
from articles.text.scripts import UNSPACED_LETTER

CACHED = 4_096  # headlines; about 2 kB each, 15 kB of the longest headlines
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d)[.,'’\u00a0\u202f](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")
_DIGITS = {word.casefold(): digits for digits, words in rows(NUMBER_WORDS).items() for word in words}


@dataclass(frozen=True, slots=True)
class Comparable:
    """A headline split into words, without labels, sites and sections."""

    words: tuple[str, ...]  # casefolded, number words as digits; one word in scripts without spaces
    words_with_tails: tuple[str, ...]  # before sites and sections were stripped; () if none were
    plain_words: tuple[str, ...]  # the words as search folds them: without accents, "e-mail" as one word
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
        words,
        words_with_tails,
        _plain_words(stripped.text, words),
        names,
        stripped.labels,
        stripped.tails,
        kicker,
        stripped.is_cut,
        is_spaceless,
    )


def _plain_words(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of the text as search folds them; those given if that changes none."""
    plain = joined(folded_letters(text))
    return words if plain == text else _folded(_cased_words(plain)[0])


def _folded(cased: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([_DIGITS.get(word, word) for word in map(str.casefold, cased)])


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
    text = _THOUSANDS.sub("", with_ascii_digits(text))
    return _PERCENT.sub(" %", _DECIMAL.sub("d", text))


def _is_spaceless(text: str) -> bool:
    """Return whether a third of the characters belong to a script without spaces."""
    return len(UNSPACED_LETTER.findall(text)) * 3 >= len(text)
