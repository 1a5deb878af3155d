"""Decodes bytes to text: by byte order mark, as UTF-8 with or without wrong bytes, and in legacy encodings."""

import codecs
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain

from articles.documents.legacy_encodings import decode_legacy, legacy_encoding
from articles.documents.limits import KB, MAX_LINE, MAX_LINES
from articles.documents.mixed_encodings import decode_lines
from articles.documents.problems import Problem, UnreadableError

SAMPLE = 65_536  # bytes, from the beginning, that are looked at
UTF8 = "utf-8"
_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE = "iso2022-jp"
_SHIFTS = (b"\x1b$B", b"\x1b$@")  # to Japanese characters; all bytes of this encoding are ASCII
# UTF-16 without its mark: its ASCII characters have a zero each, nearly all as first or nearly all as second byte.
MIN_ZEROS = 0.01  # share of the characters: the zeros of spaces and line ends, whatever the script
MIN_PRINTABLE = 0.95  # share of the characters; sounds and tables of numbers have few
MIN_SPACES = 1 / 3  # share of the characters that have the byte of a space or line end; other text has hardly one


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
    """Return the encoding of the byte order mark, or UTF-16 that is recognised by its zeros; None otherwise."""
    marked = (encoding for mark, encoding in _MARKS if content.startswith(mark))
    return next(marked, None) or _unmarked_utf16(content[:SAMPLE])


@lru_cache(maxsize=4)  # nearly every format asks for the same one: a third of the time that recognising takes
def beginning_of(head: bytes) -> str:
    """Return the first bytes of a file as text, by which its format is recognised, with U+FFFD for wrong bytes."""
    return head.decode(marked_encoding(head) or UTF8, "replace").lstrip("\ufeff")


def encoding_of(head: bytes) -> str:
    """Return the encoding of a file by its first bytes, for reading it piece by piece: never more than a guess."""
    if marked := marked_encoding(head):
        return marked
    text = codecs.getincrementaldecoder(UTF8)("replace").decode(head)  # the last character may be cut
    wrong = text.count("\ufffd")
    others = sum(not character.isascii() for character in text[:SAMPLE]) if wrong else 0
    return UTF8 if others >= 2 * wrong else legacy_encoding(head)


def as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the stream as UTF-8 without a byte order mark; the first chunk, by which it is recognised, may be long."""
    stream = iter(chunks)
    head = next(stream, b"")
    encoding = encoding_of(head)
    if encoding == UTF8:
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from stream
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chain([head], stream):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def text_of(content: bytes, declared: str | None = None) -> str:
    """Return the decoded text, control characters included.

    `declared` is the encoding that the document names: it holds for what is not UTF-8. Raises UnreadableError when
    a legacy encoding is neither declared nor recognised.
    """
    marked = marked_encoding(content)
    if marked and marked != UTF8:
        return content.decode(marked, "replace")
    content = content.removeprefix(codecs.BOM_UTF8)
    if content.isascii() and (declared == _JAPANESE or any(shift in content for shift in _SHIFTS)):
        return content.decode(_JAPANESE, "replace")
    try:
        return content.decode(UTF8)
    except UnicodeDecodeError:
        return decode_lines(content, partial(decode_legacy, declared=declared))


def _unmarked_utf16(sample: bytes) -> str | None:
    if b"\0" not in sample:  # as in nearly all files
        return None
    characters = len(sample) // 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[offset::2].count(0), sample[1 - offset :: 2].count(0)
        if characters > 1 and zeros >= MIN_ZEROS * characters and others <= zeros // 2:
            return encoding if _is_text(sample[: 2 * characters].decode(encoding, "replace")) else None
    return None


def _is_text(text: str) -> bool:
    printable = sum(character.isprintable() or character.isspace() for character in text) - text.count("\ufffd")
    spaces = text.count(" ") + text.count("\n")
    alike = sum(ord(character) & 0xFF in (0x20, 0x0A) for character in text)
    return printable >= MIN_PRINTABLE * len(text) and spaces >= MIN_SPACES * alike
