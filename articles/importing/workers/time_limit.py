"""The time that understanding one document may take."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from articles.captures.by_hand.sources import KnownBoilerplate, SourcesByHand
from articles.captures.line_counts import CountedLines
from articles.documents.problems import Problem, UnreadableError

TIME_LIMIT = 60  # seconds a document; 2 MB of paragraphs, the slowest known, take 5
TOO_SLOW = Problem("too-slow", {"limit": TIME_LIMIT})


class TooSlowError(UnreadableError):
    """Understanding a document took longer than it may."""

    def __init__(self) -> None:
        super().__init__(TOO_SLOW)


def within_limit[T](understand: Callable[[KnownBoilerplate], T], boilerplate: KnownBoilerplate) -> T:
    """What `understand(boilerplate)` returns. Raises TooSlowError after TIME_LIMIT, and what `understand` raises."""
    uninterrupted = _Uninterrupted(boilerplate, boilerplate.by_hand)
    with time_limit(TIME_LIMIT):
        return understand(uninterrupted)


@dataclass(frozen=True, slots=True)
class _Uninterrupted:
    """Known boilerplate that queries the database, whose driver would be left in the middle of an answer."""

    boilerplate: KnownBoilerplate
    by_hand: SourcesByHand

    def __call__(self, printed: CountedLines, /) -> frozenset[int]:
        with _uninterrupted():
            return self.boilerplate(printed)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in the block once this process has used `seconds` of CPU time.

    CPU time, because a block that only waits for a busy or suspended machine must not fail. Python runs signal handlers
    in the main thread, between two instructions or within a regular expression: in another thread the block is not
    limited, and a call into a C library is not interrupted. A worker process is limited from outside (`pool`), by
    wall time, which covers that too.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise_too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off the end of the time limit until the block has ended."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGVTALRM])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGVTALRM])


def _raise_too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlowError
