"""All captures that a batch has to be decided with: its own, and those of every article that they may touch."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Count, Exists, OuterRef, QuerySet

from articles.captures.building import KnownBoilerplate, captures_of
from articles.captures.capture import Capture
from articles.captures.clustering import is_distinct
from articles.captures.version import UNDERSTOOD_BY
from articles.documents.problems import UnreadableError
from articles.headlines.upserting import Spelling, upsert_headlines
from articles.models import Article, Document, Identity, Revision
from articles.text.digests import headline_key
from articles.text.near_duplicates import comparable_story, is_same_story
from articles.text.urls import address_key


@dataclass(slots=True)
class LoadedComponent:
    """What the library holds that a batch may touch: articles by primary key, and the article of each document."""

    articles: dict[int, Article] = field(default_factory=dict)
    documents: dict[int, int] = field(default_factory=dict)
    keys: set[int] = field(default_factory=set)  # of headlines that these articles have or had


def load_component(
    brought: Collection[Capture],
    before: Mapping[int, int],
    touched: Collection[int],
    boilerplate: KnownBoilerplate,
    using: str,
) -> tuple[list[Capture], LoadedComponent]:
    """The captures brought, with those of held articles that share a headline or an address with them, or with one
    that does, and so on to the end: what is left out can't change what is decided of these. Of a column's many texts
    ("Letters") only those that are alike to one here are understood again.

    `before` are the articles of documents that come again; `touched` those whose documents may be understood anew.
    The headlines brought must have been met (locked) before; further ones are met here as they turn up.
    """
    captures, held = list(brought), LoadedComponent(documents=dict(before))
    known = {*before, *(capture.document for capture in brought)}
    found = _locked(touched, using)
    names, seen, aside = _names(brought), set(), dict[int, Aside]()
    while names or found:
        seen |= names
        named = _named(names, using)
        aside |= _aside(named - set(touched), captures, using)
        found += _locked(named - aside.keys(), using)
        found = [article for article in dict.fromkeys(found) if article.pk not in held.articles]
        held.articles.update({article.pk: article for article in found})
        again = _captures_again([article.pk for article in found], known, touched, held, boilerplate, using)
        captures += again
        names, found = _names(again) - seen, _locked({pk for pk, one in aside.items() if one.is_alike(again)}, using)
        further = {key: spelling for key, spelling in spellings_of(again).items() if key in names}
        upsert_headlines(further, connections[using])
    held.keys = seen | {article.key for article in held.articles.values()}
    return captures, held


def _names(captures: Iterable[Capture]) -> set[int]:
    names = set()
    for capture in captures:
        names.add(headline_key(capture.story.headline))
        if capture.url:
            names.add(address_key(capture.url))
    return names


def _named(names: Collection[int], using: str) -> set[int]:
    """The articles of these headlines and addresses. One question for both would read the whole table."""
    known = set(Identity.objects.using(using).filter(key__in=names).values_list("article", flat=True))
    return known | set(Article.objects.using(using).filter(key__in=names).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Aside:
    """What a story of one document is compared by. It has a masthead: without, it would have gone to another's."""

    key: int
    comparable_text: str

    def is_alike(self, captures: Iterable[Capture]) -> bool:
        return any(
            headline_key(capture.story.headline) == self.key
            and is_same_story(self.comparable_text, capture.comparable_text)
            for capture in captures
        )


def _aside(pks: Collection[int], captures: Sequence[Capture], using: str) -> dict[int, Aside]:
    """Those of these articles that share no more than a short headline with any capture.

    Under a longer one a text that breaks off may join any, and an address or an earlier text may tie them to others.
    """
    if not pks:
        return {}
    of_one = Article.objects.using(using).filter(pk__in=pks, source__isnull=False, url=None, documents__isnull=False)
    of_one = of_one.filter(~Exists(_of(Identity)), ~Exists(_of(Revision))).annotate(n=Count("documents")).filter(n=1)
    rows = of_one.order_by().values_list("pk", "key", "headline", "standfirst", "body_text")
    found = {
        pk: Aside(key, comparable_story(standfirst, body))
        for pk, key, headline, standfirst, body in rows
        if not is_distinct(headline)
    }
    return {pk: one for pk, one in found.items() if not one.is_alike(captures)}


def _of(model: type[Identity | Revision]) -> QuerySet:
    return model.objects.filter(article=OuterRef("pk"))


def _locked(pks: Collection[int], using: str) -> list[Article]:
    """These articles as they are now, whoever was just deleting or changing them."""
    rows = Article.objects.using(using).filter(pk__in=pks).order_by("pk").select_related("source")
    return list(rows.select_for_update(of=("self",), no_key=True)) if pks else []


def articles_to_reread(keys: Collection[int], using: str) -> set[int]:
    """The articles of documents that by themselves have these headlines."""
    rows = Document.objects.using(using).kept().filter(key__in=keys, article__isnull=False)
    return set(rows.values_list("article", flat=True))


def _captures_again(
    articles: Collection[int],
    known: Collection[int],
    touched: Collection[int],
    held: LoadedComponent,
    boilerplate: KnownBoilerplate,
    using: str,
) -> list[Capture]:
    """The held articles' captures, understood again; the headlines of what is read anew are met."""
    captures, anew = [], []
    rows = Document.objects.using(using).filter(article__in=articles).oldest() if articles else ()
    for document in (row for row in rows if row.pk not in known):
        held.documents[document.pk] = document.article_id
        again = _again(document, boilerplate)
        if document.understood_by != UNDERSTOOD_BY or document.article_id in touched:
            anew += again
        captures += again
    upsert_headlines(spellings_of(anew), connections[using])
    return captures


def _again(document: Document, boilerplate: KnownBoilerplate) -> list[Capture]:
    """A held document's captures; none when today's understanding would refuse it."""
    try:
        return captures_of(
            document.content, document.media_type, document.source_name, document.pk, document.received_at, boilerplate
        )
    except UnreadableError:
        return []


def spellings_of(captures: Iterable[Capture]) -> dict[int, Spelling]:
    """Every headline that captures name, by key, with the first day of a list that names it."""
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
