"""What is received, read and understood before any transaction opens: all that can be done in another process."""

import datetime as dt
import hashlib
import zlib
from dataclasses import dataclass, field

from articles.captures.building import KnownBoilerplate, captures_of
from articles.captures.capture import Capture
from articles.captures.line_counts import CountedLines
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import Received

COMPRESSION = 6  # zlib level; a dump shrinks to about 40 %


@dataclass(slots=True)
class Prepared:
    """One thing received, read and understood; small enough to be handed from one process to another."""

    name: str
    sha256: str
    media_type: str
    size: int  # bytes, before compression
    raw: bytes  # compressed by zlib
    source_name: str
    seen_at: dt.datetime
    captures: list[Capture] = field(default_factory=list)
    problem: Problem | None = None

    @property
    def printed(self) -> CountedLines | None:
        """The lines that count for its source; None for exports, and for what isn't understood."""
        return self.captures[0].printed if self.captures else None

    @property
    def key(self) -> int | None:
        """Of the headline that the document alone gives; None for exports, and where no source is known."""
        return self.printed.headline if self.printed else None

    def understand(self, boilerplate: KnownBoilerplate) -> None:
        """Understand it, without the lines known as furniture. What goes wrong becomes its problem."""
        try:
            content = zlib.decompress(self.raw)
            self.captures = captures_of(content, self.media_type, self.source_name, 0, self.seen_at, boilerplate)
        except UnreadableError as error:
            self.problem, self.captures = error.problem, []


def prepare(received: Received, source_name: str, seen_at: dt.datetime, boilerplate: KnownBoilerplate) -> Prepared:
    """What is received, understood, or with the problem that keeps it out."""
    prepared = Prepared(
        name=received.name,
        sha256=digest_of(received),
        media_type=received.media_type,
        size=len(received.content),
        raw=zlib.compress(received.content, COMPRESSION),
        source_name=source_name,
        seen_at=seen_at,
        problem=received.problem,
    )
    if not prepared.problem:
        prepared.understand(boilerplate)
    return prepared


def digest_of(received: Received) -> str:
    """The SHA-256 of its bytes."""
    return hashlib.sha256(received.content).hexdigest()
