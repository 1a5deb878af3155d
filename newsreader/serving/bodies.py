"""Request bodies, received whole before a thread is taken: within limits, and not more slowly than a written rate."""

import asyncio
import io
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import IO

from django.conf import settings
from granian.rsgi import HTTPProtocol  # type: ignore[attr-defined]  # it doesn't mark what it exports

from articles.documents.limits import MB

DEADLINE = 30.0  # seconds for a body
RATE = 8_000  # bytes a second; a large upload has a second more for each of these
IN_MEMORY = 1 * MB  # of an upload; what is larger lies in the data folder, without a name
DRAINED = 32 * MB  # bytes that are read and dropped, so that a browser which still sends comes to read the answer
DRAINING = 2.0  # seconds

type Body = IO[bytes]


class TooSlow(Exception):
    """The body didn't come within its time."""


class TooLarge(Exception):
    """The body is larger than its limit."""


class Incoming:
    """The body that a client sends; it is read once, by one of the methods, or by `receive` and then `drain`."""

    def __init__(self, protocol: HTTPProtocol) -> None:
        self._chunks: AsyncIterator[bytes] = aiter(protocol)

    async def receive(self, limit: int) -> tuple[Body, int]:
        """Read a body of up to `limit` bytes; the file stands at its beginning, the number is its length.

        Raises TooSlow, TooLarge, and OSError when the disk is full.
        """
        body: Body = io.BytesIO()
        if limit > IN_MEMORY:
            body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(settings.DATA_DIR))  # noqa: SIM115
        started, length = time.monotonic(), 0
        try:
            while True:
                left = started + DEADLINE + (length / RATE if limit > IN_MEMORY else 0) - time.monotonic()
                chunk = await self._next(left)
                if chunk is None:
                    body.seek(0)
                    return body, length
                length += len(chunk)
                if length > limit:
                    raise TooLarge
                body.write(chunk)
        except BaseException:
            body.close()
            raise

    async def drain(self) -> None:
        """Read and drop what a client still sends, for a moment: a connection closed with bytes unread is reset."""
        until, left = time.monotonic() + DRAINING, DRAINED
        with suppress(TooSlow, OSError, RuntimeError):
            while left > 0 and (chunk := await self._next(until - time.monotonic())) is not None:
                left -= len(chunk)

    async def _next(self, seconds: float) -> bytes | None:
        """The next bytes; None at the end. Raises TooSlow when none come in time."""
        try:
            async with asyncio.timeout(max(seconds, 0)):
                return await self._chunks.__anext__()  # anext(…, None) ends granian 2.8.7 with a segmentation fault
        except StopAsyncIteration:
            return None
        except TimeoutError:
            raise TooSlow from None
