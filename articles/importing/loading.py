"""Loads the captures that a batch must be planned with: its own, and those of every article that it may affect."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Exists, OuterRef, QuerySet

from articles.captures.building import captures_of
from articles.captures.by_hand.sources import KnownBoilerplate
from articles.captures.capture import Capture
from articles.captures.clustering import is_distinct
from articles.captures.version import UNDERSTOOD_BY
from articles.documents.problems import UnreadableError
from articles.headlines.upserting import Spelling, upsert_headlines
from articles.importing.by_hand.loading import mends_of, mends_of_articles
from articles.importing.workers.time_limit import within_limit
from articles.models import Article, Document, Identity, Revision
from articles.text.digests import headline_key
from articles.text.near_duplicates import comparable_story, is_same_story
from articles.text.urls import address_key
from articles.understanding import NO_MENDS, Mends


@dataclass(slots=True)
class LoadedComponent:
    """The stored articles that a batch may affect, by primary key, and the article of each of their documents."""

    articles: dict[int, Article] = field(default_factory=dict)
    documents: dict[int, int] = field(default_factory=dict)
    keys: set[int] = field(default_factory=set)  # of present and earlier headlines of these articles
    numbers: dict[int, int] = field(default_factory=dict)  # by document, of its article before that was merged


def load_component(
    new: Collection[Capture],
    before: Mapping[int, int],
    touched: Collection[int],
    boilerplate: KnownBoilerplate,
    using: str,
) -> tuple[list[Capture], LoadedComponent]:
    """Load the connected component of the new captures: every stored capture reachable by a shared headline or address.

    `plan_articles` gives the same on this set as on the whole library. Of a column with many texts under one headline
    ("Letters") only those similar to a capture in the set are understood again.

    `before` has the articles of documents that are imported or understood again; `touched` those whose documents may
    now be understood differently. The new captures' headlines must be upserted, and so locked; further ones are
    upserted here as they are found.
    """
    captures, component = list(new), LoadedComponent(documents=dict(before))
    loaded = {*before, *(capture.document for capture in new)}
    found = _locked(touched, using)
    names, seen, aside = _names(new), set(), dict[int, SetAside]()
    while names or found:
        seen |= names
        named = _named(names, using)
        aside |= _set_aside(named - set(touched), captures, using)
        found += _locked(named - aside.keys(), using)
        found = [article for article in dict.fromkeys(found) if article.pk not in component.articles]
        component.articles.update({article.pk: article for article in found})
        again = _stored_captures([article.pk for article in found], loaded, touched, component, boilerplate, using)
        captures += again
        names, found = _names(again) - seen, _locked({pk for pk, one in aside.items() if one.is_alike(again)}, using)
        further = {key: spelling for key, spelling in spellings_of(again).items() if key in names}
        upsert_headlines(further, connections[using])
    component.keys = seen | {article.key for article in component.articles.values()}
    return captures, component


def _names(captures: Iterable[Capture]) -> set[int]:
    names = set()
    for capture in captures:
        names.add(headline_key(capture.story.headline))
        if capture.url:
            names.add(address_key(capture.url))
    return names


def _named(names: Collection[int], using: str) -> set[int]:
    """The articles with these headlines or addresses; in two queries, as one with OR would scan the whole table."""
    known = set(Identity.objects.using(using).filter(key__in=names).values_list("article", flat=True))
    return known | set(Article.objects.using(using).filter(key__in=names).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article of one document with a source, left unloaded until a capture is similar to its text."""

    key: int
    comparable_text: str

    def is_alike(self, captures: Iterable[Capture]) -> bool:
        return any(
            headline_key(capture.story.headline) == self.key
            and is_same_story(self.comparable_text, capture.comparable_text)
            for capture in captures
        )


