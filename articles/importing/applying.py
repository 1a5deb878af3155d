"""Plans to rows: what is new is inserted, what differs is changed, what fell together is merged."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import connections
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify

from articles.captures.planning import Plan, SourceName, Version
from articles.captures.rendering import blocks_as_json
from articles.database.bulk import insert, insert_rows, new_ids
from articles.importing.loading import LoadedComponent
from articles.importing.related_links import write_links
from articles.models import Article, ArticleTrait, Document, Identity, Import, Revision, Source, StoryCount, slug_of
from articles.text.digests import headline_key
from articles.text.urls import address_key
from articles.understanding import Confidence

CHUNK = 500  # rows a statement


def write_plans(
    plans: Sequence[Plan], held: LoadedComponent, run: Import | None, now: dt.datetime, using: str
) -> tuple[dict[int, int], dict[int, str]]:
    """Make the library hold these plans. Gives the article and the state of each of their documents, by primary key."""
    sources = _sources([plan.source for plan in plans if plan.source], using)
    kept, absorbed = _identities(plans, held)
    counted = {pk: _place(held.articles[pk]) for pk in kept if pk}
    rows = [_article(plan, held.articles.get(pk), sources, run, now) for plan, pk in zip(plans, kept, strict=True)]
    left = set(held.documents.values()) - {*kept, *absorbed}  # their documents tell no story any more
    Identity.objects.using(using).filter(article__in=left, headline="").delete()
    pairs = list(zip(plans, rows, strict=True))
    _save(pairs, [*absorbed, *left], using)
    _move_documents(pairs, held, using)
    if absorbed:
        Article.objects.using(using).filter(pk__in=absorbed).delete()
    _identify(pairs, held, using)
    write_links(pairs, held, using)
    _mark(pairs, held, using)
    _revise(pairs, held, now, using)
    _count(rows, counted, using)
    return {document: row.pk for plan, row in pairs for document in plan.documents}, _states(plans, kept)


def _states(plans: Sequence[Plan], kept: Sequence[int | None]) -> dict[int, str]:
    """What became of each document: created where it began an article, updated where it brought a text."""
    states = {}
    for plan, pk in zip(plans, kept, strict=True):
        for index, document in enumerate(plan.documents):
            changed = Document.State.UPDATED if document in plan.changing else Document.State.UNCHANGED
            states[document] = Document.State.CREATED if pk is None and index == 0 else changed
    return states


def _identities(plans: Sequence[Plan], held: LoadedComponent) -> tuple[list[int | None], list[int]]:
    """For each plan the article that it goes on, or None; and the articles that go up in another.

    An article goes on in the plan of its own source, else in the one with most of its documents, so that an address
    keeps its paper; where several meet in one plan, the oldest does.
    """
    shares: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for index, plan in enumerate(plans):
        for document in plan.documents:
            if document in held.documents:
                shares[held.documents[document]][index] += 1
    heirs: defaultdict[int, list[int]] = defaultdict(list)
    for article, counts in shares.items():
        heirs[max(counts, key=lambda index: _claim(plans[index], index, article, counts, held))].append(article)
    kept = [min(heirs[index]) if index in heirs else None for index in range(len(plans))]
    return kept, [article for articles in heirs.values() for article in articles if article != min(articles)]


def _claim(plan: Plan, index: int, article: int, counts: Counter[int], held: LoadedComponent) -> tuple:
    source = held.articles[article].source
    is_of_its_source = bool(plan.source and source and plan.source.key == source.key)
    return is_of_its_source, counts[index], -index


def _sources(names: Iterable[SourceName], using: str) -> dict[str, Source]:
    """The source rows, by key; each with the name and tagline of its newest capture."""
    newest: dict[str, SourceName] = {}
    for name in names:
        newest[name.key] = max(name, newest.get(name.key, name), key=_newness)
    rows = [
        Source(
            key=key, slug=_source_slug(name), name=name.name, tagline=name.tagline, seen_on=name.seen_on, url=name.url
        )
        for key, name in sorted(newest.items())
    ]
    Source.objects.using(using).bulk_create(rows, ignore_conflicts=True)
    sources = {row.key: row for row in Source.objects.using(using).filter(key__in=newest).order_by("key")}
    older = [row.pk for row in sources.values() if _newness(row) < _newness(newest[row.key])]
    for row in Source.objects.using(using).filter(pk__in=older).select_for_update().order_by("key"):
        name = max(row, newest[row.key], key=_newness)
        row.name, row.tagline, row.seen_on, row.url = name.name, name.tagline, name.seen_on, row.url or name.url
        row.save(using=using, update_fields=["name", "tagline", "seen_on", "url"])
    return sources


def _newness(source: Source | SourceName) -> tuple:
    return (source.seen_on or dt.date.min, source.name, source.tagline)


def _source_slug(name: SourceName) -> str:
    """From the key alone, so that order doesn't show; with its hash where ASCII can't hold the key."""
    slug = slugify(name.key)[:60].strip("-")
    return slug if name.key.isascii() and slug else f"{slug or 'source'}-{headline_key(name.key) & 0xFFFFFFFF:x}"


def _article(
    plan: Plan, row: Article | None, sources: dict[str, Source], run: Import | None, now: dt.datetime
) -> Article:
    """The row as it should be: the held one changed, or a new one."""
    if row:
        row.blocks = blocks_as_json(plan.current.blocks)
    row = row or Article(imported_at=now, import_run=run)
    for name, value in _values(plan, sources).items():
        setattr(row, name, value)
    row.dated_at = row.published_at or row.imported_at
    return row


def _values(plan: Plan, sources: dict[str, Source]) -> dict[str, Any]:
    current, sure, rendered = plan.current, plan.current.confidence, plan.current.rendered
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
        "language": plan.language,
        "published_at": plan.published,
        "captured_on": current.captured_on,
        "fingerprint": current.fingerprint,
        "url": plan.url,
        "document_id": plan.document,
        "confidence": sure.least if sure else None,
        "headline_confidence": sure.headline if sure else None,
        "body_confidence": sure.body if sure else None,
        "related_confidence": sure.related if sure else None,
    }


def _save(pairs: Sequence[tuple[Plan, Article]], others: Sequence[int], using: str) -> None:
    """Insert the new and update the held; a text or an address may pass from one article to another on the way."""
    new = [(plan, row) for plan, row in pairs if row.pk is None]
    held = [row for _, row in pairs if row.pk is not None]
    passing = Concat(Value("passing on "), Cast("pk", TextField()))
    if passed := [*(row.pk for row in held), *others]:
        Article.objects.using(using).filter(pk__in=passed).update(fingerprint=passing, url=None)
    new.sort(key=lambda pair: pair[1].dated_at)  # SQLite's search gives the latest ids for nothing
    for (_, row), pk in zip(new, new_ids(connections[using], Article, len(new)), strict=True):
        row.pk = pk
    blocks = [plan.current.rendered.blocks for plan, _ in new]
    insert_rows(connections[using], [row for _, row in new], {"blocks": blocks})
    names = [f.name for f in Article._meta.concrete_fields if f.name not in ("id", "imported_at", "import_run")]
    Article.objects.using(using).bulk_update(held, names, batch_size=CHUNK)


def _identify(pairs: Sequence[tuple[Plan, Article]], held: LoadedComponent, using: str) -> None:
    """What each article is known by besides its headline."""
    again = [row.pk for _, row in pairs if row.pk in held.articles]
    rows = Identity.objects.using(using).filter(article__in=again) if again else ()
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


def _move_documents(pairs: Sequence[tuple[Plan, Article]], held: LoadedComponent, using: str) -> None:
    """Held documents whose story turned out to be another article's follow it there."""
    for plan, row in pairs:
        moved = [pk for pk in plan.documents if held.documents.get(pk, row.pk) != row.pk]
        if moved:
            Document.objects.using(using).filter(pk__in=moved).update(article=row.pk)


