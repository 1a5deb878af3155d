"""Reprocesses stored documents: the library becomes what importing them today would give."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import partial

from django.db import transaction
from django.utils import timezone

from articles.captures.capture import Capture
from articles.captures.version import UNDERSTOOD_BY
from articles.database.page_cache import enlarge_page_cache
from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.applying import Written
from articles.importing.by_hand.loading import mends_of
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import LoadedComponent
from articles.importing.results import Result
from articles.importing.storing import Row, store_batch
from articles.importing.workers.preparing import Prepared, prepare
from articles.models import Article, Document, RelatedHeadline, SourceLines, UnderstandingRevision
from articles.models.documents import DocumentQuerySet
from articles.understanding import NO_MENDS, Mends

NAME = "understand_again"  # of the command, by which its runs are known
BATCH = 200  # documents a transaction


@dataclass(frozen=True, slots=True)
class Change:
    """How an article changes. `diff` are the lines of a unified diff; `kind` is changed, created or removed."""

    article: int
    headline: str
    kind: str
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One batch: what became of each document, and the articles that changed."""

    results: Sequence[Result]
    changes: Sequence[Change]


def understand_again(
    documents: DocumentQuerySet, *, dry_run: bool, using: str, is_by_hand: bool = False
) -> Iterator[Step]:
    """Understand these documents again, batch by batch in the order of their primary keys; a dry run is rolled back.

    What changes `is_by_hand` when people decided it: it is then no revision of the understanding.

    Each batch is one transaction and marks its documents, so that the next run goes on where a killed one ended.
    """
    if dry_run:
        with transaction.atomic(using=using):
            yield from _batches(documents, using, is_by_hand)
            transaction.set_rollback(True, using=using)
        return
    enlarge_page_cache(using)
    for step in _batches(documents, using, is_by_hand):
        match_waiting(using)
        yield step
    if not Document.objects.using(using).stale(UNDERSTOOD_BY).exists():
        SourceLines.objects.using(using).exclude(understood_by=UNDERSTOOD_BY).delete()


def understand_by_hand(documents: DocumentQuerySet, using: str) -> Step:
    """Understand a few documents again after people corrected them, in the transaction of the caller."""
    rows = list(documents.using(using).order_by("pk"))
    return _store(prepared_again(rows, using), using, is_by_hand=True)


