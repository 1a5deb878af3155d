"""Request bodies, received whole before a thread is taken: within limits, and not more slowly than a written rate."""

import asyncio
import io
import tempfile
import time
from collections.abc import AsyncIterator
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


async def receive(protocol: HTTPProtocol, limit: int) -> tuple[Body, int]:
    """Read a body of up to `limit` bytes; the file stands at its beginning, the number is its length.

    Raises TooSlow, TooLarge, and OSError when the disk is full.
    """
    body: Body = io.BytesIO()
    if limit > IN_MEMORY:
        body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(settings.DATA_DIR))  # noqa: SIM115
    started, length = time.monotonic(), 0
    chunks = aiter(protocol)
    try:
        while True:
            left = started + DEADLINE + (length / RATE if limit > IN_MEMORY else 0) - time.monotonic()
            chunk = await _next(chunks, left)
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


async def _next(chunks: AsyncIterator[bytes], seconds: float) -> bytes | None:
    """The next bytes; None at the end. Raises TooSlow when none come in time."""
    try:
        async with asyncio.timeout(max(seconds, 0)):
            return (
                await chunks.__anext__()
            )  # not anext(chunks, None), which ends granian 2.8.7 with a segmentation fault
    except StopAsyncIteration:
        return None
    except TimeoutError:
        raise TooSlow from None


async def drain(protocol: HTTPProtocol) -> None:
    """Read and drop what a client still sends, for a moment: a connection closed with bytes unread is reset."""
    left = DRAINED
    try:
        async with asyncio.timeout(DRAINING):
            async for chunk in protocol:
                left -= len(chunk)
                if left < 0:
                    return
    except (TimeoutError, OSError, RuntimeError):
        return
