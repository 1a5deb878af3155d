"""Makes the previews of the documents that wait, batch by batch."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Count

from articles.database.retrying import retry_transaction
from articles.documents.problems import Problem
from articles.documents.received import Received
from articles.importing.by_hand.loading import mends_of
from articles.importing.results import Result, known_results, same_bytes
from articles.importing.uploads.claims import hold
from articles.importing.uploads.rehearsing import Expected, expect
from articles.importing.uploads.shown import shown
from articles.importing.writer import WritePause
from articles.models import Document, Import, Outcome, Preview
from articles.understanding import NO_MENDS

BATCH, WEIGHT = 100, 4_000_000  # documents, and bytes, whose storing is rehearsed in one transaction
MAX_EARLIER = 50  # documents of the same headlines, from earlier batches, that are stored before a batch


def make_previews(run: Import, using: str) -> Iterator[int]:
    """Preview every document that waits and has none yet; yield their number after each batch."""
    pause, last = WritePause(using), 0
    while batch := _next_batch(run, last, using):
        pause.take()
        _preview(batch, run, using, is_claimed=True)
        pause.begin()
        last = batch[-1].position
        yield len(batch)


def preview_held(outcomes: Sequence[Outcome], run: Import, using: str) -> None:
    """Preview those of these documents whose bytes the library holds, without a rehearsal; within a transaction."""
    names = dict(reversed([(outcome.sha256, outcome.name) for outcome in outcomes]))
    known = known_results(names, run.source_name, using)
    first = {outcome.sha256: outcome for outcome in reversed(outcomes) if outcome.sha256 in known}
    held = sorted(first.values(), key=attrgetter("position"))
    _save(held, [Expected(known[outcome.sha256]) for outcome in held], run, using)


def preview_again(outcomes: Sequence[Outcome], run: Import, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the previews of these documents anew, as after a correction by hand; the import waits to be confirmed."""
    _preview(outcomes, run, using, is_claimed=False)


def settle_doubles(run: Import, positions: Collection[int]) -> list[int]:
    """Let the first document that waits, of those with the same bytes, have the preview; the others name it.

    `positions` are those of documents that were left out or taken in again; within a transaction. Returns the positions
    of the documents whose previews changed.
    """
    rows = Outcome.objects.filter(import_run=run)
    changed = rows.filter(position__in=positions, document__isnull=False).values("document")
    shared = rows.filter(document__in=changed).values("document").annotate(n=Count("pk")).filter(n__gt=1)
    found = (
        rows.filter(document__in=shared.values("document")).order_by("document", "position").select_related("preview")
    )
    groups = groupby(found, key=attrgetter("document_id"))
    return [position for _, doubles in groups for position in _settle(list(doubles), run)]


def _settle(doubles: Sequence[Outcome], run: Import) -> list[int]:
    """Give the preview of documents with the same bytes to the first that waits, or to the first of all."""
    first = next((one for one in doubles if one.state == Outcome.State.WAITING), doubles[0])
    previews = [one.preview for one in doubles if hasattr(one, "preview")]
    own = [one for one in previews if not _is_double(one)]
    if len(previews) < len(doubles) or len(own) != 1 or own[0].outcome_id == first.pk:
        return []  # several of their own have those that can't be added
    Preview.objects.filter(pk__in=[one.pk for one in previews if one != own[0]]).delete()
    Preview.objects.filter(pk=own[0].pk).update(outcome=first)
    others = [one for one in doubles if one != first]
    Preview.objects.bulk_create(_row(one, _double(one, first.name), run) for one in others)
    return [one.position for one in doubles]


def _is_double(preview: Preview) -> bool:
    return any(detail["code"] == "same-bytes" for detail in preview.shown.get("details", ()))


def _next_batch(run: Import, last: int, using: str) -> list[Outcome]:
    waiting = Outcome.objects.using(using).filter(
        import_run=run, state=Outcome.State.WAITING, position__gt=last, preview=None, document__isnull=False
    )
    batch, weight = list[Outcome](), 0
    for outcome in waiting.select_related("document").defer("document__raw").order_by("position")[:BATCH]:
        weight += outcome.document.size if outcome.document else 0
        if batch and weight > WEIGHT:
            break
        batch.append(outcome)
    return batch


