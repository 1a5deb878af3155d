"""Documents that stay when an import is taken back: they become those of the import that brought them next."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from articles.captures.capture import Capture
from articles.documents.received import Received
from articles.importing.applying import Written
from articles.importing.by_hand.loading import mends_of
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import LoadedComponent, captures_of_document
from articles.importing.storing import Row, store_batch
from articles.importing.undoing.leaving import other_outcomes, staying
from articles.importing.undoing.numbers import date_stories, former_numbers
from articles.importing.undoing.publications import restore_sources
from articles.importing.workers.preparing import Prepared, prepare
from articles.models import Document, Import, Outcome
from articles.understanding import NO_MENDS, Mends

MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Heir:
    """What a document would be if the import that is taken back had not brought it."""

    import_run: int
    name: str
    source_name: str
    received_at: dt.datetime


def heirs_of(run: Import, using: str) -> dict[int, Heir]:
    """The documents that stay and are to change, by primary key."""
    return {**dict(_brought_again(run, using)), **dict(_given_a_source(run, using))}


def _brought_again(run: Import, using: str) -> Iterator[tuple[int, Heir]]:
    for pk in staying(run, using).order_by("pk").values_list("pk", flat=True):
        outcome = other_outcomes(run, using).filter(document=pk).select_related("import_run").order_by("pk").first()
        if outcome:
            other = outcome.import_run
            yield pk, Heir(other.pk, outcome.name, other.source_name, _received_at(outcome, using))


def _received_at(outcome: Outcome, using: str) -> dt.datetime:
    """When an import received a document that was held already: with the next one that it stored, or after the last."""
    run = outcome.import_run
    stored = Outcome.objects.using(using).filter(import_run=run, document__import_run=run)
    after = stored.filter(position__gt=outcome.position).order_by("position")
    if at := after.values_list("document__received_at", flat=True).first():
        return at
    before = stored.filter(position__lt=outcome.position).order_by("-position")
    at = before.values_list("document__received_at", flat=True).first()
    return at + MICROSECOND if at else run.started_at


def _given_a_source(run: Import, using: str) -> Iterator[tuple[int, Heir]]:
    """Documents of other imports that this one gave a publication."""
    rows = run.outcomes.using(using).filter(state__in=("updated", "unchanged"), document__isnull=False)
    for outcome in rows.exclude(document__import_run=run).select_related("document"):
        for detail in outcome.details:
            if detail["code"] == "source-given" and (document := outcome.document):
                before = dt.datetime.fromisoformat(detail["received_at"])
                yield document.pk, Heir(document.import_run_id, document.name, detail["before"], before)


def hand_over(heirs: Mapping[int, Heir], run: Import, using: str) -> None:
    """Store these documents as their heirs have them, and what their stories are then; within a transaction."""
    boilerplate, mends = LineCountStore(using), mends_of(heirs, using)
    rows = _HandedOver(heirs, run, using)
    prepared = [rows.prepared(pk, boilerplate, mends.get(pk, NO_MENDS)) for pk in heirs]
    before = [
        capture
        for pk, row in rows.rows.items()
        for capture in captures_of_document(row, boilerplate, mends.get(pk, NO_MENDS))
    ]
    store_batch(prepared, rows, None, timezone.now(), using)
    restore_sources(before, using)


@dataclass(slots=True)
class _HandedOver:
    """The stored rows of documents that stay."""

    heirs: Mapping[int, Heir]
    run: Import
    using: str
    rows: dict[int, Document] = field(default_factory=dict)
    understood: dict[int, Prepared] = field(default_factory=dict)

    def prepared(self, pk: int, boilerplate: LineCountStore, mends: Mends) -> Prepared:
        row, heir = Document.objects.using(self.using).get(pk=pk), self.heirs[pk]
        self.rows[pk] = row
        received = Received(row.name, row.content, row.media_type, mends=mends)
        self.understood[pk] = prepare(received, heir.source_name, heir.received_at, boilerplate)
        return self.understood[pk]

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        return [(self.understood[pk], row) for pk, row in self.rows.items() if not row.deleted_at]

    def before_writing(self, component: LoadedComponent) -> None:
        component.numbers = former_numbers(component, self.using)

    def save(self, written: Written, captures: Sequence[Capture]) -> None:
        articles = written.articles
        for pk, row in self.rows.items():
            heir = self.heirs[pk]
            row.import_run_id, row.name = heir.import_run, heir.name
            row.source_name, row.received_at = heir.source_name, heir.received_at
            row.article_id, row.key = articles.get(pk), self.understood[pk].key
        changing = ["import_run", "name", "source_name", "received_at", "article", "key"]
        Document.objects.using(self.using).bulk_update(self.rows.values(), changing)
        date_stories(written, self.run, self.using)
