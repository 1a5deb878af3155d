"""Unpacks gzip and Zstandard streams in bounded memory. Only the import command reads them."""

import zlib
from collections.abc import Callable, Iterator
from itertools import chain

import zstandard

from articles.documents.problems import Problem, UnreadableError

CHUNK = 65_536  # bytes that are unpacked at once
PIECE = 1_024  # bytes of Zstandard that are unpacked at once: a block of 4 bytes may hold 128 kB
MAX_WINDOW = 2**27  # bytes: the most that `zstd` uses without --long
GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def unpacker_of(head: bytes) -> Callable[[Iterator[bytes]], Iterator[bytes]] | None:
    """Return what unpacks a stream that begins like this; None where nothing has to be."""
    if head.startswith(GZIP):
        return _gunzipped
    return _unzstandarded if head.startswith(ZSTANDARD) else None


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of all members of a gzip file. Raises UnreadableError where it is broken or cut off."""
    member, is_whole = zlib.decompressobj(31), False
    for chunk in chunks:
        rest = chunk
        while rest:
            if member.eof:
                if not rest.strip(b"\0"):  # padding
                    break
                member, is_whole = zlib.decompressobj(31), False
            try:
                unpacked = member.decompress(rest, CHUNK)
            except zlib.error as error:
                raise UnreadableError(Problem("broken-archive")) from error
            if unpacked:
                yield unpacked
            rest = member.unused_data if member.eof else member.unconsumed_tail
            is_whole = member.eof
    if not is_whole:
        raise UnreadableError(Problem("cut-off"))


def _unzstandarded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of all frames. Raises UnreadableError where one is broken, cut off, or needs too much memory."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    frame, is_whole = unpacker.decompressobj(), False
    for piece in chain.from_iterable(map(_pieces, chunks)):
        rest = piece
        while rest:
            if is_whole:
                frame, is_whole = unpacker.decompressobj(), False
            try:
                unpacked = frame.decompress(rest)
            except zstandard.ZstdError as error:
                raise UnreadableError(Problem("broken-archive")) from error
            if unpacked:
                yield unpacked
            rest, is_whole = frame.unused_data, frame.eof
    if not is_whole:
        raise UnreadableError(Problem("cut-off"))


def _pieces(chunk: bytes) -> Iterator[bytes]:
    return (chunk[start : start + PIECE] for start in range(0, len(chunk), PIECE))