def _set_aside(pks: Collection[int], captures: Sequence[Capture], using: str) -> dict[int, SetAside]:
    """Those of these articles that share only a short headline with the captures, and no similar text.

    A truncated text may join any article under a long headline, and an address or an earlier text may connect an
    article with others: such articles are not among them.
    """
    if not pks:
        return {}
    of_one = Article.objects.using(using).filter(pk__in=pks, source__isnull=False, url=None, documents__isnull=False)
    of_one = of_one.filter(~Exists(_of(Identity)), ~Exists(_of(Revision))).annotate(n=Count("documents")).filter(n=1)
    rows = of_one.order_by().values_list("pk", "key", "headline", "standfirst", "body_text")
    found = {
        pk: SetAside(key, comparable_story(standfirst, body))
        for pk, key, headline, standfirst, body in rows
        if not is_distinct(headline)
    }
    return {pk: one for pk, one in found.items() if not one.is_alike(captures)}


def _of(model: type[Identity] | type[Revision]) -> QuerySet[Identity] | QuerySet[Revision]:
    return model.objects.filter(article=OuterRef("pk"))


def _locked(pks: Collection[int], using: str) -> list[Article]:
    """Lock these articles and load them as they are after concurrent changes; deleted ones are missing."""
    rows = Article.objects.using(using).filter(pk__in=pks).order_by("pk").select_related("source")
    return list(rows.select_for_update(of=("self",), no_key=True)) if pks else []


def articles_to_reread(keys: Collection[int], using: str) -> set[int]:
    """The articles of documents that have these headlines when read without known boilerplate."""
    rows = Document.objects.using(using).kept().filter(key__in=keys, article__isnull=False)
    return set(rows.values_list("article", flat=True))


def _stored_captures(
    articles: Collection[int],
    known: Collection[int],
    touched: Collection[int],
    component: LoadedComponent,
    boilerplate: KnownBoilerplate,
    using: str,
) -> list[Capture]:
    """The captures of stored articles, understood again; headlines that may be new by that are upserted."""
    captures: list[Capture] = []
    changed: list[Capture] = []
    rows = Document.objects.using(using).filter(article__in=articles).oldest() if articles else ()
    mends = mends_of_articles(articles, using)
    for document in (row for row in rows if row.pk not in known):
        if document.article_id:
            component.documents[document.pk] = document.article_id
        again = captures_of_document(document, boilerplate, mends.get(document.pk, NO_MENDS))
        if document.understood_by != UNDERSTOOD_BY or document.article_id in touched:
            changed += again
        captures += again
    upsert_headlines(spellings_of(changed), connections[using])
    return captures


def captures_of_document(
    document: Document, boilerplate: KnownBoilerplate, mends: Mends | None = None
) -> list[Capture]:
    """A stored document's captures; none when today's understanding refuses it. Its `mends` are loaded if not given."""
    if mends is None:
        mends = mends_of([document.pk], document._state.db or DEFAULT_DB_ALIAS).get(document.pk, NO_MENDS)
    try:
        return within_limit(partial(_understand, document, mends), boilerplate)
    except UnreadableError:
        return []


def _understand(document: Document, mends: Mends, boilerplate: KnownBoilerplate) -> list[Capture]:
    return captures_of(
        document.content,
        document.media_type,
        document.source_name,
        document.pk,
        document.received_at,
        boilerplate,
        mends,
    )


def spellings_of(captures: Iterable[Capture]) -> dict[int, Spelling]:
    """Every headline in the captures, by key, with the first day of a related list that has it."""
    own: dict[int, str] = {}
    listed: dict[int, str] = {}
    days: dict[int, dt.date] = {}
    for capture in captures:
        story = capture.story
        own[headline_key(story.headline)] = story.headline
        day = story.captured_on or (story.published.date() if story.published else None)
        for key, text in zip(capture.related, story.related, strict=True):
            if key not in listed or text < listed[key]:
                listed[key] = text
            if day and (key not in days or day < days[key]):
                days[key] = day
    return {
        key: Spelling(own.get(key, listed.get(key, "")), listed.get(key, ""), days.get(key)) for key in own | listed
    }
