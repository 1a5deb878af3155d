"""Stores one batch of understood documents in one transaction, for imports and for reprocessing alike."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.db import connections, transaction

from articles.captures.capture import Capture
from articles.captures.planning import plan_articles
from articles.captures.version import UNDERSTOOD_BY
from articles.database.bulk import insert_rows, new_ids
from articles.headlines.upserting import assign_articles, upsert_headlines
from articles.importing.applying import Written, write_plans
from articles.importing.keeping_mends import inherit_mends, keep_mends
from articles.importing.kept_out import kept_out
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import LoadedComponent, articles_to_reread, load_component, spellings_of
from articles.importing.outcomes.becoming import Became, what_became
from articles.importing.outcomes.differences import lines_left_out
from articles.importing.outcomes.facts import StoryFacts, stored_facts
from articles.importing.outcomes.recording import amend
from articles.importing.results import Details, Result, deleted_before, known_results, same_bytes, source_given
from articles.importing.workers.preparing import Prepared
from articles.models import Document, Import, Mend
from articles.understanding import NO_MENDS

type Row = tuple[Prepared, Document]


class Rows(Protocol):
    """The Document rows of a batch: new ones for an import, stored ones for reprocessing."""

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        """Each document to store, once, with its row; the headlines of the batch are locked by then."""

    def before_writing(self, component: LoadedComponent) -> None:
        """Called when the affected articles are loaded and locked, before they change."""

    def save(self, written: Written, captures: Sequence[Capture]) -> None:
        """Save the rows, given the stories as they are written now, and the captures that they are made of."""


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
    written = write_plans(plan_articles(captures), component, run, now, using)
    rows.save(written, captures)
    assign_articles(component.keys, connection)


def store(batch: Sequence[Prepared], run: Import, source_name: str, now: dt.datetime, using: str) -> list[Result]:
    """Import a batch, whole or not at all; one Result for each document, in order."""
    rows = _ImportedRows(run, source_name, now, using)
    with transaction.atomic(using=using):
        rows.out = kept_out(batch, using)
        rows.inherited = inherit_mends(batch, using)
        store_batch([prepared for prepared in batch if prepared.sha256 not in rows.out], rows, run, now, using)
        rows.keep_out(batch)
    return rows.results(batch)


def count_lines(accepted: Collection[Prepared], boilerplate: LineCountStore) -> set[int]:
    """Count the documents' lines, and understand those again that hold more known boilerplate than when understood.

    Gives the headlines of stored documents for which that holds too.
    """
    for prepared in accepted:
        if prepared.by_hand != boilerplate.by_hand:  # somebody decided about a source meanwhile
            prepared.understand(prepared.content, boilerplate)
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


def _may_be_known(prepared: Prepared) -> bool:
    """Whether a result that the library has for its bytes would hold: it is read, and not corrected in its preview."""
    return not prepared.problem and prepared.mends == NO_MENDS


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
    facts: Mapping[int, StoryFacts] = field(default_factory=dict)  # by primary key of the article, before
    became: Mapping[int, Became] = field(default_factory=dict)  # by primary key of the document
    out: dict[str, Document] = field(default_factory=dict)  # by digest, with a document of the story that was deleted
    given: Mapping[str, Details] = field(default_factory=dict)  # by digest, of stored documents that get a source now
    inherited: Mapping[str, Sequence[Mend]] = field(default_factory=dict)  # corrections by hand, by digest
    mended: set[str] = field(default_factory=set)  # digests of the documents that have any

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        names = {prepared.sha256: prepared.name for prepared in batch if _may_be_known(prepared)}
        self.mended = {prepared.sha256 for prepared in batch if prepared.mends != NO_MENDS}
        self.known = known_results(names, self.source_name, self.using)
        kept = [prepared for prepared in batch if prepared.size or not prepared.problem]
        new = {prepared.sha256: prepared for prepared in kept if prepared.sha256 not in self.known}
        documents = Document.objects.using(self.using).kept().filter(sha256__in=new).defer("raw")
        stored = {row.sha256: row for row in documents}
        self.given = {
            sha256: source_given(row.source_name, row.received_at) for sha256, row in stored.items() if row.article_id
        }
        fresh = [sha256 for sha256 in new if sha256 not in stored]
        for sha256, pk in zip(fresh, new_ids(connections[self.using], Document, len(fresh)), strict=True):
            stored[sha256] = new_document(new[sha256], self.run, pk)
        self.rows = {sha256: self._updated(stored[sha256], prepared) for sha256, prepared in new.items()}
        return [(prepared, self.rows[sha256]) for sha256, prepared in new.items()]

    def before_writing(self, component: LoadedComponent) -> None:
        self.facts = stored_facts(component.articles, self.using) if component.articles else {}

    def save(self, written: Written, captures: Sequence[Capture]) -> None:
        rows = list(self.rows.values())
        new = {row.pk for row in rows}
        self.became = what_became(new, captures, written, self.facts)
        again = (capture for capture in captures if capture.shared and capture.document not in new)
        amend(self.run, {capture.document: tuple(lines_left_out([capture])) for capture in again}, self.using)
        for row in rows:
            if one := self.became.get(row.pk):
                row.article_id, row.state = one.article, one.state
        fresh, stored = [row for row in rows if row._state.adding], [row for row in rows if not row._state.adding]
        # a refused document locks no headline; when two importers store one at the same time, one of them is enough
        refused = [row for row in fresh if row.problem]
        Document.objects.using(self.using).bulk_create(refused, ignore_conflicts=True)
        insert_rows(connections[self.using], [row for row in fresh if not row.problem])
        changing = ["problem", "state", "understood_by", "source_name", "received_at", "key", "article"]
        Document.objects.using(self.using).bulk_update(stored, changing)
        if self.mended:
            self._keep_mends()

    def _keep_mends(self) -> None:
        mended = Document.objects.using(self.using).kept().filter(sha256__in=self.mended).defer("raw")
        keep_mends({row.sha256: row for row in mended}, self.inherited, self.run, self.using)

    def keep_out(self, batch: Sequence[Prepared]) -> None:
        """Keep the documents of deleted stories, without a story, so that all of them can be added again."""
        names = {prepared.sha256: prepared.name for prepared in batch if prepared.sha256 in self.out}
        known, rows = known_results(names, self.source_name, self.using), {}
        for prepared in batch:
            if (deleted := self.out.get(prepared.sha256)) and prepared.sha256 not in known:
                row = self._updated(new_document(prepared, self.run), prepared)
                row.state, row.key = Document.State.UNCHANGED, deleted.key
                row.deleted_at, row.deleted_by = deleted.deleted_at, deleted.deleted_by
                rows[prepared.sha256] = row
        Document.objects.using(self.using).bulk_create(rows.values())
        self.rows |= rows

    def results(self, batch: Sequence[Prepared]) -> list[Result]:
        """One a document, in order. The second time that the same bytes come in a batch, they are unchanged."""
        known, results = dict(self.known), []
        for prepared in batch:
            sha256 = prepared.sha256
            if prepared.problem:
                pk = self.rows[sha256].pk if sha256 in self.rows else None
                result = Result(prepared.name, sha256, "rejected", prepared.problem, document=pk)
            elif row := self.out.get(sha256):
                user = row.deleted_by.get_username() if row.deleted_by else ""
                details = deleted_before(row.pk, user, row.deleted_at or self.now)
                pk = self.rows[sha256].pk if sha256 in self.rows else row.pk
                result = Result(prepared.name, sha256, "unchanged", document=pk, details=details)
            elif sha256 in known:
                result = replace(known[sha256], name=prepared.name)
            else:
                pk = self.rows[sha256].pk
                result = _result(prepared, pk, self.became[pk], self.given.get(sha256, ()))
                known[sha256] = replace(result, state="unchanged", details=same_bytes(prepared.name))
            results.append(result)
        return results

    def _updated(self, row: Document, prepared: Prepared) -> Document:
        row.problem = prepared.problem.as_json() if prepared.problem else None
        row.state = Document.State.REJECTED if prepared.problem else Document.State.CREATED
        row.understood_by, row.source_name, row.received_at = UNDERSTOOD_BY, prepared.source_name, self.now
        row.key = prepared.key
        return row


def _result(prepared: Prepared, document: int, one: Became, given: Details) -> Result:
    return Result(
        prepared.name,
        prepared.sha256,
        one.state,
        article=one.article,
        document=document,
        headline=one.headline,
        details=(*given, *one.details),
    )
