"""Everything that can be computed of a document before a transaction opens, in this process or a worker process."""

import datetime as dt
import hashlib
import zlib
from dataclasses import dataclass, field
from functools import partial

from articles.captures.building import captures_of
from articles.captures.by_hand.sources import NOTHING_DECIDED, KnownBoilerplate, SourcesByHand
from articles.captures.capture import Capture
from articles.captures.line_counts import CountedLines
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import Received
from articles.importing.workers.time_limit import TooSlowError, within_limit
from articles.understanding import NO_MENDS, Mends

COMPRESSION = 6  # zlib level; a dump shrinks to about 40 %


@dataclass(slots=True)
class Prepared:
    """A received document with its digest, its compressed bytes and its captures or problem; it can be pickled."""

    name: str
    sha256: str
    media_type: str
    size: int  # bytes, before compression
    raw: bytes  # compressed by zlib
    source_name: str
    seen_at: dt.datetime
    captures: list[Capture] = field(default_factory=list)
    problem: Problem | None = None
    mends: Mends = NO_MENDS  # of the document
    by_hand: SourcesByHand = NOTHING_DECIDED  # what people had decided about sources when it was understood

    @property
    def content(self) -> bytes:
        """The bytes as received."""
        return zlib.decompress(self.raw)

    @property
    def printed(self) -> CountedLines | None:
        """The lines that count for its source; None for exports, and for what isn't understood."""
        return self.captures[0].printed if self.captures else None

    @property
    def key(self) -> int | None:
        """Key of the headline that the document alone gives; None for exports, and where no source is known."""
        return self.printed.headline if self.printed else None

    def understand(self, content: bytes, boilerplate: KnownBoilerplate) -> None:
        """Set the captures of `content` without its source's known boilerplate, or the problem that prevents them."""
        self.by_hand = boilerplate.by_hand
        try:
            self.captures = within_limit(partial(self._captures, content), boilerplate)
        except UnreadableError as error:
            self.problem, self.captures = error.problem, []
            if isinstance(error, TooSlowError):
                self.leave_out()

    def _captures(self, content: bytes, boilerplate: KnownBoilerplate) -> list[Capture]:
        return captures_of(content, self.media_type, self.source_name, 0, self.seen_at, boilerplate, mends=self.mends)

    def leave_out(self) -> None:
        """Drop the bytes, so that the document is reported and not kept: the next import tries it again."""
        self.size, self.raw = 0, b""


def prepare(received: Received, source_name: str, seen_at: dt.datetime, boilerplate: KnownBoilerplate) -> Prepared:
    """The document packed and understood, or with the problem that prevents it."""
    prepared = pack(received, source_name, seen_at)
    if not prepared.problem:
        prepared.understand(received.content, boilerplate)
    return prepared


def pack(received: Received, source_name: str, seen_at: dt.datetime) -> Prepared:
    """The document with its digest and its compressed bytes, not yet understood."""
    return Prepared(
        name=received.name,
        sha256=digest_of(received),
        media_type=received.media_type,
        size=len(received.content),
        raw=zlib.compress(received.content, COMPRESSION),
        source_name=source_name,
        seen_at=seen_at,
        problem=received.problem,
        mends=received.mends,
    )


def digest_of(received: Received) -> str:
    """The SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(received.content).hexdigest()
