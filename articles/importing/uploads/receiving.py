"""Receives the files of an import in lots of parts, whole or piece by piece, in any number of requests."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from articles.documents.limits import MAX_NAME
from articles.importing.staging import staged_size
from articles.models import Import, Upload, UploadPart

PART = 1_000_000  # bytes of one row


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive bytes of a file: the file's place in the import and the part's place in the file, from 1."""

    position: int
    name: str
    number: int
    content: bytes


class Incomplete(Exception):
    """Fewer files or bytes have arrived than were sent."""


def start(user: User | None, label: str = "", source_name: str = "") -> Import:
    """A new import whose files are on their way."""
    now = timezone.now()
    return Import.objects.create(
        user=user, label=label, source_name=source_name, started_at=now, seen_at=now, state=Import.State.RECEIVING
    )


def waiting_size() -> int:
    """Bytes of all that waits for a confirmation or is on its way, over all imports."""
    return staged_size() + (Upload.objects.aggregate(size=Sum("size"))["size"] or 0)


def take(run: Import, parts: Collection[Part]) -> None:
    """Keep these parts. One that has come before is passed over, so that a lot may be sent again."""
    with transaction.atomic():
        uploads = _uploads(run, parts)
        pks = [upload.pk for upload in uploads.values()]
        held = set(UploadPart.objects.filter(upload__in=pks).values_list("upload", "position"))
        new = [part for part in parts if (uploads[part.position].pk, part.number) not in held]
        UploadPart.objects.bulk_create(
            UploadPart(upload=uploads[part.position], position=part.number, content=part.content) for part in new
        )
        for position in sorted({part.position for part in new}):
            size = sum(len(part.content) for part in new if part.position == position)
            Upload.objects.filter(pk=uploads[position].pk).update(size=F("size") + size)
        Import.objects.filter(pk=run.pk).update(seen_at=timezone.now())


def take_file(run: Import, position: int, name: str, chunks: Iterable[bytes]) -> None:
    """Keep a whole file, part by part."""
    rest, number = bytearray(), 1
    for chunk in chunks:
        rest += chunk
        while len(rest) > PART:
            take(run, [Part(position, name, number, bytes(rest[:PART]))])
            del rest[:PART]
            number += 1
    take(run, [Part(position, name, number, bytes(rest))])


def finish(run: Import, files: int | None = None, size: int | None = None) -> bool:
    """Leave what has arrived to a worker; False when that was done before. The caller then starts `prepare`.

    Raises Incomplete when `files` or `size` are given, and others have arrived.
    """
    arrived = (run.uploads.count(), run.uploads.aggregate(size=Sum("size"))["size"] or 0)
    receiving = Import.objects.filter(pk=run.pk, state=Import.State.RECEIVING)
    if receiving.exists() and (files, size) not in ((None, None), arrived):
        raise Incomplete
    return bool(receiving.update(state=Import.State.STAGED, seen_at=timezone.now(), claimed_by=""))


def _uploads(run: Import, parts: Iterable[Part]) -> dict[int, Upload]:
    """The rows of the parts' files by position; those that are missing are inserted."""
    names = {part.position: part.name[-MAX_NAME:] for part in parts}
    found = {upload.position: upload for upload in run.uploads.filter(position__in=names)}
    missing = [Upload(import_run=run, position=n, name=name) for n, name in names.items() if n not in found]
    return found | {upload.position: upload for upload in Upload.objects.bulk_create(missing)}
