"""Reads the values of a JSON array, or of JSON objects that follow each other, one by one in bounded memory."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.documents.limits import MAX_RECORD
from articles.documents.problems import Problem, too_large

FIRST = 65_536  # characters that are read of a value before it is parsed; twice as many where it isn't complete
NEAR_END = 20  # characters from the end, where what is wrong may only be incomplete
_BETWEEN = re.compile(r"[\s,\]\[]*")
NEXT = re.compile(r"[,\[\n]\s*(?=\{\s*\")")
_DECODER = json.JSONDecoder(strict=False)  # control characters in a text don't matter


@dataclass(frozen=True, slots=True)
class Broken:
    """In the place of a value that is no JSON, or too large."""

    problem: Problem


def values_in(chunks: Iterator[bytes]) -> Iterator[Any]:
    """Yield the values of UTF-8 JSON. After a broken one the next object is looked for; none after a cut-off one."""
    texts = _Texts(chunks)
    while texts.has_value():
        try:
            value, end = _DECODER.raw_decode(texts.buffer)
        except json.JSONDecodeError as error:
            is_cut = error.pos >= len(texts.buffer) - NEAR_END or error.msg.startswith("Unterminated")
            if is_cut and texts.read_on():
                continue
            yield Broken(_problem(error, len(texts.buffer), is_cut=is_cut))
            following = None if is_cut else NEXT.search(texts.buffer, max(1, error.pos))
            if following is None:
                return
            texts.drop(following.end())
        except RecursionError:
            yield Broken(Problem("record", {"reason": "too many levels"}))
            return
        else:
            texts.drop(end)
            yield value if end <= MAX_RECORD else Broken(too_large(MAX_RECORD))


def _problem(error: json.JSONDecodeError, size: int, *, is_cut: bool) -> Problem:
    if is_cut:
        return too_large(MAX_RECORD) if size >= MAX_RECORD else Problem("cut-off")
    return Problem("record", {"reason": error.msg})


class _Texts:
    """The text of the stream that isn't parsed yet."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._decoder = chunks, codecs.getincrementaldecoder("utf-8")("replace")
        self.buffer = ""

    def has_value(self) -> bool:
        """Whether a value follows; what stands between values is dropped."""
        while True:
            self.drop(_BETWEEN.match(self.buffer).end())  # type: ignore[union-attr]  # it matches every text
            if self.buffer:
                return True
            if not self.read_on():
                return False

    def read_on(self) -> bool:
        """Read as much again as there is; return whether there was anything, within the limit of a record."""
        wanted, parts = max(FIRST, 2 * len(self.buffer)), [self.buffer]
        size = len(self.buffer)
        if size >= MAX_RECORD:
            return False
        while size < wanted and (chunk := next(self._chunks, b"")):
            parts.append(self._decoder.decode(chunk))
            size += len(parts[-1])
        is_more = size > len(self.buffer)
        self.buffer = "".join(parts)
        return is_more

    def drop(self, end: int) -> None:
        """Drop the beginning, up to this character."""
        self.buffer = self.buffer[end:]
