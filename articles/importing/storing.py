"""Stores one batch of understood documents in one transaction, for imports and for reprocessing alike."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.db import connections, transaction

from articles.captures.capture import Capture
from articles.captures.planning import plan_articles
from articles.captures.version import UNDERSTOOD_BY
from articles.database.bulk import insert_rows, new_ids
from articles.headlines.upserting import assign_articles, upsert_headlines
from articles.importing.applying import write_plans
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import LoadedComponent, articles_to_reread, load_component, spellings_of
from articles.importing.results import Result, known_results
from articles.importing.workers.preparing import Prepared
from articles.models import Document, Import

type Row = tuple[Prepared, Document]


class Rows(Protocol):
    """The Document rows of a batch: new ones for an import, stored ones for reprocessing."""

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        """Each document to store, once, with its row; the headlines of the batch are locked by then."""

    def before_writing(self, component: LoadedComponent) -> None:
        """Called when the affected articles are loaded and locked, before they change."""

    def save(self, articles: Mapping[int, int], states: Mapping[int, str]) -> None:
        """Save the rows, given the article and the state of documents by primary key."""


def store_batch(batch: Sequence[Prepared], rows: Rows, run: Import | None, now: dt.datetime, using: str) -> None:
    """Store a batch; call it within a transaction. New articles belong to `run`.

    The lines of each source are counted first, then all headlines are locked by one sorted upsert: two importers of one
    story wait for each other on its headline's row, and the second then sees what the first has stored.
    """
    connection = connections[using]
    accepted = [prepared for prepared in batch if not prepared.problem]
    boilerplate = LineCountStore(using)
    recounted = count_lines(accepted, boilerplate)
    upsert_headlines(spellings_of(capture for prepared in accepted for capture in prepared.captures), connection)
    documents = rows.load(batch)
    before = {row.pk: row.article_id for _, row in documents if row.article_id}
    touched = articles_to_reread(recounted, using) | set(before.values())
    new = [_of_document(capture, row.pk) for prepared, row in documents for capture in prepared.captures]
    captures, component = load_component(new, before, touched, boilerplate, using)
    rows.before_writing(component)
    articles, states = write_plans(plan_articles(captures), component, run, now, using)
    rows.save(articles, states)
    assign_articles(component.keys, connection)


def store(batch: Sequence[Prepared], run: Import, source_name: str, now: dt.datetime, using: str) -> list[Result]:
    """Import a batch, whole or not at all; one Result for each document, in order."""
    rows = _ImportedRows(run, source_name, now, using)
    with transaction.atomic(using=using):
        store_batch(batch, rows, run, now, using)
    return rows.results(batch)


def count_lines(accepted: Iterable[Prepared], boilerplate: LineCountStore) -> set[int]:
    """Count the documents' lines, and understand those again that hold more known boilerplate than when understood.

    Gives the headlines of stored documents for which that holds too.
    """
    counted = [(prepared, prepared.printed) for prepared in accepted if prepared.printed]
    recounted = boilerplate.count([printed for _, printed in counted])
    for prepared, printed in counted:
        if boilerplate(printed) != prepared.captures[0].left_out:
            prepared.understand(prepared.content, boilerplate)
    return recounted


def new_document(prepared: Prepared, run: Import, pk: int | None = None) -> Document:
    """An unsaved row with what does not change any more."""
    return Document(
        pk=pk,
        sha256=prepared.sha256,
        name=prepared.name,
        media_type=prepared.media_type,
        raw=prepared.raw,
        size=prepared.size,
        source_name=prepared.source_name,
        received_at=prepared.seen_at,
        import_run=run,
    )


def _of_document(capture: Capture, pk: int) -> Capture:
    """The capture with the primary key of its document."""
    return replace(capture, document=pk, order=(capture.order[0], pk, capture.order[2]))


@dataclass(slots=True)
class _ImportedRows:
    """New rows for documents that are new, and the stored rows of documents that are imported again."""

    run: Import
    source_name: str
    now: dt.datetime
    using: str
    known: dict[str, Result] = field(default_factory=dict)  # by digest
    rows: dict[str, Document] = field(default_factory=dict)  # by digest
    articles: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[int, str] = field(default_factory=dict)

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        names = {prepared.sha256: prepared.name for prepared in batch if not prepared.problem}
        self.known = known_results(names, self.source_name, self.using)
        kept = [prepared for prepared in batch if prepared.size or not prepared.problem]
        new = {prepared.sha256: prepared for prepared in kept if prepared.sha256 not in self.known}
        documents = Document.objects.using(self.using).kept().filter(sha256__in=new).defer("raw")
        stored = {row.sha256: row for row in documents}
        fresh = [sha256 for sha256 in new if sha256 not in stored]
        for sha256, pk in zip(fresh, new_ids(connections[self.using], Document, len(fresh)), strict=True):
            stored[sha256] = new_document(new[sha256], self.run, pk)
        self.rows = {sha256: self._updated(stored[sha256], prepared) for sha256, prepared in new.items()}
        return [(prepared, self.rows[sha256]) for sha256, prepared in new.items()]

    def before_writing(self, component: LoadedComponent) -> None:
        """An import does not compare what it changes."""

    def save(self, articles: Mapping[int, int], states: Mapping[int, str]) -> None:
        self.articles, self.states = articles, states
        rows = list(self.rows.values())
        for row in rows:
            if row.pk in articles:
                row.article_id, row.state = articles[row.pk], states[row.pk]
        fresh, stored = [row for row in rows if row._state.adding], [row for row in rows if not row._state.adding]
        # a refused document locks no headline; when two importers store one at the same time, one of them is enough
        refused = [row for row in fresh if row.problem]
        Document.objects.using(self.using).bulk_create(refused, ignore_conflicts=True)
        insert_rows(connections[self.using], [row for row in fresh if not row.problem])
        changing = ["problem", "state", "understood_by", "source_name", "received_at", "key", "article"]
        Document.objects.using(self.using).bulk_update(stored, changing)

    def results(self, batch: Sequence[Prepared]) -> list[Result]:
        """One a document, in order. The second time that the same bytes come in a batch, they are unchanged."""
        known, results = dict(self.known), []
        for prepared in batch:
            sha256 = prepared.sha256
            if prepared.problem:
                result = Result(prepared.name, sha256, "rejected", prepared.problem)
            elif sha256 in known:
                result = replace(known[sha256], name=prepared.name)
            else:
                pk = self.rows[sha256].pk
                result = Result(prepared.name, sha256, self.states[pk], article=self.articles[pk])
                known[sha256] = replace(result, state="unchanged")
            results.append(result)
        return results

    def _updated(self, row: Document, prepared: Prepared) -> Document:
        row.problem = prepared.problem.as_json() if prepared.problem else None
        row.state = Document.State.REJECTED if prepared.problem else Document.State.CREATED
        row.understood_by, row.source_name, row.received_at = UNDERSTOOD_BY, prepared.source_name, self.now
        row.key = prepared.key
        return row
