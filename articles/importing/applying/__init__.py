"""Applies plans to the database: inserts new articles, updates changed ones, and merges those that became one."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat

from articles.captures.planning import Plan
from articles.captures.rendering import Rendered, blocks_as_json
from articles.database.bulk import insert, insert_rows, new_ids
from articles.importing.applying.related_links import write_links
from articles.importing.applying.revisions import write_revisions
from articles.importing.applying.sources import write_sources
from articles.importing.loading import LoadedComponent
from articles.models import (
    Article,
    ArticleTrait,
    Document,
    Identity,
    Import,
    MergedArticle,
    Source,
    StoryCount,
    slug_of,
)
from articles.models.sources import counted_on
from articles.text.urls import address_key
from articles.understanding import Confidence

CHUNK = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Written:
    """The plans with their stored articles, and the stored articles that were merged into each, by primary key."""

    pairs: Sequence[tuple[Plan, Article]]
    absorbed: Mapping[int, Sequence[int]]

    @property
    def articles(self) -> dict[int, int]:
        """The article of each document, by primary key."""
        return {document: row.pk for plan, row in self.pairs for document in plan.documents}


def write_plans(
    plans: Sequence[Plan], component: LoadedComponent, run: Import | None, now: dt.datetime, using: str
) -> Written:
    """Write these plans to the database."""
    sources = write_sources([plan.source for plan in plans if plan.source], using)
    kept, absorbed = _identities(plans, component)
    counted = {pk: _place(component.articles[pk]) for pk in kept if pk}
    rows = [
        _article(plan, component.articles.get(pk or 0), sources, run, now) for plan, pk in zip(plans, kept, strict=True)
    ]
    left = set(component.documents.values()) - {*kept, *absorbed}  # none of their documents has a story now
    Identity.objects.using(using).filter(article__in=left, headline="").delete()
    pairs = list(zip(plans, rows, strict=True))
    _renumber(pairs, component, using)
    _save(pairs, [*absorbed, *left], using)
    _move_documents(pairs, component, using)
    if absorbed:
        _merge({pk: rows[index].pk for pk, index in absorbed.items()}, using)
    _identify(pairs, component, using)
    write_links(pairs, component, using)
    _write_traits(pairs, component, using)
    write_revisions(pairs, component, now, using)
    _count(rows, counted, using)
    merged: defaultdict[int, list[int]] = defaultdict(list)
    for pk, index in absorbed.items():
        merged[rows[index].pk].append(pk)
    return Written(pairs, merged)


def _identities(plans: Sequence[Plan], component: LoadedComponent) -> tuple[list[int | None], dict[int, int]]:
    """For each plan the stored article that it updates, or None; and the plan whose article each other is merged into.

    An article is updated by the plan of its own source, else by the one with most of its documents, else by that of its
    headline, so that its address keeps its publication; of several articles for one plan, the oldest is updated and
    the others are merged into it.
    """
    shares: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for index, plan in enumerate(plans):
        for document in plan.documents:
            if document in component.documents:
                shares[component.documents[document]][index] += 1
    heirs: defaultdict[int, list[int]] = defaultdict(list)
    for article, counts in shares.items():
        heirs[max(counts, key=lambda index: _claim(plans[index], index, article, counts, component))].append(article)
    kept = [min(heirs[index]) if index in heirs else None for index in range(len(plans))]
    merged = {article: index for index, articles in heirs.items() for article in articles if article != min(articles)}
    return kept, merged


def _claim(
    plan: Plan, index: int, article: int, counts: Counter[int], component: LoadedComponent
) -> tuple[bool, bool, int, bool, int]:
    row = component.articles[article]
    has_no_other_number = component.numbers.keys().isdisjoint(plan.documents)
    is_of_its_source = bool(plan.source and row.source and plan.source.key == row.source.key)
    return has_no_other_number, is_of_its_source, counts[index], plan.key == row.key, -index


def _article(
    plan: Plan, row: Article | None, sources: dict[str, Source], run: Import | None, now: dt.datetime
) -> Article:
    """The row with the plan's values: the stored row, or a new one."""
    if row:
        row.blocks = blocks_as_json(plan.current.blocks)
    row = row or Article(imported_at=now, import_run=run)
    for name, value in _values(plan, sources).items():
        setattr(row, name, value)
    row.dated_at = row.published_at or row.imported_at
    return row


def _values(plan: Plan, sources: dict[str, Source]) -> dict[str, Any]:
    current, confidence, rendered = plan.current, plan.current.confidence, _rendered(plan)
    return {
        "source": sources[plan.source.key] if plan.source else None,
        "headline": current.headline,
        "key": plan.key,
        "slug": slug_of(current.headline),
        "standfirst": current.standfirst,
        "byline": plan.byline,
        "body_html": rendered.html,
        "body_text": rendered.text,
        "words": rendered.words,
        "keywords": "\n".join(current.keywords),
        "language": plan.language,
        "published_at": plan.published,
        "captured_on": current.captured_on,
        "fingerprint": current.fingerprint,
        "url": plan.url,
        "document_id": plan.document,
        "confidence": confidence.least if confidence else None,
        "headline_confidence": confidence.headline if confidence else None,
        "body_confidence": confidence.body if confidence else None,
        "related_confidence": confidence.related if confidence else None,
    }


