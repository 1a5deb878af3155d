"""A table without a column of texts: CSV, TSV and the like, as spreadsheets save them."""

import csv
from itertools import islice

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import HEAD, gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

DELIMITERS = ",;\t|"
MAX_COLUMN = 40  # characters of a column's name
MAX_RECORDS = 200  # that are looked at


def _matches(head: bytes) -> bool:
    text = beginning_of(head)
    first = text.lstrip().partition("\n")[0]
    return any(_is_table(text, delimiter, len(head) >= HEAD) for delimiter in DELIMITERS if delimiter in first)


def _is_table(text: str, delimiter: str, is_cut: bool) -> bool:
    """Return whether the first line names columns, and every other line has a field for each of them.

    No page is like that: it has lines without a comma, and a space after each comma.
    """
    lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        records = [record for record in islice(lines, MAX_RECORDS) if record]
    except csv.Error:
        return False
    names, rows = records[0], records[1 : -1 if is_cut else None]
    if len(names) < (3 if delimiter == "|" else 2) or not rows or not _are_columns(names):
        return False
    return all(len(row) == 2 if len(names) == 2 else len(row) >= len(names) for row in rows)


def _are_columns(names: list[str]) -> bool:
    return len(set(names)) == len(names) and all(map(_is_column, names))


def _is_column(name: str) -> bool:
    return bool(name.strip()) and len(name) <= MAX_COLUMN and name[0] != " " and name[-1] not in ".!?"


FORMAT = refused_format(
    media_type="text/x-table",
    name=gettext_noop("other table (CSV, TSV)"),
    matches=_matches,
    refusal=lambda head: Problem("table"),
)
