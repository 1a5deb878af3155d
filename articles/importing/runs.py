"""Runs of importing: documents in batches into the library, and the Import that tells of it."""

import datetime as dt
import logging
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from copy import copy
from functools import partial
from itertools import batched

from django.contrib.auth.models import AbstractBaseUser
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections, transaction
from django.utils import timezone

from articles.database.retrying import tried_again
from articles.documents.received import Received
from articles.documents.sources.paths import received_bytes
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.ahead import Batch, Crew
from articles.importing.batches import Pace
from articles.importing.preparing import COMPRESSION, Prepared, digest_of
from articles.importing.recording import adopt, begin, break_off, finish, note
from articles.importing.storing import Result, store
from articles.importing.worker import INTERNAL
from articles.models import Document, Import
from articles.querysets import DocumentQuerySet

CHUNK = 20  # staged documents fetched at once
BREATH = 0.05  # seconds between transactions on SQLite, in which other writers get their turn

type Also = Callable[[Sequence[Result]], None]

logger = logging.getLogger(__name__)


def run_import(
    received: Iterable[Received],
    *,
    command: str = "",
    label: str = "",
    source_name: str = "",
    dry_run: bool = False,
    workers: int = 1,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Result]:
    """Import everything received; one Result for each, as soon as its batch is stored. A dry run stores nothing."""
    run = Import(command=command, label=label)
    if dry_run:
        return rehearse(received, run, source_name, using)
    return carry_out(received, run, source_name=source_name, workers=workers, using=using)


def carry_out(
    received: Iterable[Received],
    run: Import,
    *,
    source_name: str = "",
    workers: int = 1,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Result]:
    """A run by an Import that isn't saved yet, and that tells at any moment what is stored.

    More than one of `workers` are processes that understand; they are started when there is enough for them.
    An end before its time is noted, be it by a fault, by an interruption (KeyboardInterrupt) or by `close`.
    """
    begin(run, using)
    try:
        with closing(_all_stored(received, run, source_name, workers, using)) as results:
            yield from results
    except (KeyboardInterrupt, GeneratorExit):
        break_off(run, Import.State.STOPPED, using)
        raise
    except BaseException:
        break_off(run, Import.State.FAILED, using)
        raise
    finish(run, using)


def rehearse(
    received: Iterable[Received], run: Import, source_name: str = "", using: str = DEFAULT_DB_ALIAS
) -> Iterator[Result]:
    """Do all of it, in one transaction that is rolled back: the report is that of the run to come.

    In this process alone, since others wouldn't see what the transaction has done; and without matching, which changes
    no report and would keep other importers from theirs.
    """
    with transaction.atomic(using=using), Crew(1, using) as crew:
        begin(run, using)
        for batch in crew.ahead(received, source_name, Pace()):
            yield from _store_safely(batch, run, source_name, using, nothing_more)
        transaction.set_rollback(True, using=using)


def stage(
    received: Iterable[Received],
    *,
    user: AbstractBaseUser | None,
    label: str = "",
    source_name: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> Import:
    """Keep what was received until somebody has looked at it. What can't be kept is refused in the report at once."""
    now = timezone.now()
    with transaction.atomic(using=using):
        run = Import.objects.using(using).create(user=user, label=label, started_at=now, state=Import.State.STAGED)
        rows: dict[str, Document] = {}
        for one in received:
            if problem := one.problem or received_bytes(one.content, one.name, len(one.content)).problem:
                note(run, [Result(one.name, "", "rejected", problem)], using)
                continue
            row = _staged(one, run, source_name, now)
            rows.setdefault(row.sha256, row)
        Document.objects.using(using).bulk_create(rows.values())
        run.total = len(rows) + run.rejected
        run.save(using=using, update_fields=["total"])
    return run


def run_staged(import_id: int, using: str = DEFAULT_DB_ALIAS) -> Import:
    """Import what was staged; one that has run already is left as it is."""
    run = Import.objects.using(using).get(pk=import_id)
    if run.state not in (Import.State.STAGED, Import.State.RUNNING):
        return run
    run.state = Import.State.RUNNING
    run.save(using=using, update_fields=["state"])
    staged = Document.objects.using(using).filter(import_run=run, state=Document.State.STAGED)
    source_name = staged.values_list("source_name", flat=True).first() or ""

    def forget(results: Sequence[Result]) -> None:
        staged.filter(sha256__in=[result.sha256 for result in results]).delete()

    for _ in _all_stored(_received_again(staged), run, source_name, 1, using, forget):
        pass
    return finish(run, using)


def discard(import_id: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Forget a staged import and what it kept. One that runs or has run stays."""
    with transaction.atomic(using=using):
        run = Import.objects.using(using).filter(pk=import_id, state=Import.State.STAGED)
        Document.objects.using(using).filter(import_run__in=run, state=Document.State.STAGED).delete()
        run.delete()


def nothing_more(results: Sequence[Result]) -> None:
    """When a batch is stored, that is all."""


class Breath:
    """The time between transactions that others get to write: SQLite lets them wait until nobody writes."""

    def __init__(self, using: str) -> None:
        self._needed = BREATH if connections[using].vendor == "sqlite" else 0
        self._began = time.monotonic() - self._needed

    def begin(self) -> None:
        self._began = time.monotonic()

    def take(self) -> None:
        """Wait for what is left of it; mostly there was something to do that took as long."""
        if (left := self._began + self._needed - time.monotonic()) > 0:
            time.sleep(left)


def _all_stored(
    received: Iterable[Received], run: Import, source_name: str, workers: int, using: str, also: Also = nothing_more
) -> Iterator[Result]:
    pace, breath = Pace(), Breath(using)
    with Crew(workers, using) as crew:
        for batch in crew.ahead(received, source_name, pace):
            breath.take()
            began = time.monotonic()
            results = _store(batch, run, source_name, using, also)
            pace.took(len(batch.prepared), time.monotonic() - began)
            breath.begin()
            yield from results
    match_waiting(using)  # what a run that was killed has left


def _store(batch: Batch, run: Import, source_name: str, using: str, also: Also) -> list[Result]:
    """Store a batch; then, outside its transaction, see to what it has left to be done."""
    results = _store_safely(batch, run, source_name, using, also)
    match_waiting(using)
    return results


def _store_safely(batch: Batch, run: Import, source_name: str, using: str, also: Also) -> list[Result]:
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

    results, noted = tried_again(transact, using)
    adopt(run, noted)
    return results


def _alone(prepared: Prepared, run: Import, source_name: str, using: str) -> Result:
    try:
        return tried_again(partial(store, [prepared], run, source_name, prepared.seen_at, using), using)[0]
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("import id=%s: storing failed name=%r", run.pk, prepared.name)
        return Result(prepared.name, prepared.sha256, "rejected", INTERNAL)


def _received_again(staged: DocumentQuerySet) -> Iterator[Received]:
    for pks in batched(list(staged.oldest().values_list("pk", flat=True)), CHUNK):
        for row in staged.filter(pk__in=pks).oldest():
            yield Received(row.name, row.content, row.media_type)


def _staged(received: Received, run: Import, source_name: str, now: dt.datetime) -> Document:
    return Document(
        sha256=digest_of(received),
        name=received.name,
        media_type=received.media_type,
        raw=zlib.compress(received.content, COMPRESSION),
        size=len(received.content),
        source_name=source_name,
        received_at=now,
        import_run=run,
        state=Document.State.STAGED,
    )
