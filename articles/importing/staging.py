"""Uploads that wait until somebody has looked at them, and their import."""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.contrib.auth.models import AbstractBaseUser
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from articles.documents.received import Received
from articles.importing.import_row import finish, note
from articles.importing.results import Result
from articles.importing.workers.preparing import COMPRESSION, digest_of
from articles.importing.writer import store_all
from articles.models import Document, Import
from articles.models.documents import DocumentQuerySet

CHUNK = 20  # staged documents fetched at once


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
            if one.problem:
                note(run, [Result(one.name, "", "rejected", one.problem)], using)
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

    for _ in store_all(_received_again(staged), run, source_name, 1, using, forget):
        pass
    return finish(run, using)


def discard(import_id: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Forget a staged import and what it kept. One that runs or has run stays."""
    with transaction.atomic(using=using):
        run = Import.objects.using(using).filter(pk=import_id, state=Import.State.STAGED)
        Document.objects.using(using).filter(import_run__in=run, state=Document.State.STAGED).delete()
        run.delete()


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
