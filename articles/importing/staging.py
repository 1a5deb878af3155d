"""Uploads that are kept until an admin confirms them, and the run that imports them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import batched

from django.conf import settings
from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from articles.documents.received import Received
from articles.importing.import_row import add, running
from articles.importing.results import Result
from articles.importing.storing import new_document
from articles.importing.workers.claims import WAITING, ClaimLost
from articles.importing.workers.ending_signals import PROCESS_ENDS, HandedBack
from articles.importing.workers.heartbeat import dead, is_dead
from articles.importing.workers.preparing import pack
from articles.importing.workers.takeover import queued
from articles.importing.writer import Writer
from articles.models import Document, Import
from articles.models.documents import DocumentQuerySet

CHUNK = 20  # staged documents fetched at once


class QuotaExceeded(Exception):
    """Too much waits for a confirmation."""

    def __init__(self, waiting: int, size: int) -> None:
        """Bytes that wait already, and bytes that were to be added."""
        super().__init__(waiting, size)
        self.waiting, self.size = waiting, size


def staged_size(using: str = DEFAULT_DB_ALIAS) -> int:
    """Bytes of all documents that wait for a confirmation, before compression."""
    staged = Document.objects.using(using).filter(state=Document.State.STAGED, import_run__state=Import.State.STAGED)
    return staged.aggregate(size=Sum("size"))["size"] or 0


def stage(
    received: Iterable[Received],
    *,
    user: User | None,
    label: str = "",
    source_name: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> Import:
    """Keep the documents until an admin confirms them. Those that can't be read are refused in the report at once.

    Raises QuotaExceeded, and keeps nothing, when too much waits already.
    """
    now = timezone.now()
    with transaction.atomic(using=using):
        run = Import.objects.using(using).create(user=user, label=label, started_at=now, state=Import.State.STAGED)
        rows: dict[str, Document] = {}
        refused: list[Result] = []
        for one in received:
            if one.problem:
                refused.append(Result(one.name, "", "rejected", one.problem))
                continue
            row = _staged(one, run, source_name, now)
            rows.setdefault(row.sha256, row)
        waiting, size = staged_size(using), sum(row.size for row in rows.values())
        if waiting + size > settings.UPLOAD_QUOTA:
            raise QuotaExceeded(waiting, size)
        Document.objects.using(using).bulk_create(rows.values())
        run.total = len(rows) + len(refused)
        add(run, refused)
        run.save(using=using)
    return run


def confirm(import_id: int, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Mark a run of the desk as running if `can_start`; the caller then starts `run_staged`, once.

    Until a worker begins with it, the confirmation is the run's last sign of life.
    """
    startable = Import.objects.using(using).filter(Q(state__in=WAITING) | dead(), pk=import_id, command="")
    return bool(startable.update(**queued()))


def stop(import_id: int, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Stop a run, of the desk or of a command, if it runs: its process ends it instead of committing another batch."""
    running_now = Import.objects.using(using).filter(pk=import_id, state=Import.State.RUNNING)
    return bool(running_now.update(state=Import.State.STOPPED, claimed_by="", finished_at=timezone.now()))


def can_start(run: Import) -> bool:
    """Whether the run waits for a confirmation, or was cut short: it ended early, or it is dead."""
    return not run.command and (run.state in WAITING or is_dead(run))


def run_staged(import_id: int, using: str = DEFAULT_DB_ALIAS) -> Import | None:
    """Import what is still staged of a run and go on counting. None if the run was deleted.

    A run that is finished, or at which another process works, is left as it is. When this process is asked to end, the
    run is left after a batch, as running and claimed by nobody.
    """
    run = Import.objects.using(using).filter(pk=import_id).first()
    if not run or run.state == Import.State.FINISHED:
        return run
    try:
        with running(run, using, can_be_taken_over=True):
            staged = _staged_documents(import_id, using)
            source_name = staged.values_list("source_name", flat=True).first() or ""
            with closing(Writer(run, source_name, using).store_all(_received_again(staged), workers=1)) as results:
                for _ in results:
                    if PROCESS_ENDS.is_set():
                        raise HandedBack
    except (ClaimLost, HandedBack):
        run.refresh_from_db(using=using)
    return run


def discard(import_id: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Delete a staged import and its documents. One that runs or has run stays."""
    with transaction.atomic(using=using):
        run = Import.objects.using(using).filter(pk=import_id, state=Import.State.STAGED)
        Document.objects.using(using).filter(import_run__in=run, state=Document.State.STAGED).delete()
        run.delete()


def _staged_documents(import_id: int, using: str) -> DocumentQuerySet:
    return Document.objects.using(using).filter(import_run=import_id, state=Document.State.STAGED)


def _received_again(staged: DocumentQuerySet) -> Iterator[Received]:
    """The staged documents, the oldest first, fetched in chunks so that memory stays flat."""
    for pks in batched(list(staged.oldest().values_list("pk", flat=True)), CHUNK):
        for row in staged.filter(pk__in=pks).oldest():
            yield Received(row.name, row.content, row.media_type)


def _staged(received: Received, run: Import, source_name: str, now: dt.datetime) -> Document:
    row = new_document(pack(received, source_name, now), run)
    row.state = Document.State.STAGED
    return row