def _mark(pairs: Sequence[tuple[Plan, Article]], held: LoadedComponent, using: str) -> None:
    """The traits by which kindred stories find each article."""
    again = [row.pk for _, row in pairs if row.pk in held.articles]
    if again:
        ArticleTrait.objects.using(using).filter(article__in=again).delete()
    traits = sorted((trait, row.pk) for plan, row in pairs for trait in plan.current.traits)  # a page of the index once
    insert(connections[using], "articles_articletrait", ["hash", "article_id"], traits)


def _place(row: Article) -> tuple[dt.date, int]:
    """Where a story is counted: its day and its source."""
    return row.dated_at.date(), row.source_id or 0


def _count(rows: Sequence[Article], before: Mapping[int, tuple[dt.date, int]], using: str) -> None:
    """Count stories where they are now, and no more where they were; `before` by primary key."""
    changes = Counter(map(_place, rows))
    changes.subtract(Counter(before.values()))
    StoryCount.objects.using(using).add(changes)


def _revise(pairs: Sequence[tuple[Plan, Article]], held: LoadedComponent, now: dt.datetime, using: str) -> None:
    """Each article's earlier texts, rewritten only where they differ."""
    before: defaultdict[int, list[tuple]] = defaultdict(list)
    if again := [row.pk for _, row in pairs if row.pk in held.articles]:
        rows = Revision.objects.using(using).filter(article__in=again).order_by("position")
        for article, *values in rows.values_list("article", "fingerprint", "captured_on"):
            before[article].append(tuple(values))
    changed = [
        (plan, row) for plan, row in pairs if [(v.fingerprint, v.captured_on) for v in plan.revisions] != before[row.pk]
    ]
    if not changed:
        return
    Revision.objects.using(using).filter(article__in=[row.pk for _, row in changed]).delete()
    Revision.objects.using(using).bulk_create(
        _revision(row, position, version, after, now)
        for plan, row in changed
        for position, (version, after) in enumerate(pairwise((*plan.revisions, plan.current)), start=1)
    )


def confidence_of(article: Article) -> Confidence | None:
    """Return the confidence that is stored with an article; None when nothing was judged."""
    if article.body_confidence is None:
        return None
    return Confidence(article.headline_confidence, article.body_confidence, article.related_confidence)


def _revision(article: Article, position: int, version: Version, after: Version, now: dt.datetime) -> Revision:
    seen_at = version.seen_at or now
    return Revision(
        article=article,
        position=position,
        headline=version.headline,
        standfirst=version.standfirst,
        blocks=blocks_as_json(version.blocks),
        fingerprint=version.fingerprint,
        captured_on=version.captured_on,
        seen_at=seen_at,
        changed_at=max(seen_at, after.seen_at or now),
    )
