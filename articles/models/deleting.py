"""Deletes stories; their headlines lead to another story of the same headline, or wait again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q, QuerySet

CHUNK = 1_000  # rows a statement; SQLite takes 32,766 parameters


def delete_articles(articles: QuerySet) -> tuple[int, dict[str, int]]:
    """Delete these stories in one transaction; return the number of deleted rows, in all and by model, as Django does.

    Headlines are locked before articles, as importers lock them. Articles that another transaction deletes meanwhile
    are left to it; links that another transaction adds meanwhile are found by looking twice.
    """
    using = articles.db
    with transaction.atomic(using=using):
        pks = batched(articles.order_by("pk").values_list("pk", flat=True), CHUNK)
        chosen = [articles.model.objects.using(using).filter(pk__in=some) for some in pks]
        headlines = _rows_of("Headline", using)
        _lock_headlines(headlines, chosen)
        locked = [row for some in chosen for row in _lock(some)]
        headline_ids = _lock_headlines(headlines, chosen)
        _redirect_headlines(headlines, [pk for pk, _, _ in locked], headline_ids)
        deleted = [models.QuerySet.delete(some) for some in chosen]
        headlines.recount(headline_ids)
        gone = Counter((dated_at.date(), source or 0) for _, dated_at, source in locked)
        _rows_of("StoryCount", using).add({place: -count for place, count in gone.items()})
        by_model = sum((Counter(rows) for _, rows in deleted), Counter())
        return by_model.total(), dict(by_model)


def _lock(articles: QuerySet) -> QuerySet:
    """Primary key, date and source of each article that is still there, locked."""
    return articles.order_by("pk").select_for_update().values_list("pk", "dated_at", "source_id")


def _lock_headlines(headlines: QuerySet, chosen: Iterable[QuerySet]) -> list[int]:
    """Lock the headlines that these articles have, list or are led to by, and return their primary keys in order.

    Until its own headline is locked, an article may get more related headlines from an importer.
    """
    keys: dict[int, int] = {}
    while more := {pk: key for some in chosen for pk, key in _touching(headlines, some) if pk not in keys}:
        for some in batched(sorted(more, key=lambda pk: more[pk]), CHUNK):
            list(headlines.filter(pk__in=some).locked().values_list("pk"))
        keys |= more
    return sorted(keys)


def _touching(headlines: QuerySet, articles: QuerySet) -> Iterator[tuple[int, int]]:
    """Primary key and key of each headline that these articles have, are led to by, or list."""
    pks = articles.values("pk")
    for touched in (Q(key__in=articles.values("key")), Q(article__in=pks), Q(mentions__article__in=pks)):
        yield from headlines.filter(touched).order_by().values_list("pk", "key")


def _redirect_headlines(headlines: QuerySet, article_ids: Sequence[int], headline_ids: Sequence[int]) -> None:
    """Lead the headlines of these articles to another article of the same headline, or to none; queue their matching.

    `headline_ids` are the locked headlines, which include these. Their counters are to be recounted after the deletion.
    """
    leaving = set(article_ids)
    led = [
        headline
        for some in batched(headline_ids, CHUNK)
        for headline in headlines.filter(pk__in=some)
        if headline.article_id in leaving
    ]
    for headline in led:
        headline.article_id, headline.text = _next_article(headline, article_ids, headlines.db)
        headline.same_as_id, headline.how = None, "exact"
    headlines.bulk_update(led, ["article", "text", "same_as", "how"], batch_size=CHUNK)
    queue = _rows_of("Unmatched", headlines.db)
    queue.bulk_create(queue.model(headline=headline, has_turned=True) for headline in led)


def _next_article(headline: models.Model, without: Sequence[int], using: str) -> tuple[int | None, str]:
    """The article that a headline leads to without these articles, and the spelling that the headline has then."""
    others = _rows_of("Article", using).exclude(pk__in=without)
    current = others.filter(key=headline.key).leading().values_list("pk", "headline").first()
    former = others.filter(identities__key=headline.key, identities__headline__gt="").leading()
    waiting = (None, headline.listed_as or headline.text)
    return current or former.values_list("pk", "identities__headline").first() or waiting


def _rows_of(model: str, using: str) -> Any:  # noqa: ANN401  a queryset with the methods of its model's own class
    """All rows of a model, by name: the models import this module."""
    return apps.get_model("articles", model).objects.using(using)
