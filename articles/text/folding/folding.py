"""The folded form of a text, which all spellings of its words have in common; the case of letters stays."""

import re
import unicodedata
from functools import lru_cache
from operator import add

from articles.text.folding.letters import ACCENT, DIGITS, INVISIBLE, LETTERS, MARKS, MAX_MARKS, PLAIN, SIGNS
from articles.text.folding.rules import BIGRAMS, JOINTS, NUMBERS, Rule

NOT_PLAIN = re.compile(f"[^{PLAIN}]")
INVISIBLES = re.compile(f"[{INVISIBLE}]+")
ACCENTS = re.compile(ACCENT)
TOO_MANY_MARKS = re.compile(rf"([{MARKS}]{{{MAX_MARKS}}})[{MARKS}]+")
_DIGITS, _LETTERS = DIGITS | SIGNS, LETTERS
DIGIT, LETTER = (re.compile(f"[{''.join(table)}]") for table in (_DIGITS, _LETTERS))
_INNER = re.compile("[-.,'\u2010\u2011\u2019\u00a0\u2009\u202f](?<=[A-Za-z0-9].)(?=[A-Za-z0-9])")
_RUN = re.compile(BIGRAMS[0].pattern)
_CACHED, _LONGEST_CACHED = 32_768, 40  # pieces between spaces, and characters of one: about 5 MB


@lru_cache(maxsize=64)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of a rule, compiled once."""
    return re.compile(pattern)


def folded(text: str) -> str:
    """Return the text as an index of words has it.

    Accents, vowel marks and invisible characters are gone, digits are ASCII, letters without a decomposition are those
    they stand for, numbers have no separators. Compounds of two parts are followed by both in one word. Of scripts
    without spaces, all pairs of neighbours stand as words.
    """
    if text.isascii() or not NOT_PLAIN.search(text):
        return _plain_folded(text)
    # No step reads across a space, and most words are left alone or were folded before: a tenth of the time.
    return " ".join([word if word.isalnum() and word.isascii() else _piece(word) for word in text.split(" ")])


def _plain_folded(text: str) -> str:
    """Return the folded form of a text without letters to fold: only words with punctuation inside change."""
    parts, done = [], 0
    for inner in _INNER.finditer(text):
        place = inner.start()
        if place >= done:
            start = max(text.rfind(" ", done, place) + 1, done)
            end = text.find(" ", place)
            end = len(text) if end < 0 else end
            parts += [text[done:start], _piece(text[start:end])]
            done = end
    return "".join([*parts, text[done:]]) if parts else text


def folded_letters(text: str) -> str:
    """Return the text with its letters and digits folded; words stay as they are parted."""
    if text.isascii() or not NOT_PLAIN.search(text):
        return applied(NUMBERS, text, NUMBERS.indexed)
    text = digits_folded(INVISIBLES.sub("", text))
    text = applied(NUMBERS, text, NUMBERS.indexed)
    text = unicodedata.normalize("NFKD", TOO_MANY_MARKS.sub(r"\1", text))
    return strokes_folded(unicodedata.normalize("NFC", ACCENTS.sub("", text)))


def digits_folded(text: str) -> str:
    """Return the text with ASCII digits. A pattern finds them, as str.translate is slow for what is in no table."""
    return DIGIT.sub(lambda digit: _DIGITS[digit[0]], text)


def strokes_folded(text: str) -> str:
    """Return the text with the letters that those without a decomposition stand for."""
    return LETTER.sub(lambda letter: _LETTERS[letter[0]], text)


def spellings(text: str) -> tuple[str, ...]:
    """Return the folded forms of a query: its compounds in one word, as an index has them, and in several words."""
    letters = folded_letters(text)
    return tuple(dict.fromkeys(map(_with_bigrams, (joined(letters), _with_joints(letters), letters))))


def joined(letters: str) -> str:
    """Return a text with folded letters whose compounds are one word each: "email" for "e-mail", "US" for "U.S."."""
    for rule in JOINTS:
        letters = applied(rule, letters, rule.joined)
    return letters


def applied(rule: Rule, text: str, replacement: str) -> str:
    """Return the text with a rule's replacement wherever its pattern is."""
    return compiled(rule.pattern).sub(replacement, text) if compiled(rule.needs).search(text) else text


def _piece(piece: str) -> str:
    return _cached_piece(piece) if len(piece) <= _LONGEST_CACHED else _folded_piece(piece)


def _folded_piece(piece: str) -> str:
    return _with_bigrams(_with_joints(folded_letters(piece)))


_cached_piece = lru_cache(maxsize=_CACHED)(_folded_piece)


def _with_joints(text: str) -> str:
    for rule in JOINTS:
        text = applied(rule, text, rule.indexed)
    return text


def _with_bigrams(text: str) -> str:
    return text if text.isascii() else _RUN.sub(_bigrams, text)


def _bigrams(run: re.Match[str]) -> str:
    """Return what the rules make of a run of letters without spaces; their templates take five times as long."""
    letters = run[0]
    return f" {letters[0]} {' '.join(map(add, letters, letters[1:]))}{' ' if letters[1:] else ''}{letters[-1]} "
