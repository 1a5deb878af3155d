"""Decode bytes to text: by byte order mark, as UTF-8, then by a guess from the bytes."""

import codecs
import re

from charset_normalizer import from_bytes

from articles.documents.limits import KB, MAX_LINE, MAX_LINES
from articles.documents.problems import Problem, UnreadableError

MAX_CONTROLS = 0.1  # share of control characters; text has nearly none, pictures and programs a fifth and more
SAMPLE = 65_536  # bytes, from the beginning, that are looked at
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13} | {127})
_WESTERN = re.compile(r"[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]")


def refuse_unreadable(text: str) -> None:
    """Raise UnreadableError when the text is empty, or has a line over 100 kB or more than 50,000 lines."""
    if not text.strip():
        raise UnreadableError(Problem("empty"))
    lines = text.split("\n")
    if len(lines) > MAX_LINES and (count := sum(map(bool, map(str.strip, lines)))) > MAX_LINES:
        raise UnreadableError(Problem("too-many-lines", {"count": count, "limit": MAX_LINES}))
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE // 4 and len(line.encode()) > MAX_LINE:
            raise UnreadableError(Problem("line-too-long", {"limit": MAX_LINE // KB}, number))


def marked_encoding(content: bytes) -> str | None:
    """Return the encoding of the byte order mark, or UTF-16 where every second byte is a zero; None otherwise."""
    marked = (encoding for mark, encoding in _MARKS if content.startswith(mark))
    return next(marked, None) or _unmarked_utf16(content)


def text_of(content: bytes) -> str:
    """Return the decoded text, control characters included. Raises UnreadableError when the bytes are not a text."""
    if encoding := marked_encoding(content):
        return content.decode(encoding, "replace")
    _refuse_binary(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content)


def _unmarked_utf16(content: bytes) -> str | None:
    """Recognise UTF-16 without its mark: Western text has a zero in nearly every second byte."""
    sample = content[:SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[offset::2].count(0), sample[1 - offset :: 2].count(0)
        if zeros > 0.7 * (len(sample) // 2) and not others:
            return encoding
    return None


def _refuse_binary(content: bytes) -> None:
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > MAX_CONTROLS * len(sample) or sample.startswith(
        (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\x1f\x8b", b"GIF8")
    ):
        raise UnreadableError(Problem("binary"))


def _guess(content: bytes) -> str:
    """Decode as Windows-1252 where that gives text with few letters beyond ASCII, else by charset-normalizer."""
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    strange = [character for character in western if not character.isascii()]
    if western and len(strange) < 0.15 * len(western) and all(map(_WESTERN.match, strange)):
        return western
    best = from_bytes(content).best()
    if best is None:
        raise UnreadableError(Problem("charset"))
    return str(best)
