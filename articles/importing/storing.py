"""The only writer: one batch of documents into the library, in one transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import connections, transaction

from articles.captures.capture import Capture
from articles.captures.planning import plan_articles
from articles.captures.version import UNDERSTOOD_BY
from articles.database.bulk import insert_rows, new_ids
from articles.headlines.upserting import assign_articles, upsert_headlines
from articles.importing.applying import write_plans
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import articles_to_reread, load_component, spellings_of
from articles.importing.results import Result, known_results
from articles.importing.workers.preparing import Prepared
from articles.models import Document, Import


def store(batch: Sequence[Prepared], run: Import, source_name: str, now: dt.datetime, using: str) -> list[Result]:
    """Store a batch whole or not at all; one Result for each, in order.

    The lines of each source are counted first, then headlines are met in one sorted upsert: two importers of one
    story meet on its headline's row, and the second then sees what the first has stored.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        taken = [prepared for prepared in batch if not prepared.problem]
        boilerplate = LineCountStore(using)
        again = count_lines(taken, boilerplate)
        upsert_headlines(spellings_of(c for prepared in taken for c in prepared.captures), connection)
        known = known_results({prepared.sha256: prepared.name for prepared in taken}, source_name, using)
        documents = _documents(batch, known, run, now, using)
        held_before = {row.pk: row.article_id for row in documents.values() if row.article_id}
        touched = articles_to_reread(again, using) | set(held_before.values())
        captures, held = load_component(_brought(taken, documents), held_before, touched, boilerplate, using)
        articles, states = write_plans(plan_articles(captures), held, run, now, using)
        assign_articles(held.keys, connection)
        _keep(documents.values(), articles, states, using)
        return _results(batch, known, documents, articles, states)


def count_lines(taken: Iterable[Prepared], boilerplate: LineCountStore) -> set[int]:
    """Count the documents' lines, and understand those again of whose lines more are known now than when they were.

    Gives the headlines of earlier documents for which that holds too.
    """
    counted = [(prepared, prepared.printed) for prepared in taken if prepared.printed]
    again = boilerplate.count([printed for _, printed in counted])
    for prepared, printed in counted:
        if boilerplate(printed) != prepared.captures[0].left_out:
            prepared.understand(boilerplate)
    return again


def _documents(
    batch: Sequence[Prepared], known: dict[str, Result], run: Import, now: dt.datetime, using: str
) -> dict[str, Document]:
    """By digest, the rows of what is new or comes again, be it after its article was deleted; the refused ones too."""
    new = {p.sha256: p for p in batch if p.sha256 not in known and (p.size or not p.problem)}
    again = Document.objects.using(using).kept().filter(sha256__in=new).defer("raw")
    rows = {document.sha256: document for document in again}
    fresh = [sha256 for sha256 in new if sha256 not in rows]
    for sha256, pk in zip(fresh, new_ids(connections[using], Document, len(fresh)), strict=True):
        rows[sha256] = _document(pk, new[sha256], run)
    for sha256, prepared in new.items():
        row = rows[sha256]
        row.problem = prepared.problem.as_json() if prepared.problem else None
        row.state = Document.State.REJECTED if prepared.problem else Document.State.CREATED
        row.understood_by, row.source_name, row.received_at = UNDERSTOOD_BY, prepared.source_name, now
        row.key = prepared.key
    return {sha256: rows[sha256] for sha256 in new}


def _document(pk: int, prepared: Prepared, run: Import) -> Document:
    return Document(
        pk=pk,
        sha256=prepared.sha256,
        name=prepared.name,
        media_type=prepared.media_type,
        raw=prepared.raw,
        size=prepared.size,
        import_run=run,
    )


def _brought(taken: Sequence[Prepared], documents: dict[str, Document]) -> list[Capture]:
    """The captures of the documents that are new, once each."""
    new = {documents[p.sha256].pk: p.captures for p in taken if p.sha256 in documents}
    return [of_document(capture, pk) for pk, captures in new.items() for capture in captures]


def of_document(capture: Capture, pk: int) -> Capture:
    """The capture, once the row of its document is known."""
    return replace(capture, document=pk, order=(capture.order[0], pk, capture.order[2]))


def _keep(documents: Iterable[Document], articles: Mapping[int, int], states: Mapping[int, str], using: str) -> None:
    """Keep each document, with what became of it."""
    rows = list(documents)
    for row in rows:
        if row.pk in articles:
            row.article_id, row.state = articles[row.pk], states[row.pk]
    fresh, held = [row for row in rows if row._state.adding], [row for row in rows if not row._state.adding]
    # a refused document has no headline to meet on; when two importers bring it at once, one of them is enough
    refused = [row for row in fresh if row.problem]
    Document.objects.using(using).bulk_create(refused, ignore_conflicts=True)
    insert_rows(connections[using], [row for row in fresh if not row.problem])
    changing = ["problem", "state", "understood_by", "source_name", "received_at", "key", "article"]
    Document.objects.using(using).bulk_update(held, changing)


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
            result = Result(prepared.name, sha256, "rejected", prepared.problem)
        elif sha256 in known:
            result = replace(known[sha256], name=prepared.name)
        else:
            pk = documents[sha256].pk
            result = Result(prepared.name, sha256, states[pk], article=articles[pk])
            known[sha256] = replace(result, state="unchanged")
        results.append(result)
    return results
