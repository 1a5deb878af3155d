"""Uploads that are kept until an admin confirms them, and the run that imports them."""

from collections.abc import Iterator
from contextlib import closing
from itertools import batched

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, Sum
from django.utils import timezone

from articles.documents.received import Received
from articles.importing.by_hand.loading import mends_of
from articles.importing.import_row import running
from articles.importing.workers.claims import WAITING, ClaimLost
from articles.importing.workers.ending_signals import PROCESS_ENDS, HandedBack
from articles.importing.workers.heartbeat import dead, is_dead
from articles.importing.workers.takeover import queued
from articles.importing.writer import Writer
from articles.models import Document, Import, Outcome, Upload
from articles.models.documents import DocumentQuerySet
from articles.understanding import NO_MENDS

CHUNK = 20  # staged documents fetched at once
DELETED = 500  # documents or uploads deleted in one transaction
UNDECIDED = (Import.State.RECEIVING, Import.State.STAGED)  # states in which an import can be discarded


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


def discard(import_id: int, using: str = DEFAULT_DB_ALIAS, *, state: Import.State = Import.State.DISCARDED) -> bool:
    """Delete all that an import holds that waits, or is on its way. Its row stays, in this state; False for any other.

    The state is set first, so that no worker and no browser goes on with it.
    """
    ended = {"state": state, "finished_at": timezone.now(), "claimed_by": "", "seen_at": None}
    run = Import.objects.using(using).filter(pk=import_id)
    if not run.filter(state__in=UNDECIDED).update(**ended):
        return False
    documents = Document.objects.using(using).filter(import_run__in=run, state=Document.State.STAGED)
    for held in (Upload.objects.using(using).filter(import_run__in=run), documents):
        while pks := list(held.values_list("pk", flat=True)[:DELETED]):
            held.filter(pk__in=pks).delete()
    Outcome.objects.using(using).filter(import_run__in=run).delete()
    return True


def _staged_documents(import_id: int, using: str) -> DocumentQuerySet:
    return Document.objects.using(using).filter(import_run=import_id, state=Document.State.STAGED)


def _received_again(staged: DocumentQuerySet) -> Iterator[Received]:
    """The staged documents, the oldest first, fetched in chunks so that memory stays flat."""
    for pks in batched(list(staged.oldest().values_list("pk", flat=True)), CHUNK):
        mends = mends_of(pks, staged.db)
        for row in staged.filter(pk__in=pks).oldest():
            yield Received(row.name, row.content, row.media_type, mends=mends.get(row.pk, NO_MENDS))