def _preview(batch: Sequence[Outcome], run: Import, using: str, *, is_claimed: bool) -> None:
    """Preview the documents of a batch; those whose bytes come earlier in the import only name the first of them."""
    first = _first_names(batch, run, using)
    new = [outcome for outcome in batch if first[outcome.document_id][0] == outcome.position]
    documents = _documents([outcome.document_id for outcome in new], using)
    expected = expect(documents, partial(_earlier, batch, run, using), run.source_name, using) if new else []
    rows = dict(zip([outcome.position for outcome in new], expected, strict=True))
    problems = _problems(batch, run, using) | {
        outcome.document_id: row.result.problem for outcome, row in zip(new, expected, strict=True)
    }
    every = [
        rows.get(outcome.position) or _double(outcome, first[outcome.document_id][1], problems.get(outcome.document_id))
        for outcome in batch
    ]

    def save() -> None:
        with transaction.atomic(using=using):
            if is_claimed:
                hold(run, using)
            _save(batch, every, run, using)

    retry_transaction(save, using)


def _first_names(batch: Sequence[Outcome], run: Import, using: str) -> dict[int | None, tuple[int, str]]:
    """The place and name of the first document with the same bytes that waits, by primary key of the document."""
    waiting = Outcome.objects.using(using).filter(import_run=run, state=Outcome.State.WAITING)
    found = waiting.filter(document__in=[one.document_id for one in batch])
    rows = found.order_by("-position").values_list("document", "position", "name")
    return {document: (position, name) for document, position, name in rows}


def _problems(batch: Sequence[Outcome], run: Import, using: str) -> dict[int | None, Problem | None]:
    """Why documents of the batch can't be added that have a preview under an earlier name, by their primary keys."""
    found = Preview.objects.using(using).filter(outcome__import_run=run, expected=Outcome.State.REJECTED)
    earlier = found.filter(outcome__document__in=[one.document_id for one in batch]).select_related("outcome")
    return {one.outcome.document_id: Problem.from_json(one.shown["problem"]) for one in earlier}


def _double(outcome: Outcome, first: str, problem: Problem | None = None) -> Expected:
    """What is expected of bytes that stand earlier in the import: nothing, or to be refused as they are there."""
    if problem:
        return Expected(Result(outcome.name, outcome.sha256, "rejected", problem))
    return Expected(Result(outcome.name, outcome.sha256, "unchanged", details=same_bytes(first)))


def _documents(pks: Sequence[int | None], using: str) -> list[Received]:
    rows = Document.objects.using(using).in_bulk([pk for pk in pks if pk])
    mends = mends_of(rows, using)
    return [
        Received(row.name, row.content, row.media_type, mends=mends.get(row.pk, NO_MENDS))
        for pk in pks
        if pk and (row := rows.get(pk))
    ]


def _earlier(batch: Sequence[Outcome], run: Import, using: str, keys: Collection[int]) -> list[Received]:
    found = Preview.objects.using(using).filter(key__in=keys, outcome__import_run=run)
    found = found.filter(outcome__position__lt=batch[0].position, outcome__state=Outcome.State.WAITING)
    pks = found.order_by("outcome__position").values_list("outcome__document", flat=True)[:MAX_EARLIER]
    return _documents(list(pks), using)


def _save(batch: Sequence[Outcome], expected: Sequence[Expected], run: Import, using: str) -> None:
    previews = [_row(outcome, one, run) for outcome, one in zip(batch, expected, strict=True)]
    Preview.objects.using(using).filter(outcome__in=batch).delete()
    Preview.objects.using(using).bulk_create(previews)


def _row(outcome: Outcome, expected: Expected, run: Import) -> Preview:
    story = expected.found.story if expected.found else None
    confidence = story.confidence if story and not expected.result.problem else None
    row = Preview(
        outcome=outcome,
        expected=expected.result.state,
        sureness=confidence.least if confidence else None,
        has_source=not story or bool(story.source or expected.result.problem),
        key=expected.key,
    )
    row.shown = shown(expected, run.source_name)
    return row
