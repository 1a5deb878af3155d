"""Stores batch after batch, each in one transaction with its run."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import partial

from django.db import InterfaceError, OperationalError, connections, transaction

from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.import_row import adopt, note
from articles.importing.results import Result
from articles.importing.storing import store
from articles.importing.workers.batching import BatchSize
from articles.importing.workers.prefetching import Batch, Prefetcher
from articles.importing.workers.preparing import Prepared
from articles.importing.workers.worker import INTERNAL
from articles.models import Import

WRITE_PAUSE = 0.05  # seconds between transactions on SQLite, in which other writers get their turn
type Also = Callable[[Sequence[Result]], None]
logger = logging.getLogger(__name__)


def nothing_more(results: Sequence[Result]) -> None:
    """When a batch is stored, that is all."""


class WritePause:
    """The time between transactions that others get to write: SQLite lets them wait until nobody writes."""

    def __init__(self, using: str) -> None:
        self._needed = WRITE_PAUSE if connections[using].vendor == "sqlite" else 0
        self._began = time.monotonic() - self._needed

    def begin(self) -> None:
        self._began = time.monotonic()

    def take(self) -> None:
        """Wait for what is left of it; mostly there was something to do that took as long."""
        if (left := self._began + self._needed - time.monotonic()) > 0:
            time.sleep(left)


def store_all(
    received: Iterable[Received], run: Import, source_name: str, workers: int, using: str, also: Also = nothing_more
) -> Iterator[Result]:
    batch_size, pause = BatchSize(), WritePause(using)
    with Prefetcher(workers, using) as prefetcher:
        for batch in prefetcher.ahead(received, source_name, batch_size):
            pause.take()
            began = time.monotonic()
            results = _store(batch, run, source_name, using, also)
            batch_size.took(len(batch.prepared), time.monotonic() - began)
            pause.begin()
            yield from results
    match_waiting(using)  # what a run that was killed has left


def _store(batch: Batch, run: Import, source_name: str, using: str, also: Also) -> list[Result]:
    """Store a batch; then, outside its transaction, see to what it has left to be done."""
    results = store_safely(batch, run, source_name, using, also)
    match_waiting(using)
    return results


def store_safely(batch: Batch, run: Import, source_name: str, using: str, also: Also) -> list[Result]:
    """Store a batch, note it in its run and do what else there is to do, all in one transaction.

    Gives one Result for each document, in order. Should a fault of ours stop it, its documents are stored one by one,
    and only the culprit is left out.
    """

    def stored_at_once() -> list[Result]:
        return batch.results(store(batch.prepared, run, source_name, batch.seen_at, using) if batch.prepared else [])

    try:
        return _noted(stored_at_once, run, also, using)
    except (OperationalError, InterfaceError):  # the database is away, locked or full: no document is at fault
        raise
    except Exception:
        logger.exception("import id=%s: storing failed, documents=%d", run.pk, len(batch.prepared))
    results = batch.results([_alone(prepared, run, source_name, using) for prepared in batch.prepared])
    return _noted(lambda: results, run, also, using)


def _noted(stored: Callable[[], list[Result]], run: Import, also: Also, using: str) -> list[Result]:
    """What `stored` gives, noted in the run within the same transaction; begun again when that may help."""

    def transact() -> tuple[list[Result], Import]:
        noted = copy(run)  # the run itself must not count what is rolled back
        with transaction.atomic(using=using):
            results = stored()
            also(results)
            note(noted, results, using)
        return results, noted

    results, noted = retry_transaction(transact, using)
    adopt(run, noted)
    return results


def _alone(prepared: Prepared, run: Import, source_name: str, using: str) -> Result:
    try:
        return retry_transaction(partial(store, [prepared], run, source_name, prepared.seen_at, using), using)[0]
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("import id=%s: storing failed name=%r", run.pk, prepared.name)
        return Result(prepared.name, prepared.sha256, "rejected", INTERNAL)
