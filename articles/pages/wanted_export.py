"""Wanted headlines for those who scrape the next pages: as a table and as a plain list."""

import csv
import io
from collections.abc import Iterable

from articles.pages.spreadsheets import one_line, safe_cell
from articles.pages.wanted import WantedRow

COLUMNS = ("headline", "lists", "stories", "listed_on", "address", "named_in", "named_in_address", "named_in_source")


def as_csv(rows: Iterable[WantedRow], origin: str) -> str:
    """A table whose first line names the columns; addresses begin with the origin."""
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *(_cells(row, origin) for row in rows)])
    return out.getvalue()


def as_text(rows: Iterable[WantedRow]) -> str:
    """One headline a line."""
    return "".join(f"{one_line(row.text)}\n" for row in rows)


def _cells(row: WantedRow, origin: str) -> tuple[str | int, ...]:
    return (
        safe_cell(row.text),
        row.lists,
        row.wanted,
        row.listed_on.isoformat() if row.listed_on else "",
        origin + row.href,
        safe_cell(row.story),
        origin + row.story_href if row.story else "",
        safe_cell(row.source),
    )
