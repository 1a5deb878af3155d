"""Streams of bytes, as iterators of chunks of any size: read whole or line by line, never beyond a limit."""

from collections.abc import Iterable, Iterator


def read_whole(chunks: Iterable[bytes], limit: int) -> bytes | None:
    """Return all bytes of the stream, or None as soon as there are more than `limit`."""
    parts, size = [], 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            return None
    return b"".join(parts)


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
