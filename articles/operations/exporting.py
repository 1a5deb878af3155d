"""Exports the library as JSON lines, without ids and times of import: equal libraries give equal bytes."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Prefetch, QuerySet

from articles.documents.formats.exported_library import story_line, waiting_line
from articles.documents.structured_story import Link, StructuredStory, StructuredText
from articles.importing.applying import confidence_of
from articles.models import Article, Headline, RelatedHeadline, Revision
from articles.understanding import Block

CHUNK = 500  # stories in memory at once


def export_lines(using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """One object a story, in the order of headline keys and fingerprints, then one a waiting headline."""
    yield from story_lines(Article.objects.using(using).select_related("source").order_by("key", "fingerprint"))
    waiting = Headline.objects.using(using).filter(article=None, wanted__gt=0).order_by("key")
    for text, wanted in waiting.values_list("text", "wanted").iterator(chunk_size=CHUNK):
        yield waiting_line(text, wanted)


def story_lines(stories: QuerySet[Article]) -> Iterator[str]:
    """One object for each of these stories, in their order."""
    links = RelatedHeadline.objects.using(stories.db).select_related("headline").order_by("position", "headline__key")
    for article in stories.prefetch_related("revisions", Prefetch("related", links)).iterator(chunk_size=CHUNK):
        yield story_line(_story(article))


def _story(article: Article) -> StructuredStory:
    source = article.source
    return StructuredStory(
        current=_text(article),
        revisions=tuple(_text(revision) for revision in sorted(article.revisions.all(), key=lambda r: r.position)),
        source=source.name if source else "",
        tagline=source.tagline if source else "",
        source_url=source.url if source else "",
        byline=article.byline,
        language=article.language,
        published=article.published_at,
        url=article.url,
        confidence=confidence_of(article),
        related=tuple(
            Link(link.headline.text, not link.headline.is_waiting, link.headline.how) for link in article.related.all()
        ),
    )


def _text(row: Article | Revision) -> StructuredText:
    blocks = tuple(Block(**block) for block in row.blocks)
    return StructuredText(row.headline, row.standfirst, blocks, row.captured_on)
