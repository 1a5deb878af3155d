"""News data sets in JSON: an array, JSON lines, an object a file, or an object with a list of them (JSON Feed)."""

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from articles.documents.decoding import as_utf8, beginning_of
from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.records.fields import are_of_stories
from articles.documents.formats.records.json_values import NEXT, Broken, values_in
from articles.documents.formats.records.record import MEDIA_TYPE, packed, read_record
from articles.documents.formats.refused.json_data import SNIFFED, is_json
from articles.documents.limits import MAX_RECORD
from articles.documents.problems import too_large
from articles.documents.received import Received
from articles.documents.streams import read_lines

LISTS = ("articles", "items", "results", "data", "news", "stories", "documents", "docs", "records", "rows", "entries")
FIRST_LINES = 5  # by which JSON lines are recognised, though one of them may be broken
_NAMES = re.compile(r'"([\w -]{1,40})"\s*:')
_OPENING = re.compile(r"[\s\[]*")
_FOLLOWING = re.compile(r"\s*(?:[,\]{]|\Z)")
_GOES_ON = (b"{", b"[", b",", b":")  # ends of the first line of an object that is written in several lines


def _matches(head: bytes, name: str) -> bool:
    if not beginning_of(head[:SNIFFED]).lstrip().startswith(("{", "[")):
        return False
    text = beginning_of(head)
    lines = list(islice((line for line in text.splitlines() if line.strip()), FIRST_LINES))
    if all(line.startswith("{") for line in lines) and any(map(_is_record, lines)):
        return True
    if not are_of_stories(_NAMES.findall(text)):
        return False
    return is_json(head, is_cut=True) or _begins_with_record(text)


def _begins_with_record(text: str) -> bool:
    """Whether one of the first objects is a record, and what follows it may be another."""
    places = [_OPENING.match(text).end(), *(found.end() for found in islice(NEXT.finditer(text), FIRST_LINES))]  # type: ignore[union-attr]  # it matches every text
    return any(_is_record_at(text, place) for place in places)


def _is_record_at(text: str, place: int) -> bool:
    try:
        values, end = json.JSONDecoder(strict=False).raw_decode(text, place)
    except (ValueError, RecursionError):
        return False
    return isinstance(values, dict) and are_of_stories(values) and bool(_FOLLOWING.match(text, end))


def _is_record(line: str) -> bool:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(values, dict) and any(are_of_stories(one) for one, _ in _records_of(values))


def _split(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    stream = as_utf8(chunks)
    head = next(stream, b"")
    whole = chain([head], stream)
    yield from _lines(whole, name) if _is_of_lines(head) else _values(whole, name)


def _is_of_lines(head: bytes) -> bool:
    first, end, _ = head.lstrip().partition(b"\n")
    return first.startswith(b"{") and (not end or not first.rstrip().endswith(_GOES_ON))


def _lines(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    """Yield a document for each line that is a record, and one for each record of a line that lists records."""
    for number, line in enumerate(read_lines(chunks, MAX_RECORD), start=1):
        line_name = f"{name}, line {number}"
        if line is None:
            yield Received(line_name, b"", MEDIA_TYPE, too_large(MAX_RECORD))
        elif line.strip():
            yield from _line(line.strip(), line_name)


def _line(line: bytes, name: str) -> Iterator[Received]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        yield Received(name, line, MEDIA_TYPE)  # reading it gives the reason
        return
    records = list(_records_of(values))
    if len(records) == 1 and records[0][0] is values:
        yield Received(name, line, MEDIA_TYPE)
        return
    for record, place in records:
        yield Received(f"{name}, {place}", packed(record), MEDIA_TYPE)


def _values(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    for number, value in enumerate(values_in(chunks), start=1):
        if isinstance(value, Broken):
            yield Received(f"{name}, record {number}", b"", MEDIA_TYPE, value.problem)
            continue
        for record, place in _records_of(value):
            yield Received(f"{name}, {place or f'record {number}'}", packed(record), MEDIA_TYPE)


def _records_of(value: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401  any JSON
    """Yield the records in a value, itself or those of a list in it, each with its place there."""
    if isinstance(value, dict) and not are_of_stories(value):
        inner = value.get("response")  # as the Guardian's interface has it
        value = inner if isinstance(inner, dict) else value
        found = next((rows for key in LISTS if isinstance(rows := value.get(key), list) and rows), None)
        if found is not None:
            feed = {"source": value["title"]} if "version" in value and isinstance(value.get("title"), str) else {}
            for number, one in enumerate(found, start=1):
                yield ({**feed, **one} if isinstance(one, dict) else one), f"record {number}"
            return
    yield value, ""


FORMAT = Format(
    media_type=MEDIA_TYPE,
    name=gettext_noop("news data set in JSON"),
    extensions=(".json", ".ndjson"),
    max_size=MAX_RECORD,
    matches=_matches,
    read=read_record,
    split=_split,
)
