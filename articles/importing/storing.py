"""The only writer: one batch of documents into the library, in one transaction."""

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import connections, transaction

from articles.importing.captures import DocumentReading, Furniture, capture_of, exported, read_document
from articles.importing.counting import Counted
from articles.importing.deciding import Capture, decide
from articles.importing.gathering import articles_to_reread, gather, spellings_of
from articles.importing.problems import Problem, UnreadableError
from articles.importing.reading import LIBRARY, Received
from articles.importing.writing import write_plans
from articles.linking.resolving import meet_headlines, settle_headlines
from articles.models import Document, Import
from articles.understanding import UNDERSTOOD_BY, Hints

COMPRESSION = 6  # zlib level; a dump shrinks to about 40 %


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one thing received. `state` is created, updated, unchanged or rejected."""

    name: str
    sha256: str
    state: str
    problem: Problem | None = None
    article: int | None = None

    def as_json(self) -> dict[str, str | int | None]:
        return {
            "name": self.name,
            "sha256": self.sha256,
            "state": self.state,
            "code": self.problem.code if self.problem else None,
            "message": self.problem.message if self.problem else None,
            "article": self.article,
        }


@dataclass(slots=True)
class Prepared:
    """One thing received, read and understood before any transaction opens."""

    received: Received
    sha256: str
    seen_at: dt.datetime
    captures: list[Capture] = field(default_factory=list)
    problem: Problem | None = None
    reading: DocumentReading | None = None  # None for exports, and for what can't be read

    @property
    def key(self) -> int | None:
        """Of the headline that the document alone gives; None for exports, and where no source is known."""
        printed = self.reading.printed if self.reading else None
        return printed.headline if printed else None


def prepare(received: Received, source_name: str, seen_at: dt.datetime, furniture: Furniture) -> Prepared:
    """Decode and understand. What goes wrong becomes the document's problem, never an exception."""
    prepared = Prepared(received, hashlib.sha256(received.content).hexdigest(), seen_at, problem=received.problem)
    if prepared.problem:
        return prepared
    try:
        if received.media_type == LIBRARY:
            prepared.captures = exported(received.content, 0, seen_at)
        else:
            prepared.reading = read_document(received.content, Hints(source=source_name))
            prepared.captures = [capture_of(prepared.reading, 0, seen_at, furniture)]
    except UnreadableError as error:
        prepared.problem = error.problem
    return prepared


def known_results(batch: Sequence[Received], source_name: str, using: str) -> dict[str, Result]:
    """By digest, the results of documents that are in the library, or were refused by the same understanding.

    A document whose article has no source isn't known any more once the importer names one.
    """
    digests = {
        hashlib.sha256(received.content).hexdigest(): received.name for received in batch if not received.problem
    }
    rows = Document.objects.using(using).kept().filter(sha256__in=digests)
    known = {}
    for sha256, state, problem, article, source, version in rows.values_list(
        "sha256", "state", "problem", "article", "article__source", "understood_by"
    ):
        if article and (source or not source_name):
            known[sha256] = Result(digests[sha256], sha256, "unchanged", article=article)
        elif state == Document.State.REJECTED and version == UNDERSTOOD_BY:
            known[sha256] = Result(digests[sha256], sha256, "rejected", Problem(**problem))
    return known


def store(batch: Sequence[Prepared], run: Import, source_name: str, now: dt.datetime, using: str) -> list[Result]:
    """Store a batch whole or not at all; one Result for each, in order.

    The lines of each source are counted first, then headlines are met in one sorted upsert: two importers of one
    story meet on its headline's row, and the second then sees what the first has stored.
    """
    with transaction.atomic(using=using):
        taken = [prepared for prepared in batch if not prepared.problem]
        furniture = Counted(using)
        again = count_lines(taken, furniture)
        meet_headlines(spellings_of(c for prepared in taken for c in prepared.captures), connections[using])
        known = known_results([prepared.received for prepared in taken], source_name, using)
        documents = _keep(batch, known, run, source_name, now, using)
        held_before = {row.pk: row.article_id for row in documents.values() if row.article_id}
        touched = articles_to_reread(again, using) | set(held_before.values())
        captures, held = gather(_brought(taken, documents), held_before, touched, furniture, using)
        articles, states = write_plans(decide(captures), held, run, now, using)
        settle_headlines(held.keys, using)
        _conclude(documents, articles, states, using)
        return _results(batch, known, documents, articles, states)


