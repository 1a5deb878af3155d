"""Runs of importing: documents in batches into the library, and the Import that tells of it."""

import datetime as dt
import logging
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import batched

from django.contrib.auth.models import AbstractBaseUser
from django.db import DEFAULT_DB_ALIAS, IntegrityError, OperationalError, transaction
from django.utils import timezone

from articles.importing.counting import Counted
from articles.importing.preparing import COMPRESSION, digest_of, prepare
from articles.importing.problems import Problem
from articles.importing.reading import Received, received_bytes
from articles.importing.storing import Result, known_results, store
from articles.linking.pairing import match_waiting
from articles.models import Document, Import

BATCH = 500  # documents a transaction; SQLite's writers wait for each other that long
MAX_REPORT = 1_000  # results kept in an Import
TRIES = 4  # of a batch that met a deadlock or a serialisation failure
# PostgreSQL: deadlock_detected, serialization_failure, and unique_violation, when two bring one address at once
_PASSING = ("40P01", "40001", "23505")

INTERNAL = Problem("internal", "A fault of newsreader's own kept it out; the log tells where. Please report it.")

logger = logging.getLogger(__name__)


def run_import(
    received: Iterable[Received],
    *,
    command: str = "",
    label: str = "",
    source_name: str = "",
    dry_run: bool = False,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Result]:
    """Import everything received; one Result for each, as soon as its batch is stored. A dry run stores nothing."""
    run = Import(command=command, label=label, started_at=timezone.now(), state=Import.State.RUNNING)
    if dry_run:
        yield from _rehearse(received, run, source_name, using)
        return
    run.save(using=using)
    yield from _run(received, run, source_name, using)


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
                note(run, [Result(one.name, "", "rejected", problem)])
                continue
            row = _staged(one, run, source_name, now)
            rows.setdefault(row.sha256, row)
        Document.objects.using(using).bulk_create(rows.values())
        run.total = len(rows) + run.rejected
        run.save(using=using)
    return run


def run_staged(import_id: int, using: str = DEFAULT_DB_ALIAS) -> Import:
    """Import what was staged; one that has run already is left as it is."""
    run = Import.objects.using(using).get(pk=import_id)
    if run.state not in (Import.State.STAGED, Import.State.RUNNING):
        return run
    run.state = Import.State.RUNNING
    run.save(using=using, update_fields=["state"])
    staged = Document.objects.using(using).filter(import_run=run, state=Document.State.STAGED).oldest()
    for pks in batched(list(staged.values_list("pk", flat=True)), BATCH):
        rows = list(staged.filter(pk__in=pks))
        received = [Received(row.name, row.content, row.media_type) for row in rows]
        results = _store_batch(received, run, rows[0].source_name, using)
        with transaction.atomic(using=using):
            staged.filter(pk__in=pks).delete()
            note(run, results)
            run.save(using=using)
    return finish(run, using)


def discard(import_id: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Forget a staged import and what it kept. One that runs or has run stays."""
    with transaction.atomic(using=using):
        run = Import.objects.using(using).filter(pk=import_id, state=Import.State.STAGED)
        Document.objects.using(using).filter(import_run__in=run, state=Document.State.STAGED).delete()
        run.delete()


def _run(received: Iterable[Received], run: Import, source_name: str, using: str) -> Iterator[Result]:
    logger.info("import started id=%s label=%r", run.pk, run.label)
    try:
        for batch in batched(received, BATCH):
            results = _store_batch(batch, run, source_name, using)
            note(run, results)
            run.save(using=using)
            yield from results
    except BaseException:
        run.state, run.finished_at = Import.State.FAILED, timezone.now()
        run.save(using=using)
        raise
    finish(run, using)


def _rehearse(received: Iterable[Received], run: Import, source_name: str, using: str) -> Iterator[Result]:
    """Do all of it, in one transaction that is rolled back: the report is that of the run to come."""
    with transaction.atomic(using=using):
        run.save(using=using)
        for batch in batched(received, BATCH):
            yield from _store_batch(batch, run, source_name, using)
        transaction.set_rollback(True, using=using)


def _store_batch(batch: Sequence[Received], run: Import, source_name: str, using: str) -> list[Result]:
    """Known documents aside, read, understand and store the rest; one Result for each, in order."""
    names = {digest_of(received): received.name for received in batch if not received.problem}
    known = known_results(names, source_name, using)
    rest = [received for received in batch if received.problem or digest_of(received) not in known]
    stored = iter(_store_safely(rest, run, source_name, using))
    tried_again(lambda: match_waiting(using))
    results = []
    for received in batch:
        found = None if received.problem else known.get(digest_of(received))
        results.append(replace(found, name=received.name) if found else next(stored))
    return results


def _store_safely(batch: Sequence[Received], run: Import, source_name: str, using: str) -> list[Result]:
    """Should a fault of ours stop a batch, its documents are stored one by one, and only the culprit is left out."""
    try:
        return _store(batch, run, source_name, using)
    except OperationalError:  # the database is away, locked or full: no document is at fault
        raise
    except Exception:
        logger.exception("import id=%s: storing failed, documents=%d first=%r", run.pk, len(batch), batch[0].name)
    if len(batch) == 1:
        return [Result(batch[0].name, digest_of(batch[0]), "rejected", INTERNAL)]
    return [result for received in batch for result in _store_safely([received], run, source_name, using)]


def _store(batch: Sequence[Received], run: Import, source_name: str, using: str) -> list[Result]:
    """Read, understand and store in one transaction; tried again when two importers collide."""
    now, furniture = timezone.now(), Counted(using)
    prepared = [prepare(received, source_name, now, furniture) for received in batch]
    return tried_again(lambda: store(prepared, run, source_name, now, using)) if prepared else []


def tried_again[T](transact: Callable[[], T]) -> T:
    """What the transaction gives, begun again when two importers collide."""
    for _ in range(TRIES - 1):
        try:
            return transact()
        except (OperationalError, IntegrityError) as error:
            if getattr(error.__cause__, "sqlstate", None) not in _PASSING:
                raise
    return transact()


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


def note(run: Import, results: Sequence[Result]) -> None:
    """Count the results, and keep the first thousand."""
    for state, count in Counter(result.state for result in results).items():
        setattr(run, state, getattr(run, state) + count)
    room = MAX_REPORT - len(run.report)
    run.report = [*run.report, *(result.as_json() for result in results[: max(0, room)])]


def finish(run: Import, using: str) -> Import:
    run.state, run.finished_at = Import.State.FINISHED, timezone.now()
    run.total = run.done
    run.save(using=using)
    logger.info(
        "import finished id=%s created=%d updated=%d unchanged=%d rejected=%d",
        run.pk, run.created, run.updated, run.unchanged, run.rejected,
    )  # fmt: skip
    return run
