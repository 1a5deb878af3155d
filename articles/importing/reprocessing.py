"""Held documents understood again: the library becomes what today's understanding would have made of them."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial

from django.db import connections, transaction
from django.utils import timezone

from articles.captures.planning import plan_articles
from articles.captures.version import UNDERSTOOD_BY
from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import assign_articles, upsert_headlines
from articles.importing.applying import write_plans
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import LoadedComponent, articles_to_reread, load_component, spellings_of
from articles.importing.results import Result
from articles.importing.storing import count_lines, of_document
from articles.importing.workers.preparing import Prepared, prepare
from articles.models import Article, Document, RelatedHeadline, SourceLines, UnderstandingRevision
from articles.models.documents import DocumentQuerySet

BATCH = 200  # documents a transaction


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one article. `diff` are the lines of a unified diff; `kind` is changed, created or removed."""

    article: int
    headline: str
    kind: str
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One batch: what became of each document, and which articles that changed."""

    results: Sequence[Result]
    changes: Sequence[Change]


def understand_again(documents: DocumentQuerySet, *, dry_run: bool, using: str) -> Iterator[Step]:
    """Understand these documents anew, batch by batch, the oldest first; a dry run is rolled back at its end.

    Each batch is whole or not at all, and marks its documents: what a killed run has done needn't be done again.
    """
    if dry_run:
        with transaction.atomic(using=using):
            yield from _batches(documents, using)
            transaction.set_rollback(True, using=using)
        return
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
    with transaction.atomic(using=using):
        boilerplate, now = LineCountStore(using), timezone.now()
        taken = {pk: one for pk, one in prepared.items() if not one.problem}
        again = count_lines(taken.values(), boilerplate)
        brought = [of_document(capture, pk) for pk, one in taken.items() for capture in one.captures]
        upsert_headlines(spellings_of(brought), connections[using])
        rows = list(Document.objects.using(using).filter(pk__in=prepared).defer("raw").oldest())
        before = {row.pk: row.article_id for row in rows if row.article_id}
        touched = articles_to_reread(again, using) | set(before.values())
        captures, held = load_component(brought, before, touched, boilerplate, using)
        texts = _texts(held.articles, using)
        articles, states = write_plans(plan_articles(captures), held, None, now, using)
        _conclude(rows, prepared, articles, states, using)
        _remove_empty(held, articles, using)
        assign_articles(held.keys, connections[using])
        changes = _changes(texts, _texts({*held.articles, *articles.values()}, using))
        _keep_changes(changes, now, using)
    return Step(_results(rows, prepared, changes), changes)


def _conclude(
    rows: Sequence[Document],
    prepared: Mapping[int, Prepared],
    articles: Mapping[int, int],
    states: Mapping[int, str],
    using: str,
) -> None:
    """Note on each document who understood it and what became of it; how it came to be in stays as it was."""
    for row in rows:
        problem = prepared[row.pk].problem
        if problem:
            row.state = Document.State.REJECTED
        elif row.state == Document.State.REJECTED:
            row.state = states[row.pk]
        row.problem = problem.as_json() if problem else None
        row.article_id, row.key = articles.get(row.pk), None if problem else prepared[row.pk].key
        row.understood_by = UNDERSTOOD_BY
    Document.objects.using(using).bulk_update(rows, ["state", "problem", "article", "key", "understood_by"])


def _remove_empty(held: LoadedComponent, articles: Mapping[int, int], using: str) -> None:
    """Articles that none of their documents tells any more; the documents stay, refused with the reason."""
    left = set(held.articles) - set(articles.values())
    Article.objects.using(using).filter(pk__in=left, documents=None).delete()


def _texts(pks: Collection[int], using: str) -> dict[int, list[str]]:
    """Each article as lines: what a reader sees of it, and its related headlines."""
    related: dict[int, list[str]] = {}
    links = RelatedHeadline.objects.using(using).filter(article__in=pks).order_by("article", "position")
    for article, text in links.values_list("article", "headline__text"):
        related.setdefault(article, []).append(f"related: {text}")
    rows = Article.objects.using(using).filter(pk__in=pks).select_related("source")
    return {row.pk: [*_text(row), *related.get(row.pk, ())] for row in rows}


def _text(article: Article) -> list[str]:
    said = {
        "headline": article.headline,
        "source": article.source.name if article.source else "",
        "standfirst": article.standfirst,
        "byline": article.byline,
        "published": article.published_at.isoformat() if article.published_at else "",
        "language": article.language,
        "captured": article.captured_on.isoformat() if article.captured_on else "",
        "address": article.url or "",
    }
    lines = [f"{name}: {value}" for name, value in said.items() if value]
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


def _keep_changes(changes: Sequence[Change], now: dt.datetime, using: str) -> None:
    UnderstandingRevision.objects.using(using).bulk_create(
        UnderstandingRevision(
            article_id=change.article, understood_by=UNDERSTOOD_BY, made_at=now, changes="\n".join(change.diff)
        )
        for change in changes
        if change.kind == "changed"
    )


def _results(rows: Sequence[Document], prepared: Mapping[int, Prepared], changes: Sequence[Change]) -> list[Result]:
    states = {"created": Document.State.CREATED, "changed": Document.State.UPDATED}
    by_article = {change.article: states[change.kind] for change in changes if change.kind in states}
    results = []
    for row in rows:
        problem = prepared[row.pk].problem
        state = Document.State.REJECTED if problem else by_article.get(row.article_id, Document.State.UNCHANGED)
        results.append(Result(row.name, row.sha256, state.value, problem, row.article_id))
    return results
