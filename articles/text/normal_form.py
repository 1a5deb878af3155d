"""The normal form of a headline or another text, which is the same for all its spellings."""

import re
import unicodedata
from functools import lru_cache

CACHED_LINES, LONGEST_CACHED = 4_096, 1_000  # lines, of which a page of the corpus has 190; characters of a line
FEW = 16  # different signs in a text
MAX_MARKS = 30  # combining marks in a row; Stream-Safe Text Format, UAX #15
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_TOO_MANY_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")
_ASCII_DIGITS = {code: str(int(chr(code))) for code in range(0x80, 0x20000) if chr(code).isdecimal()}
_MEANINGFUL = "%&@#"  # punctuation that carries meaning: 10% is not 10


def line_form(line: str) -> str:
    """Return the normal form of a line, from a cache for lines of usual length, since it is needed repeatedly."""
    return _cached_form(line) if len(line) <= LONGEST_CACHED else normal_form(line)


def normal_form(text: str) -> str:
    """Return the text in NFKC, casefolded, without punctuation, its words separated by single spaces.

    A text of nothing but punctuation is its own normal form, so that it doesn't equal every other such text.
    """
    text = _composed(text)
    return " ".join(_without_marks(text.casefold()).split()) or " ".join(text.split())


def cased_form(text: str) -> str:
    """Return the normal form with the case of letters, by which names are known, and with white space as it is."""
    return _without_marks(_composed(text))


def with_ascii_digits(text: str) -> str:
    """Return the text with the decimal digits of all scripts as 0 to 9; its length stays."""
    return text if text.isascii() else text.translate(_ASCII_DIGITS)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", cap_marks(text))


def cap_marks(text: str) -> str:
    """Return the text with at most 30 combining marks in a row, since NFC of 64,000 of them takes seconds."""
    return _TOO_MANY_MARKS.sub(r"\1", text) if len(text) > MAX_MARKS else text


def _without_marks(text: str) -> str:
    """Return the text with a space in the place of punctuation, and without signs that aren't seen."""
    marks = _MARKS.intersection(text)
    if len(marks) > FEW:
        return text.translate(_FOLDS)
    for mark in marks:  # five times as fast as `translate` where letters are not all ASCII
        text = text.replace(mark, _FOLDS[ord(mark)] or "")
    return text


def _folds() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in range(0x10000):
        if chr(code).isalnum():
            continue
        category = unicodedata.category(chr(code))
        if category.startswith("P") and chr(code) not in _MEANINGFUL:
            table[code] = " "
        elif category in ("Cf", "Cc", "Cs") and not chr(code).isspace():
            table[code] = None
    table.update({ord(mark): " " for mark in "`´^~|<>=+"})
    return table


_FOLDS = _folds()
_MARKS = frozenset(map(chr, _FOLDS))
_cached_form = lru_cache(maxsize=CACHED_LINES)(normal_form)
