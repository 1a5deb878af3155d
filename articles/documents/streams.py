"""Streams of bytes, as iterators of chunks of any size: read whole, by lines or as a file, never beyond a limit."""

from collections.abc import Iterable, Iterator
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO

from articles.documents.problems import UnreadableError

IN_MEMORY = 1_000_000  # bytes; a larger file is on disk


def opened(chunks: Iterable[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Return the first `size` bytes of the stream or more, or all that there are, and the whole stream.

    Where the stream breaks within them, the error is raised after them.
    """
    stream, head = iter(chunks), b""
    try:
        while len(head) < size and (chunk := next(stream, b"")):
            head += chunk
    except UnreadableError as error:
        stream = _raising(error)
    return head, chain([head], stream)


def _raising(error: UnreadableError) -> Iterator[bytes]:
    raise error
    yield b""  # which makes it an iterator


def read_whole(chunks: Iterable[bytes], limit: int) -> bytes | None:
    """Return all bytes of the stream, or None as soon as there are more than `limit`."""
    parts, size = [], 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            return None
    return b"".join(parts)


def spooled(chunks: Iterable[bytes], limit: int) -> IO[bytes] | None:
    """Return the stream as a file at its beginning, or None when it is over the limit.

    A large one is in a temporary file, which vanishes when it is closed.
    """
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
    try:
        for chunk in chunks:
            file.write(chunk)
            if file.tell() > limit:
                file.close()
                return None
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def read_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Yield each line without its end, or None for a line of more than `limit` bytes, which is passed over."""
    line = bytearray()
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            _extend(line, piece, limit)
            yield bytes(line) if len(line) <= limit else None
            line.clear()
        _extend(line, rest, limit)
    if line:
        yield bytes(line) if len(line) <= limit else None


def _extend(line: bytearray, piece: bytes, limit: int) -> None:
    """Add a piece to the line, up to one byte more than the limit."""
    line += piece[: limit + 1 - len(line)]
