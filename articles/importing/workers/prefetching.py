"""Prefetches batches: documents are understood while the writer stores the batches before, at most two ahead."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType

from django.utils import timezone

from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.importing.by_hand.loading import mends_by_digest, sources_by_hand
from articles.importing.line_count_store import LineCountStore
from articles.importing.results import Result, known_results
from articles.importing.workers.batching import BatchSize, batches
from articles.importing.workers.pool import Workers
from articles.importing.workers.preparing import Prepared, digest_of
from articles.importing.workers.worker import Task, understood
from articles.understanding import NO_MENDS

AHEAD = 2  # batches that are understood while one is stored
FEW = 100  # new documents that are understood before worker processes are started
CHUNK = 32  # documents in a worker's task
CHUNK_WEIGHT = 2_000_000  # bytes of content in a worker's task

type Answer = Callable[[], list[Prepared]]  # waits for a worker, or understands in this process


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch for the writer: for each document, in order, its known result or None; and the prepared others."""

    known: Sequence[Result | None]
    prepared: Sequence[Prepared]
    seen_at: dt.datetime

    def results(self, stored: Iterable[Result]) -> list[Result]:
        """One for each document, given those of the prepared documents."""
        rest = iter(stored)
        return [known or next(rest) for known in self.known]


@dataclass(frozen=True, slots=True)
class _Pending:
    """A batch that is being understood."""

    known: Sequence[Result | None]
    answers: Sequence[Answer]
    seen_at: dt.datetime

    def batch(self) -> Batch:
        return Batch(self.known, [one for answer in self.answers for one in answer()], self.seen_at)


class Prefetcher:
    """Understands batches ahead of the writer, with `number` worker processes if that is more than one.

    The processes are started once there are more than FEW new documents; until then this process understands. They end
    with the context.
    """

    def __init__(self, number: int, using: str) -> None:
        self._number, self._using = number, using
        self._workers: Workers | None = None
        self._ends = ExitStack()
        self._seen = 0

    def __enter__(self) -> "Prefetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ends.__exit__(kind, error, traceback)

    def ahead(self, received: Iterable[Received], source_name: str, batch_size: BatchSize) -> Iterator[Batch]:
        """All documents in order, in batches whose new documents are understood."""
        pending: deque[_Pending] = deque()
        for batch in batches(received, batch_size):
            pending.append(self._submit(batch, source_name))
            if len(pending) > (AHEAD if self._number > 1 else 0):
                yield pending.popleft().batch()
        while pending:
            yield pending.popleft().batch()

    def _submit(self, batch: Sequence[Received], source_name: str) -> _Pending:
        """Start to understand a batch. All its documents have one time, so that a later one never counts as older."""
        names = {digest_of(received): received.name for received in batch if not received.problem}
        found = retry_transaction(partial(known_results, names, source_name, self._using), self._using)
        known = [None if _is_to_be_read(received) else _renamed(found, received) for received in batch]
        new = [received for received, result in zip(batch, known, strict=True) if not result]
        new = retry_transaction(partial(self._with_mends, new), self._using)
        seen_at = timezone.now()
        return _Pending(known, self._answers(Task(new, source_name, seen_at)), seen_at)

    def _with_mends(self, new: Sequence[Received]) -> list[Received]:
        """The documents with the corrections that people made of those that the library holds."""
        held = mends_by_digest([digest_of(received) for received in new if not received.problem], self._using)
        if not held:
            return list(new)
        return [one if one.mends != NO_MENDS else replace(one, mends=held.get(digest_of(one), NO_MENDS)) for one in new]

    def _answers(self, task: Task) -> list[Answer]:
        self._seen += len(task.received)
        if self._number == 1 or self._seen <= FEW:
            return [partial(self._here, task)]
        by_hand = retry_transaction(partial(sources_by_hand, self._using), self._using)
        if not self._workers:
            self._workers = self._ends.enter_context(Workers(self._number, self._using))
        return [
            self._workers.submit(replace(task, received=chunk, by_hand=by_hand)).result
            for chunk in batches(task.received, BatchSize(CHUNK), CHUNK_WEIGHT)
        ]

    def _here(self, task: Task) -> list[Prepared]:
        return retry_transaction(lambda: understood(task, LineCountStore(self._using)), self._using)


def _is_to_be_read(received: Received) -> bool:
    """Whether it can't be read, or was corrected in its preview, so that a known result doesn't hold for it."""
    return received.problem is not None or received.mends != NO_MENDS


def _renamed(known: dict[str, Result], received: Received) -> Result | None:
    found = known.get(digest_of(received))
    return replace(found, name=received.name) if found else None
