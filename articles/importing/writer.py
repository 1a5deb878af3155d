"""Stores batch after batch of a run, each in one transaction with the run's progress."""

import logging
import time
from collections.abc import Callable, Generator, Iterable
from copy import copy
from dataclasses import dataclass
from functools import partial

from django.db import InterfaceError, OperationalError, connections, transaction

from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.import_row import adopt, note
from articles.importing.results import Result
from articles.importing.storing import store
from articles.importing.workers.batching import BatchSize
from articles.importing.workers.claims import ClaimLost
from articles.importing.workers.prefetching import Batch, Prefetcher
from articles.importing.workers.preparing import Prepared
from articles.importing.workers.worker import INTERNAL
from articles.models import Document, Import

WRITE_PAUSE = 0.05  # seconds between transactions on SQLite, in which other writers get their turn
logger = logging.getLogger(__name__)


class WritePause:
    """Leaves SQLite unlocked for WRITE_PAUSE seconds between transactions; writers that poll would starve otherwise."""

    def __init__(self, using: str) -> None:
        self._needed = WRITE_PAUSE if connections[using].vendor == "sqlite" else 0
        self._began = time.monotonic() - self._needed

    def begin(self) -> None:
        self._began = time.monotonic()

    def take(self) -> None:
        """Wait for the rest of the pause; mostly the work since `begin` has taken as long."""
        if (left := self._began + self._needed - time.monotonic()) > 0:
            time.sleep(left)


@dataclass(frozen=True, slots=True)
class Writer:
    """Stores the documents of one run. `source_name` is given to documents without a masthead."""

    run: Import
    source_name: str
    using: str

    def store_all(self, received: Iterable[Received], workers: int) -> Generator[Result, None, None]:
        """Store everything in batches, each as long as a short transaction; one Result a document, in order.

        The batches of a run of the desk are short with all that is done for them, since somebody may watch it.
        """
        is_watched = not self.run.command
        batch_size, pause = BatchSize.watched() if is_watched else BatchSize(), WritePause(self.using)
        done_at = time.monotonic()
        with Prefetcher(workers, self.using) as prefetcher:
            for batch in prefetcher.ahead(received, self.source_name, batch_size):
                pause.take()
                began = done_at if is_watched else time.monotonic()
                results = self.store_batch(batch)
                match_waiting(self.using)  # in transactions of its own
                done_at = time.monotonic()
                batch_size.took(len(batch.prepared), done_at - began)
                pause.begin()
                yield from results
        match_waiting(self.using)  # headlines that a killed run has left unmatched

    def store_batch(self, batch: Batch) -> list[Result]:
        """Store a batch and its progress in one transaction; one Result a document, in order.

        When our own code raises an exception, the documents are stored one by one and only the culprit is left out.
        """

        def store_at_once() -> list[Result]:
            return batch.results(self._store(batch.prepared) if batch.prepared else [])

        try:
            return self._with_progress(store_at_once)
        except (OperationalError, InterfaceError, ClaimLost):  # the database is away, locked or full, or the run lost
            raise
        except Exception:
            logger.exception("import id=%s: storing failed, documents=%d", self.run.pk, len(batch.prepared))
        results = batch.results([self._store_alone(prepared) for prepared in batch.prepared])
        return self._with_progress(lambda: results)

    def _store(self, prepared: Iterable[Prepared]) -> list[Result]:
        batch = list(prepared)
        return store(batch, self.run, self.source_name, batch[0].seen_at, self.using)

    def _store_alone(self, prepared: Prepared) -> Result:
        try:
            return retry_transaction(partial(self._store, [prepared]), self.using)[0]
        except (OperationalError, InterfaceError, ClaimLost):
            raise
        except Exception:
            logger.exception("import id=%s: storing failed name=%r", self.run.pk, prepared.name)
            return Result(prepared.name, prepared.sha256, "rejected", INTERNAL)

    def _with_progress(self, stored: Callable[[], list[Result]]) -> list[Result]:
        """Call `stored`, and in the same transaction save the progress and delete the staged copies of its documents.

        The transaction is retried where that can help.
        """

        def transact() -> tuple[list[Result], Import]:
            saved = copy(self.run)  # the run itself must not count what is rolled back
            with transaction.atomic(using=self.using):
                results = stored()
                note(saved, results, self.using)
                if not self.run.command:
                    self._delete_staged(results)
            return results, saved

        results, saved = retry_transaction(transact, self.using)
        adopt(self.run, saved)
        return results

    def _delete_staged(self, results: Iterable[Result]) -> None:
        staged = Document.objects.using(self.using).filter(import_run=self.run, state=Document.State.STAGED)
        staged.filter(sha256__in=[result.sha256 for result in results]).only("pk").delete()
