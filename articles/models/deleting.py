"""Deletes stories; their headlines lead to another story of the same headline, or wait again."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from articles.models.documents import Document
from articles.models.headlines import CHUNK, Headline, HeadlineQuerySet, Unmatched
from articles.models.sources import StoryCount, counted_on

type Articles = QuerySet[Any]  # an ArticleQuerySet; its module imports this one


@dataclass(frozen=True, slots=True)
class ByHand:
    """Who deletes stories, and when; their documents then stay out until they are added again."""

    user: User | None
    at: dt.datetime


def delete_articles(articles: Articles, by_hand: ByHand | None = None) -> tuple[int, dict[str, int]]:
    """Delete these stories in one transaction; return the number of deleted rows, in all and by model, as Django does.

    Headlines are locked before articles, as importers lock them. Articles that another transaction deletes meanwhile
    are left to it; links that another transaction adds meanwhile are found by looking twice.
    """
    using = articles.db
    with transaction.atomic(using=using):
        pks = batched(articles.order_by("pk").values_list("pk", flat=True), CHUNK)
        stored = articles.model.objects.using(using)
        chosen = [stored.filter(pk__in=some) for some in pks]
        headlines = Headline.objects.using(using)
        _lock_headlines(headlines, chosen)
        locked = [row for some in chosen for row in _lock(some)]
        headline_ids = _lock_headlines(headlines, chosen)
        leaving = {pk for pk, _, _ in locked}
        _redirect_headlines(headlines, headline_ids, leaving, stored.exclude(pk__in=leaving).leading())
        if by_hand:
            for some in chosen:
                _keep_out(some, by_hand)
        deleted = [models.QuerySet.delete(some) for some in chosen]
        headlines.recount(headline_ids)
        gone = Counter((counted_on(published_at), source or 0) for _, published_at, source in locked)
        StoryCount.objects.using(using).add({place: -count for place, count in gone.items()})
        by_model = sum((Counter(rows) for _, rows in deleted), Counter[str]())
        return by_model.total(), dict(by_model)


def _keep_out(articles: Articles, by_hand: ByHand) -> None:
    """Let the documents of these stories stay out, and know them by the headline of the story where they had none."""
    documents = Document.objects.using(articles.db).filter(article__in=articles.values("pk"))
    key = articles.model.objects.filter(pk=OuterRef("article")).values("key")
    documents.filter(key=None).update(key=Subquery(key))
    documents.update(deleted_at=by_hand.at, deleted_by=by_hand.user)


def _lock(articles: Articles) -> Iterable[tuple[int, dt.datetime | None, int | None]]:
    """Primary key, date of publication and source of each article that is still there, locked."""
    return articles.order_by("pk").select_for_update().values_list("pk", "published_at", "source_id")


def _lock_headlines(headlines: HeadlineQuerySet, chosen: Iterable[Articles]) -> list[int]:
    """Lock the headlines that these articles have, list or are led to by, and return their primary keys in order.

    Until its own headline is locked, an article may get more related headlines from an importer.
    """
    keys: dict[int, int] = {}
    while more := {pk: key for some in chosen for pk, key in _touching(headlines, some) if pk not in keys}:
        for some in batched(sorted(more, key=lambda pk: more[pk]), CHUNK):
            list(headlines.filter(pk__in=some).locked().values_list("pk"))
        keys |= more
    return sorted(keys)


def _touching(headlines: HeadlineQuerySet, articles: Articles) -> Iterator[tuple[int, int]]:
    """Primary key and key of each headline that these articles have, are led to by, or list."""
    pks = articles.values("pk")
    for touched in (Q(key__in=articles.values("key")), Q(article__in=pks), Q(mentions__article__in=pks)):
        yield from headlines.filter(touched).order_by().values_list("pk", "key")


def _redirect_headlines(
    headlines: HeadlineQuerySet, headline_ids: Sequence[int], leaving: Collection[int], remaining: Articles
) -> None:
    """Lead the headlines of the leaving articles to a remaining article, or to none; queue their matching.

    `headline_ids` are the locked headlines, which include these. Their counters are to be recounted after the deletion.
    `remaining` has the order of `ArticleQuerySet.leading`.
    """
    led = [
        headline
        for some in batched(headline_ids, CHUNK)
        for headline in headlines.filter(pk__in=some)
        if headline.article_id in leaving
    ]
    for headline in led:
        headline.article_id, headline.text = _next_article(headline, remaining)
        headline.same_as_id, headline.how = None, Headline.How.EXACT
    headlines.bulk_update(led, ["article", "text", "same_as", "how"], batch_size=CHUNK)
    queue = Unmatched.objects.using(headlines.db)
    queue.bulk_create(Unmatched(headline=headline, has_turned=True) for headline in led)


def _next_article(headline: Headline, remaining: Articles) -> tuple[int | None, str]:
    """The article that a headline leads to when only these remain, and the spelling that the headline has then."""
    current = remaining.filter(key=headline.key).values_list("pk", "headline").first()
    former = remaining.filter(identities__key=headline.key, identities__headline__gt="")
    waiting = (None, headline.listed_as or headline.text)
    return current or former.values_list("pk", "identities__headline").first() or waiting
