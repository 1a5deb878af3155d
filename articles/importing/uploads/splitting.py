"""Splits uploads into documents that wait, with a row for each document, duplicates and refused ones included."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import F

from articles.database.retrying import retry_transaction
from articles.documents.formats import receive
from articles.documents.problems import Problem
from articles.documents.received import Received
from articles.importing.storing import new_document
from articles.importing.uploads.claims import hold
from articles.importing.uploads.previewing import preview_held
from articles.importing.workers.preparing import digest_of, pack
from articles.models import Document, Import, Outcome, Upload, UploadPart

BATCH, WEIGHT = 200, 8_000_000  # documents, and bytes, staged in one transaction


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of an upload; None at the upload's end."""

    upload: Upload
    document: Received | None


def split(run: Import, using: str) -> Iterator[int]:
    """Stage the documents of all uploads in order; yield their number after each batch.

    A batch is one transaction, which notes how far each upload is and deletes those at their end, so that another
    process can go on.
    """
    for batch in _batches(_pieces(run, using)):
        retry_transaction(partial(_stage, batch, run, using), using)
        yield len(batch)


def _pieces(run: Import, using: str) -> Iterator[Piece]:
    """The documents that are not staged yet. A file without any is its own empty document."""
    for upload in list(run.uploads.using(using).order_by("position")):
        number = 0
        for number, document in enumerate(receive(upload.chunks(), upload.name), start=1):
            if number > upload.documents:
                yield Piece(upload, document)
        if not number and not upload.documents:
            yield Piece(upload, Received(upload.name, b"", problem=Problem("empty")))
        yield Piece(upload, None)


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    batch, weight = list[Piece](), 0
    for piece in pieces:
        batch.append(piece)
        weight += len(piece.document.content) if piece.document else 0
        if len(batch) >= BATCH or weight >= WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _stage(batch: Sequence[Piece], run: Import, using: str) -> None:
    received = [piece.document for piece in batch if piece.document]
    with transaction.atomic(using=using):
        hold(run, using)
        if received:
            _stage_documents(received, run, using)
        for upload, number in Counter(piece.upload for piece in batch if piece.document).items():
            Upload.objects.using(using).filter(pk=upload.pk).update(documents=F("documents") + number)
        ended = Upload.objects.using(using).filter(pk__in=[one.upload.pk for one in batch if not one.document])
        UploadPart.objects.using(using).filter(upload__in=ended).delete()
        ended.delete()


def _stage_documents(received: Sequence[Received], run: Import, using: str) -> None:
    """Add a row for each document. Those with the same bytes share one document, which is imported once."""
    last = Outcome.objects.using(using).filter(import_run=run).order_by("-position").first()
    first = last.position + 1 if last else 1
    outcomes = [_outcome(one, position, run) for position, one in enumerate(received, start=first)]
    digests = {outcome.sha256 for outcome in outcomes if outcome.sha256}
    staged = Document.objects.using(using).filter(import_run=run, state=Document.State.STAGED, sha256__in=digests)
    rows = {row.sha256: row for row in staged.only("sha256")}
    contents = dict[str, Received]()
    for outcome, one in zip(outcomes, received, strict=True):
        if outcome.sha256 and outcome.sha256 not in rows:
            contents.setdefault(outcome.sha256, one)
    missing = [_document(one, run) for one in contents.values()]
    rows |= {row.sha256: row for row in Document.objects.using(using).bulk_create(missing)}
    for outcome in outcomes:
        outcome.document = rows.get(outcome.sha256)
    Outcome.objects.using(using).bulk_create(outcomes)
    preview_held([outcome for outcome in outcomes if outcome.sha256 in contents], run, using)
    refused = sum(outcome.state == Outcome.State.REJECTED for outcome in outcomes)
    Import.objects.using(using).filter(pk=run.pk).update(total=outcomes[-1].position, rejected=F("rejected") + refused)


def _outcome(received: Received, position: int, run: Import) -> Outcome:
    outcome = Outcome(import_run=run, position=position, name=received.name, state=Outcome.State.WAITING)
    if received.problem:
        outcome.state, outcome.problem = Outcome.State.REJECTED, received.problem.as_json()
    else:
        outcome.sha256 = digest_of(received)
    return outcome


def _document(received: Received, run: Import) -> Document:
    row = new_document(pack(received, run.source_name, run.started_at), run)
    row.state = Document.State.STAGED
    return row