def _batches(documents: DocumentQuerySet, using: str, is_by_hand: bool) -> Iterator[Step]:
    last = 0
    while rows := list(documents.using(using).filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = rows[-1].pk
        prepared = prepared_again(rows, using)
        yield retry_transaction(partial(_store, prepared, using, is_by_hand=is_by_hand), using)


def prepared_again(rows: Sequence[Document], using: str) -> dict[int, Prepared]:
    """The documents by primary key, understood with the corrections that people made."""
    boilerplate, mends = LineCountStore(using), mends_of([row.pk for row in rows], using)
    return {row.pk: _prepared(row, boilerplate, mends.get(row.pk, NO_MENDS)) for row in rows}


def _prepared(row: Document, boilerplate: LineCountStore, mends: Mends) -> Prepared:
    received = Received(row.name, row.content, row.media_type, mends=mends)
    return prepare(received, row.source_name, row.received_at, boilerplate)


def _store(prepared: Mapping[int, Prepared], using: str, *, is_by_hand: bool) -> Step:
    """`prepared` by primary key of the document."""
    now = timezone.now()
    rows = _StoredRows(prepared, now, using)
    with transaction.atomic(using=using):
        store_batch(list(prepared.values()), rows, None, now, using)
        changes = rows.changes()
        if not is_by_hand:
            _save_changes(changes, now, using)
    return Step(rows.results(changes), changes)


@dataclass(slots=True)
class _StoredRows:
    """The rows of stored documents. How each came into the library stays; what is understood of it is replaced."""

    prepared: Mapping[int, Prepared]  # by primary key
    now: dt.datetime
    using: str
    rows: Sequence[Document] = ()
    texts_before: Mapping[int, list[str]] = field(default_factory=dict)  # by primary key of the article
    articles: Mapping[int, int] = field(default_factory=dict)  # by primary key of the document

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        self.rows = list(Document.objects.using(self.using).filter(pk__in=self.prepared).defer("raw").oldest())
        return [(self.prepared[row.pk], row) for row in self.rows]

    def before_writing(self, component: LoadedComponent) -> None:
        self.texts_before = _texts(component.articles, self.using)

    def save(self, written: Written, captures: Sequence[Capture]) -> None:
        self.articles = written.articles
        begins = {row.pk: plan.documents[0] for plan, row in written.pairs if row.pk not in self.texts_before}
        for row in self.rows:
            problem = self.prepared[row.pk].problem
            if problem:
                row.state = Document.State.REJECTED
            elif row.state == Document.State.REJECTED:
                is_first = begins.get(self.articles[row.pk]) == row.pk
                row.state = Document.State.CREATED if is_first else Document.State.UPDATED
            row.problem = problem.as_json() if problem else None
            row.article_id, row.key = self.articles.get(row.pk), None if problem else self.prepared[row.pk].key
            row.understood_by = UNDERSTOOD_BY
        changing = ["state", "problem", "article", "key", "understood_by"]
        Document.objects.using(self.using).bulk_update(self.rows, changing)
        self._remove_empty()

    def changes(self) -> list[Change]:
        after = _texts({*self.texts_before, *self.articles.values()}, self.using)
        return _changes(self.texts_before, after)

    def results(self, changes: Sequence[Change]) -> list[Result]:
        """One a document, the oldest first; created or updated where its article was."""
        states = {"created": Document.State.CREATED, "changed": Document.State.UPDATED}
        by_article = {change.article: states[change.kind] for change in changes if change.kind in states}
        results = []
        for row in self.rows:
            problem = self.prepared[row.pk].problem
            state = (
                Document.State.REJECTED if problem else by_article.get(row.article_id or 0, Document.State.UNCHANGED)
            )
            details = () if problem else ({"code": "understood-again", "changed": row.article_id in by_article},)
            results.append(
                Result(row.name, row.sha256, state.value, problem, row.article_id, document=row.pk, details=details)
            )
        return results

    def _remove_empty(self) -> None:
        """Delete articles of which no document tells a story any more; the documents stay, refused with the reason."""
        empty = self.texts_before.keys() - set(self.articles.values())
        Article.objects.using(self.using).filter(pk__in=empty, documents=None).delete()


def _texts(pks: Collection[int], using: str) -> dict[int, list[str]]:
    """Each article as lines: the fields and blocks that a reader sees, then its related headlines."""
    related: dict[int, list[str]] = {}
    links = RelatedHeadline.objects.using(using).filter(article__in=pks).order_by("article", "position")
    for article, text in links.values_list("article", "headline__text"):
        related.setdefault(article, []).append(f"related: {text}")
    rows = Article.objects.using(using).filter(pk__in=pks).select_related("source")
    return {row.pk: [*_text(row), *related.get(row.pk, ())] for row in rows}


def _text(article: Article) -> list[str]:
    fields = {
        "headline": article.headline,
        "source": article.source.name if article.source else "",
        "standfirst": article.standfirst,
        "byline": article.byline,
        "published": article.published_at.isoformat() if article.published_at else "",
        "language": article.language,
        "captured": article.captured_on.isoformat() if article.captured_on else "",
        "address": article.url or "",
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return [*lines, *(f"{block['kind']}: {block.get('html') or block['text']}" for block in article.blocks)]


def _changes(before: Mapping[int, list[str]], after: Mapping[int, list[str]]) -> list[Change]:
    changes = []
    for pk in sorted({*before, *after}):
        old, new = before.get(pk, []), after.get(pk, [])
        if old != new:
            kind = "changed" if old and new else "created" if new else "removed"
            headline = (new or old)[0].removeprefix("headline: ")
            diff = tuple(unified_diff(old, new, "before", "after", n=1, lineterm=""))
            changes.append(Change(pk, headline, kind, diff))
    return changes


def _save_changes(changes: Sequence[Change], now: dt.datetime, using: str) -> None:
    UnderstandingRevision.objects.using(using).bulk_create(
        UnderstandingRevision(
            article_id=change.article, understood_by=UNDERSTOOD_BY, made_at=now, changes="\n".join(change.diff)
        )
        for change in changes
        if change.kind == "changed"
    )
