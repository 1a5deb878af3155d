"""The normal form of a headline or another text, in which spellings don't count."""

import re
import unicodedata
from functools import lru_cache

KEPT_LINES, LONGEST_KEPT = 4_096, 1_000  # lines, a page of the corpus has 190; characters of one
MAX_MARKS = 30  # combining marks in a row; Stream-Safe Text Format, UAX #15
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_TOO_MANY_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")
_ASCII_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x20000)
    if unicodedata.category(chr(code)) == "Nd"
}
_KEPT = "%&@#"  # punctuation that carries meaning: 10% is not 10


def line_form(line: str) -> str:
    """As `normal_form`, remembered for lines of common length: one page's are asked for again and again."""
    return _kept_form(line) if len(line) <= LONGEST_KEPT else normal_form(line)


def normal_form(text: str) -> str:
    """Case, quotes, dashes, punctuation, accents' encoding and white space folded; words parted by one space.

    A text of nothing but punctuation is its own normal form, so that it doesn't equal every other such text.
    """
    text = _composed(text)
    folded = text.casefold().translate(_FOLDS)
    return " ".join(folded.split()) or " ".join(text.split())


def cased_form(text: str) -> str:
    """As `normal_form`, but with the case of letters, which tells names, and with white space as it is."""
    return _composed(text).translate(_FOLDS)


def with_ascii_digits(text: str) -> str:
    """The text, of the same length, with the decimal digits of all scripts as 0 to 9."""
    return text if text.isascii() else text.translate(_ASCII_DIGITS)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", cap_marks(text))


def cap_marks(text: str) -> str:
    """The text with at most 30 combining marks in a row: NFC of 64,000 of them takes seconds."""
    return _TOO_MANY_MARKS.sub(r"\1", text)


def _folds() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category.startswith("P") and chr(code) not in _KEPT:
            table[code] = " "
        elif category in ("Cf", "Cc", "Cs") and not chr(code).isspace():
            table[code] = None
    table.update({ord(mark): " " for mark in "`´^~|<>=+"})
    return table


_FOLDS = _folds()
_kept_form = lru_cache(maxsize=KEPT_LINES)(normal_form)
