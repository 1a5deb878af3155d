"""Texts as cells of a table that a spreadsheet opens."""

import unicodedata

_FORMULA = frozenset("=+-@")  # OWASP, CSV Injection: with these a spreadsheet's formula begins
_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})  # categories; a spreadsheet may drop such characters
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # invisible, though Unicode counts them as letters and signs


def safe_cell(text: str) -> str:
    """The text in one line, marked so that a spreadsheet takes it for a text and not for a formula."""
    text = one_line(text)
    first = next((c for c in text if unicodedata.category(c) not in _INVISIBLE and c not in _FILLERS), "")
    # NFKC turns full-width and small signs into those of a formula, as some spreadsheets do.
    return f"'{text}" if unicodedata.normalize("NFKC", first) in _FORMULA else text


def one_line(text: str) -> str:
    return " ".join(text.split())