def count_lines(taken: Iterable[Prepared], furniture: Counted) -> set[int]:
    """Count the documents' lines, and understand those again of whose lines more are known now than when they were.

    Gives the headlines of earlier documents for which that holds too.
    """
    read = [(prepared, prepared.reading, prepared.reading.printed) for prepared in taken if prepared.reading]
    counted = [(prepared, reading, printed) for prepared, reading, printed in read if printed]
    again = furniture.count([printed for _, _, printed in counted])
    for prepared, reading, printed in counted:
        if furniture(printed) != prepared.captures[0].left_out:
            prepared.captures = [capture_of(reading, 0, prepared.seen_at, furniture)]
    return again


def _keep(
    batch: Sequence[Prepared], known: dict[str, Result], run: Import, source_name: str, now: dt.datetime, using: str
) -> dict[str, Document]:
    """By digest, the rows of what is new or comes again, be it after its article was deleted; the refused ones too."""
    new = {p.sha256: p for p in batch if p.sha256 not in known and (p.received.content or not p.problem)}
    again = {document.sha256: document for document in Document.objects.using(using).kept().filter(sha256__in=new)}
    rows = {sha256: again.get(sha256) or _document(prepared, run) for sha256, prepared in new.items()}
    for sha256, prepared in new.items():
        row = rows[sha256]
        row.problem = prepared.problem.as_json() if prepared.problem else None
        row.state = Document.State.REJECTED if prepared.problem else Document.State.CREATED
        row.understood_by, row.source_name, row.received_at = UNDERSTOOD_BY, source_name, now
        row.key = prepared.key
    fresh = [row for sha256, row in rows.items() if sha256 not in again]
    # a refused document has no headline to meet on; when two importers bring it at once, one of them is enough
    refused = [row for row in fresh if row.problem]
    Document.objects.using(using).bulk_create(refused, ignore_conflicts=True)
    Document.objects.using(using).bulk_create([row for row in fresh if not row.problem])
    changing = ["problem", "state", "understood_by", "source_name", "received_at", "key"]
    Document.objects.using(using).bulk_update(again.values(), changing)
    return rows


def _document(prepared: Prepared, run: Import) -> Document:
    received = prepared.received
    return Document(
        sha256=prepared.sha256,
        name=received.name,
        media_type=received.media_type,
        raw=zlib.compress(received.content, COMPRESSION),
        size=len(received.content),
        import_run=run,
    )


def _brought(taken: Sequence[Prepared], documents: dict[str, Document]) -> list[Capture]:
    """The captures of the documents that are new, once each."""
    new = {documents[p.sha256].pk: p.captures for p in taken if p.sha256 in documents}
    return [of_document(capture, pk) for pk, captures in new.items() for capture in captures]


def of_document(capture: Capture, pk: int) -> Capture:
    """The capture, once the row of its document is known."""
    return replace(capture, document=pk, order=(capture.order[0], pk, capture.order[2]))


def _conclude(documents: dict[str, Document], articles: dict[int, int], states: dict[int, str], using: str) -> None:
    """Note on each document what became of it."""
    taken = [document for document in documents.values() if document.pk in articles]
    for document in taken:
        document.article_id = articles[document.pk]
        document.state = states[document.pk]
    Document.objects.using(using).bulk_update(taken, ["article", "state"])


def _results(
    batch: Sequence[Prepared],
    known: dict[str, Result],
    documents: dict[str, Document],
    articles: dict[int, int],
    states: dict[int, str],
) -> list[Result]:
    """One a document, in order. The second time that the same bytes come in a batch, they are already here."""
    known = dict(known)
    results = []
    for prepared in batch:
        sha256 = prepared.sha256
        if prepared.problem:
            result = Result(prepared.received.name, sha256, "rejected", prepared.problem)
        elif sha256 in known:
            result = replace(known[sha256], name=prepared.received.name)
        else:
            pk = documents[sha256].pk
            result = Result(prepared.received.name, sha256, states[pk], article=articles[pk])
            known[sha256] = replace(result, state="unchanged")
        results.append(result)
    return results
