"""Reprocesses stored documents: the library becomes what importing them today would give."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import partial

from django.db import transaction
from django.utils import timezone

from articles.captures.version import UNDERSTOOD_BY
from articles.database.page_cache import enlarge_page_cache
from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import LoadedComponent
from articles.importing.results import Result
from articles.importing.storing import Row, store_batch
from articles.importing.workers.preparing import Prepared, prepare
from articles.models import Article, Document, RelatedHeadline, SourceLines, UnderstandingRevision
from articles.models.documents import DocumentQuerySet

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


def understand_again(documents: DocumentQuerySet, *, dry_run: bool, using: str) -> Iterator[Step]:
    """Understand these documents again, batch by batch in the order of their primary keys; a dry run is rolled back.

    Each batch is one transaction and marks its documents, so that the next run goes on where a killed one ended.
    """
    if dry_run:
        with transaction.atomic(using=using):
            yield from _batches(documents, using)
            transaction.set_rollback(True, using=using)
        return
    enlarge_page_cache(using)
    for step in _batches(documents, using):
        match_waiting(using)
        yield step
    if not Document.objects.using(using).stale(UNDERSTOOD_BY).exists():
        SourceLines.objects.using(using).exclude(understood_by=UNDERSTOOD_BY).delete()


def _batches(documents: DocumentQuerySet, using: str) -> Iterator[Step]:
    last = 0
    while rows := list(documents.using(using).filter(pk__gt=last).order_by("pk")[:BATCH]):
        last, boilerplate = rows[-1].pk, LineCountStore(using)
        prepared = {row.pk: _prepared(row, boilerplate) for row in rows}
        yield retry_transaction(partial(_store, prepared, using), using)


def _prepared(row: Document, boilerplate: LineCountStore) -> Prepared:
    received = Received(row.name, row.content, row.media_type)
    return prepare(received, row.source_name, row.received_at, boilerplate)


def _store(prepared: Mapping[int, Prepared], using: str) -> Step:
    """`prepared` by primary key of the document."""
    now = timezone.now()
    rows = _StoredRows(prepared, now, using)
    with transaction.atomic(using=using):
        store_batch(list(prepared.values()), rows, None, now, using)
        changes = rows.changes()
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

    def save(self, articles: Mapping[int, int], states: Mapping[int, str]) -> None:
        self.articles = articles
        for row in self.rows:
            problem = self.prepared[row.pk].problem
            if problem:
                row.state = Document.State.REJECTED
            elif row.state == Document.State.REJECTED:
                row.state = states[row.pk]
            row.problem = problem.as_json() if problem else None
            row.article_id, row.key = articles.get(row.pk), None if problem else self.prepared[row.pk].key
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
            results.append(Result(row.name, row.sha256, state.value, problem, row.article_id))
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
