"""Web archives of crawlers: the HTML pages of WARC and ARC files, and the texts of WET files (ISO 28500)."""

import re
import zlib
from collections.abc import Iterator
from typing import Protocol

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from articles.documents.formats.messages import HTML
from articles.documents.formats.mhtml_page import FORMAT as MHTML
from articles.documents.formats.records.record import MEDIA_TYPE as RECORD
from articles.documents.formats.records.record import packed
from articles.documents.formats.refused.web_archive import FORMAT as WEB_ARCHIVE
from articles.documents.limits import MAX_DOCUMENT, MAX_HTML
from articles.documents.problems import Problem, UnreadableError, too_large
from articles.documents.received import Received

MAX_ADDRESS = 2_000  # characters
# What warcio raises on broken records: its own errors, and those of values that it doesn't check.
_BROKEN = (ArchiveLoadFailed, EOFError, ValueError, TypeError, AttributeError, LookupError, OSError, zlib.error)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


class Readable(Protocol):
    """A file that can only be read forward."""

    def read(self, size: int = -1, /) -> bytes: ...


def is_web_archive(head: bytes) -> bool:
    """Return whether a file begins as a web archive."""
    return WEB_ARCHIVE.matches(head, "")


def web_pages(file: Readable, name: str) -> Iterator[Received]:
    """Yield the pages that were answered with status 200, and the texts. Raises UnreadableError where it is broken."""
    for record in _read(ArchiveIterator(file, arc2warc=True)):
        yield from _documents(record, name)


def _read(records: Iterator[ArcWarcRecord]) -> Iterator[ArcWarcRecord]:
    try:
        yield from records
    except _BROKEN as error:
        raise UnreadableError(Problem("broken-archive")) from error


def _documents(record: ArcWarcRecord, name: str) -> Iterator[Received]:
    address = _CONTROLS.sub("", record.rec_headers.get_header("WARC-Target-URI") or "")[:MAX_ADDRESS]
    moment = record.rec_headers.get_header("WARC-Date") or ""
    if record.rec_type == "conversion":
        yield _received(record, f"{name}/{address}", MAX_DOCUMENT, RECORD, {"url": address, "warc_date": moment})
    elif record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() == "200":
        kind = record.http_headers.get_header("Content-Type") or "text/html"
        if kind.partition(";")[0].strip().lower() in HTML:
            header = {"Content-Type": kind, "Snapshot-Content-Location": address, "WARC-Date": moment}
            yield _received(record, f"{name}/{address}", MAX_HTML, MHTML.media_type, header)


def _received(record: ArcWarcRecord, name: str, limit: int, media_type: str, values: dict[str, str]) -> Received:
    """Return the document of a record: a page below a header, or a text as a record of a data set."""
    try:
        content = record.content_stream().read(limit + 1)
    except _BROKEN:
        return Received(name, b"", media_type, Problem("broken-member"))
    if len(content) > limit:
        return Received(name, b"", media_type, too_large(limit))
    if getattr(record.raw_stream, "limit", 0) > 0:  # bytes that are missing
        return Received(name, b"", media_type, Problem("cut-off"))
    if media_type == RECORD:
        return Received(name, packed({**values, "text": content.decode("utf-8", "replace")}), RECORD)
    header = "".join(f"{field}: {' '.join(value.split())}\r\n" for field, value in values.items())
    return Received(name, f"{header}\r\n".encode() + content, media_type)
