"""The wanted headlines for whoever scrapes next: a table and a plain list, chunk by chunk."""

import csv
import io
from collections.abc import Iterator

from articles.pages.wanted import WantedRow, all_wanted

COLUMNS = ("headline", "lists", "stories", "listed_on", "address", "named_in", "named_in_address", "named_in_source")
_FORMULA = ("=", "+", "-", "@")  # OWASP, CSV Injection: with these a spreadsheet's formula begins


def wanted_csv(origin: str) -> Iterator[str]:
    """The table with the names of its columns; addresses begin with the origin."""
    yield _written([COLUMNS])
    for rows in all_wanted():
        yield _written([_cells(row, origin) for row in rows])


def wanted_text() -> Iterator[str]:
    """One headline a line."""
    for rows in all_wanted():
        yield "".join(f"{_one_line(row.text)}\n" for row in rows)


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


def _written(rows: list[tuple[str | int, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _cell(text: str) -> str:
    """What a spreadsheet takes for a text, whatever it begins with."""
    text = _one_line(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