def _rendered(plan: Plan) -> Rendered:
    if plan.current.rendered is None:
        raise ValueError("The current text of a plan has not been rendered.")
    return plan.current.rendered


def _renumber(pairs: Sequence[tuple[Plan, Article]], component: LoadedComponent, using: str) -> None:
    """Give new articles the numbers that they had before they were merged into another."""
    taken: set[int] = set()
    for plan, row in pairs if component.numbers else ():
        found = (component.numbers[pk] for pk in plan.documents if pk in component.numbers)
        if row.pk is None and (number := next((one for one in found if one not in taken), None)):
            row.pk = number
            taken.add(number)
    if taken:
        MergedArticle.objects.using(using).filter(number__in=taken).delete()


def _save(pairs: Sequence[tuple[Plan, Article]], others: Sequence[int], using: str) -> None:
    """Insert new articles and update stored ones.

    A text or an address may move from one article to another, so all of them are cleared first.
    """
    new = [(plan, row) for plan, row in pairs if row._state.adding]
    stored = [row for _, row in pairs if not row._state.adding]
    cleared = Concat(Value("passing on "), Cast("pk", TextField()))
    if changing := [*(row.pk for row in stored), *others]:
        Article.objects.using(using).filter(pk__in=changing).update(fingerprint=cleared, url=None)
    new.sort(key=lambda pair: pair[1].dated_at)  # SQLite's full-text search returns the latest ids at no cost
    unnumbered = [row for _, row in new if row.pk is None]
    for row, pk in zip(unnumbered, new_ids(connections[using], Article, len(unnumbered)), strict=True):
        row.pk = pk
    blocks = [_rendered(plan).blocks for plan, _ in new]
    insert_rows(connections[using], [row for _, row in new], {"blocks": blocks})
    names = [f.name for f in Article._meta.concrete_fields if f.name not in ("id", "imported_at", "import_run")]
    Article.objects.using(using).bulk_update(stored, names, batch_size=CHUNK)


def _identify(pairs: Sequence[tuple[Plan, Article]], component: LoadedComponent, using: str) -> None:
    """Write what identifies each article besides its headline: earlier headlines and addresses."""
    stored = [row.pk for _, row in pairs if row.pk in component.articles]
    rows = Identity.objects.using(using).filter(article__in=stored) if stored else ()
    before = {(one.article_id, one.key, one.headline): one.pk for one in rows}
    after = {
        (row.pk, key, headline)
        for plan, row in pairs
        for key, headline in (*plan.former, *((address_key(url), "") for url in plan.addresses))
    }
    if gone := [pk for identity, pk in before.items() if identity not in after]:
        Identity.objects.using(using).filter(pk__in=gone).delete()
    added = sorted(after - before.keys(), key=lambda identity: identity[1])
    Identity.objects.using(using).bulk_create(
        Identity(article_id=article, key=key, headline=headline) for article, key, headline in added
    )


def _move_documents(pairs: Sequence[tuple[Plan, Article]], component: LoadedComponent, using: str) -> None:
    """Assign stored documents to the article of their story where that has become another."""
    for plan, row in pairs:
        moved = [pk for pk in plan.documents if component.documents.get(pk, row.pk) != row.pk]
        if moved:
            Document.objects.using(using).filter(pk__in=moved).update(article=row.pk)


def _merge(into: Mapping[int, int], using: str) -> None:
    """Delete articles that turned out to be another; their addresses, and those that led to them, lead there."""
    moved = MergedArticle.objects.using(using)
    led = list(moved.filter(article__in=into))
    for row in led:
        row.article_id = into[row.article_id]
    moved.bulk_update(led, ["article"], batch_size=CHUNK)
    Article.objects.using(using).filter(pk__in=into).delete()
    moved.bulk_create(MergedArticle(number=pk, article_id=article) for pk, article in into.items())


def _write_traits(pairs: Sequence[tuple[Plan, Article]], component: LoadedComponent, using: str) -> None:
    """Write the keyword and near-duplicate hashes by which similar stories find each article."""
    stored = [row.pk for _, row in pairs if row.pk in component.articles]
    if stored:
        ArticleTrait.objects.using(using).filter(article__in=stored).delete()
    # in the order of the index, so that each of its pages is written once
    traits = sorted((trait, row.pk) for plan, row in pairs for trait in plan.current.traits)
    insert(connections[using], "articles_articletrait", ["hash", "article_id"], traits)


def _place(row: Article) -> tuple[dt.date, int]:
    """The day and the source (0 for none) under which an article is counted."""
    return counted_on(row.published_at), row.source_id or 0


def _count(rows: Sequence[Article], before: Mapping[int, tuple[dt.date, int]], using: str) -> None:
    """Move the counts of stories to their present days and sources; `before` by primary key."""
    changes = Counter(map(_place, rows))
    changes.subtract(Counter(before.values()))
    StoryCount.objects.using(using).add(changes)


def confidence_of(article: Article) -> Confidence | None:
    """Return the confidence that is stored with an article; None when no probability was estimated."""
    headline, body, related = article.headline_confidence, article.body_confidence, article.related_confidence
    if headline is None or body is None or related is None:
        return None
    return Confidence(headline, body, related)
