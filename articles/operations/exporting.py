"""Exports the library as JSON lines, without ids and times of import: equal libraries give equal bytes."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Prefetch

from articles.models import Article, Headline, RelatedHeadline, Revision

CHUNK = 500  # stories in memory at once


def export_lines(using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """One object a story, in the order of headline keys and fingerprints, then one a waiting headline."""
    stories = Article.objects.using(using).select_related("source").order_by("key", "fingerprint")
    links = RelatedHeadline.objects.using(using).select_related("headline").order_by("position", "headline__key")
    stories = stories.prefetch_related("revisions", Prefetch("related", links))
    for article in stories.iterator(chunk_size=CHUNK):
        yield _line(_story(article))
    waiting = Headline.objects.using(using).filter(article=None, wanted__gt=0).order_by("key")
    for text, wanted in waiting.values_list("text", "wanted").iterator(chunk_size=CHUNK):
        yield _line({"kind": "waiting", "headline": text, "wanted": wanted})


def _story(article: Article) -> dict[str, Any]:
    source = article.source
    return {
        "kind": "story",
        "source": {"name": source.name, "tagline": source.tagline, "url": source.url} if source else None,
        **_text(article),
        "byline": article.byline,
        "language": article.language,
        "published": article.published_at.isoformat() if article.published_at else None,
        "url": article.url,
        "confidence": _confidence(article),
        "related": [
            {
                "text": link.headline.text,
                "state": "waiting" if link.headline.is_waiting else "live",
                "how": link.headline.how,
            }
            for link in article.related.all()
        ],
        "revisions": [_text(revision) for revision in sorted(article.revisions.all(), key=lambda r: r.position)],
    }


def _confidence(article: Article) -> dict[str, float] | None:
    """The probability that each part is right; None when it was not estimated."""
    if article.body_confidence is None:
        return None
    return {part: getattr(article, f"{part}_confidence") for part in ("headline", "body", "related")}


def _text(row: Article | Revision) -> dict[str, Any]:
    return {
        "headline": row.headline,
        "standfirst": row.standfirst,
        "blocks": row.blocks,
        "captured_on": row.captured_on.isoformat() if row.captured_on else None,
    }


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)
