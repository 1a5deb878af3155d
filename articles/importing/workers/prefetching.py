"""Batches read and understood while the writer stores the ones before, never more than two ahead of it."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

from django.utils import timezone

from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.importing.line_count_store import LineCountStore
from articles.importing.results import Result, known_results
from articles.importing.workers.batching import BatchSize, batches
from articles.importing.workers.pool import Workers
from articles.importing.workers.preparing import Prepared, digest_of
from articles.importing.workers.worker import Task, understood

AHEAD = 2  # batches that are read and understood while one is stored
FEW = 100  # new documents for which no process is started
CHUNK = 32  # documents that a worker gets at once
CHUNK_WEIGHT = 2_000_000  # bytes of content that a worker gets at once

type Answer = Callable[[], list[Prepared]]  # waits for it, or does the work


@dataclass(frozen=True, slots=True)
class Batch:
    """What comes to the writer at once: for each document its result when it is known, else the document, in order."""

    known: Sequence[Result | None]
    prepared: Sequence[Prepared]
    seen_at: dt.datetime

    def results(self, stored: Iterable[Result]) -> list[Result]:
        """One for each document, once those prepared are stored."""
        rest = iter(stored)
        return [known or next(rest) for known in self.known]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch that is being understood."""

    known: Sequence[Result | None]
    answers: Sequence[Answer]
    seen_at: dt.datetime

    def batch(self) -> Batch:
        return Batch(self.known, [one for answer in self.answers for one in answer()], self.seen_at)


class Prefetcher:
    """Who understands: this process, and so many others (if more than one) as soon as more than a few are new.

    Leaving it as a context ends them.
    """

    def __init__(self, number: int, using: str) -> None:
        self._number, self._using = number, using
        self._workers: Workers | None = None
        self._ends = ExitStack()
        self._seen = 0

    def __enter__(self) -> "Prefetcher":
        return self

    def __exit__(self, *error: object) -> None:
        self._ends.__exit__(*error)

    def ahead(self, received: Iterable[Received], source_name: str, batch_size: BatchSize) -> Iterator[Batch]:
        """All that is received, in order, in batches whose new documents are understood."""
        begun: deque[_Begun] = deque()
        for batch in batches(received, batch_size):
            begun.append(self._begin(batch, source_name))
            if len(begun) > (AHEAD if self._number > 1 else 0):
                yield begun.popleft().batch()
        while begun:
            yield begun.popleft().batch()

    def _begin(self, batch: Sequence[Received], source_name: str) -> _Begun:
        """The time is that of the beginning, for all of a batch: what comes later in a run never counts as older."""
        names = {digest_of(received): received.name for received in batch if not received.problem}
        found = retry_transaction(partial(known_results, names, source_name, self._using), self._using)
        known = [None if received.problem else _named(found, received) for received in batch]
        new = [received for received, result in zip(batch, known, strict=True) if not result]
        seen_at = timezone.now()
        return _Begun(known, self._answers(Task(new, source_name, seen_at)), seen_at)

    def _answers(self, task: Task) -> list[Answer]:
        self._seen += len(task.received)
        if self._number == 1 or self._seen <= FEW:
            return [partial(self._here, task)]
        if not self._workers:
            self._workers = self._ends.enter_context(Workers(self._number, self._using))
        return [
            self._workers.submit(replace(task, received=chunk)).result
            for chunk in batches(task.received, BatchSize(CHUNK), CHUNK_WEIGHT)
        ]

    def _here(self, task: Task) -> list[Prepared]:
        return retry_transaction(lambda: understood(task, LineCountStore(self._using)), self._using)


def _named(known: dict[str, Result], received: Received) -> Result | None:
    found = known.get(digest_of(received))
    return replace(found, name=received.name) if found else None
