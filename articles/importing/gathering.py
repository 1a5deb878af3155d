"""All captures that a batch has to be decided with: its own, and those of every article that they may touch."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Q

from articles.headlines import headline_key
from articles.importing.addresses import address_key
from articles.importing.captures import captures_of
from articles.importing.deciding import Capture
from articles.importing.problems import UnreadableError
from articles.linking.resolving import meet_headlines
from articles.models import Article, Document
from articles.understanding import UNDERSTOOD_BY


@dataclass(slots=True)
class Held:
    """What the library holds that a batch may touch: articles by primary key, and the article of each document."""

    articles: dict[int, Article] = field(default_factory=dict)
    documents: dict[int, int] = field(default_factory=dict)
    keys: set[int] = field(default_factory=set)  # of headlines that these articles have or had


def gather(brought: Collection[Capture], using: str) -> tuple[list[Capture], Held]:
    """The captures brought, with those of held articles that share a headline or an address with them, or with one
    that does, and so on to the end: what is left out can't change what is decided of these.

    The headlines brought must have been met (locked) before; further ones are met here as they turn up.
    """
    captures, held = list(brought), Held()
    known = {capture.document for capture in brought}
    seen: set[int] = set()
    names = _names(brought)
    while names:
        seen |= names
        found = [article for article in _named(names, using) if article.pk not in held.articles]
        held.articles.update({article.pk: article for article in found})
        again = _captures_again([article.pk for article in found], known, held, using)
        captures += again
        names = _names(again) - seen
        meet_headlines({key: text for key, text in _spellings(again).items() if key in names}, connections[using])
    held.keys = seen
    return captures, held


def _names(captures: Iterable[Capture]) -> set[int]:
    names = set()
    for capture in captures:
        names.add(headline_key(capture.story.headline))
        if capture.url:
            names.add(address_key(capture.url))
    return names


def _named(names: Collection[int], using: str) -> list[Article]:
    rows = Article.objects.using(using).filter(Q(key__in=names) | Q(identities__key__in=names))
    return list(rows.distinct().order_by("pk"))


def _captures_again(articles: Collection[int], known: Collection[int], held: Held, using: str) -> list[Capture]:
    """The held articles' captures, understood again; what today's understanding reads anew is met as it goes."""
    captures = []
    for document in Document.objects.using(using).filter(article__in=articles).exclude(pk__in=known).oldest():
        held.documents[document.pk] = document.article_id
        again = _again(document)
        if document.understood_by != UNDERSTOOD_BY:
            meet_headlines(_all_spellings(again), connections[using])
        captures += again
    return captures


def _again(document: Document) -> list[Capture]:
    """A held document's captures; none when today's understanding would refuse it."""
    try:
        return captures_of(
            document.content, document.media_type, document.source_name, document.pk, document.received_at
        )
    except UnreadableError:
        return []


def _spellings(captures: Iterable[Capture]) -> Mapping[int, str]:
    return smallest(capture.story.headline for capture in captures)


def _all_spellings(captures: Iterable[Capture]) -> Mapping[int, str]:
    return smallest(text for c in captures for text in (c.story.headline, *c.story.related))


def smallest(headlines: Iterable[str]) -> dict[int, str]:
    """The smallest spelling of each headline, by key."""
    spellings: dict[int, str] = {}
    for text in headlines:
        key = headline_key(text)
        spellings[key] = min(text, spellings.get(key, text))
    return spellings
