"""News data sets in tables: CSV and TSV with a first line that names the columns (RFC 4180)."""

import csv
from collections.abc import Iterable, Iterator

from articles.documents.decoding import as_utf8, beginning_of
from articles.documents.formats.container import refuse_whole
from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.records.column_names import in_english
from articles.documents.formats.records.fields import are_of_stories
from articles.documents.formats.records.record import MAX_REASON, MEDIA_TYPE, packed
from articles.documents.limits import MAX_RECORD
from articles.documents.problems import Problem, too_large
from articles.documents.received import Received
from articles.documents.streams import read_lines

DELIMITERS = ",;\t|"
MAX_COLUMN = 60  # characters of a column's name
MAX_HEADER = 4_000  # characters
csv.field_size_limit(MAX_RECORD)  # characters of one field; Python's own limit of 131,072 cuts long stories off


def _matches(head: bytes, name: str) -> bool:
    return bool(_columns(_first_line(beginning_of(head[: 4 * MAX_HEADER]))))


def _first_line(text: str) -> str:
    return text.lstrip("\r\n").partition("\n")[0].rstrip("\r")


def _columns(line: str) -> tuple[str, list[str]] | None:
    """Return the delimiter and the names of the columns; None for a line that doesn't name the fields of stories."""
    for delimiter in DELIMITERS if len(line) <= MAX_HEADER else "":
        if delimiter in line:
            try:
                names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
            except csv.Error:
                continue
            told = [name for name in names if name]  # pandas leaves the name of its own first column empty
            are_names = len(set(told)) == len(told) and all(len(name) <= MAX_COLUMN for name in told)
            if are_names and len(told) > 1 and _are_of_stories(told):
                return delimiter, names
    return None


def _are_of_stories(names: Iterable[str]) -> bool:
    return are_of_stories(in_english(dict.fromkeys(names)))


def _split(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    """Yield a document for each row, numbered as spreadsheets do: the first below the header is row 2."""
    lines = _Lines(as_utf8(chunks))
    header = next((line for line in lines if line.strip()), "")
    if (columns := _columns(_first_line(header))) is None:  # in an encoding that was guessed wrong
        yield Received(name, b"", MEDIA_TYPE, Problem("charset"))
        return
    delimiter, names = columns
    rows = csv.reader(lines, delimiter=delimiter, strict=True)  # tells of a quotation that never ends
    number = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Received(f"{name}, row {number}", b"", MEDIA_TYPE, _problem(error))
        else:
            number += bool(row) or lines.is_over
            if lines.is_over:
                yield Received(f"{name}, row {number}", b"", MEDIA_TYPE, too_large(MAX_RECORD))
            elif row:
                yield _received(f"{name}, row {number}", names, row)
        lines.is_over = False


def _received(name: str, names: list[str], row: list[str]) -> Received:
    """Return a row as a document; fields without a column would be a part of the text that is lost."""
    while len(row) > len(names) and not row[-1].strip():
        row.pop()
    if len(row) != len(names):
        problem = Problem("table-fields", {"count": len(row), "columns": len(names)})
        return Received(name, b"", MEDIA_TYPE, problem)
    values = {column: value for column, value in zip(names, row, strict=True) if column}
    told = {column: value for column, value in values.items() if value.strip()}
    content = packed(told if _are_of_stories(told) else values)  # which has the names of the first line
    if len(content) > MAX_RECORD:
        return Received(name, b"", MEDIA_TYPE, too_large(MAX_RECORD))
    return Received(name, content, MEDIA_TYPE)


def _problem(error: csv.Error) -> Problem:
    reason = str(error)[:MAX_REASON]
    if "field larger" in reason:
        return too_large(MAX_RECORD)
    return Problem("cut-off") if "end of data" in reason else Problem("table-row", {"reason": reason})


class _Lines:
    """The lines of a stream as text, each with its end; in place of one over the limit a blank one comes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._lines, self.is_over = read_lines(chunks, MAX_RECORD), False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.is_over = self.is_over or line is None
        return "\n" if line is None else line.decode("utf-8", "replace").replace("\0", "").removesuffix("\r") + "\n"


FORMAT = Format(
    media_type="text/csv",
    name=gettext_noop("news data set in a table (CSV, TSV)"),
    extensions=(".csv", ".tsv"),
    max_size=MAX_RECORD,
    matches=_matches,
    read=refuse_whole,
    split=_split,
    is_container=True,
)
