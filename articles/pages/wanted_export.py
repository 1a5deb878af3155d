"""Wanted headlines for those who scrape the next pages: as a table and as a plain list."""

import csv
import io
import unicodedata
from collections.abc import Iterable

from articles.pages.wanted import WantedRow

COLUMNS = ("headline", "lists", "stories", "listed_on", "address", "named_in", "named_in_address", "named_in_source")
_FORMULA = frozenset("=+-@")  # OWASP, CSV Injection: with these a spreadsheet's formula begins
_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})  # categories; a spreadsheet may drop such characters
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # invisible, though Unicode counts them as letters and signs


def as_csv(rows: Iterable[WantedRow], origin: str) -> str:
    """A table whose first line names the columns; addresses begin with the origin."""
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *(_cells(row, origin) for row in rows)])
    return out.getvalue()


def as_text(rows: Iterable[WantedRow]) -> str:
    """One headline a line."""
    return "".join(f"{_one_line(row.text)}\n" for row in rows)


def _cells(row: WantedRow, origin: str) -> tuple[str | int, ...]:
    return (
        _cell(row.text),
        row.lists,
        row.wanted,
        row.listed_on.isoformat() if row.listed_on else "",
        origin + row.href,
        _cell(row.story),
        origin + row.story_href if row.story else "",
        _cell(row.source),
    )


def _cell(text: str) -> str:
    """The text, marked so that a spreadsheet takes it for a text and not for a formula."""
    text = _one_line(text)
    first = next((c for c in text if unicodedata.category(c) not in _INVISIBLE and c not in _FILLERS), "")
    # NFKC turns full-width and small signs into those of a formula, as some spreadsheets do.
    return f"'{text}" if unicodedata.normalize("NFKC", first) in _FORMULA else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
