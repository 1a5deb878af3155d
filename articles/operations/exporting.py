"""The library as JSON lines, without ids and times of import: two libraries that hold the same give the same bytes."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS

from articles.documents.formats.exported_library import story_line, waiting_line
from articles.documents.structured_story import Link, StructuredStory, StructuredText
from articles.importing.applying import confidence_of
from articles.models import Article, Headline, RelatedHeadline, Revision
from articles.understanding import Block

CHUNK = 500  # stories held at once


def export_lines(using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """One object a story, in the order of headline keys and fingerprints, then one a waiting headline."""
    stories = Article.objects.using(using).select_related("source").order_by("key", "fingerprint")
    stories = stories.prefetch_related("revisions")
    for article in stories.iterator(chunk_size=CHUNK):
        yield story_line(_story(article, using))
    waiting = Headline.objects.using(using).filter(article=None, wanted__gt=0).order_by("key")
    for text, wanted in waiting.values_list("text", "wanted").iterator(chunk_size=CHUNK):
        yield waiting_line(text, wanted)


def _story(article: Article, using: str) -> StructuredStory:
    links = RelatedHeadline.objects.using(using).filter(article=article).order_by("position", "headline__key")
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
            Link(text, live is not None, how)
            for text, live, how in links.values_list("headline__text", "headline__article", "headline__how")
        ),
    )


def _text(row: Article | Revision) -> StructuredText:
    blocks = tuple(Block(**block) for block in row.blocks)
    return StructuredText(row.headline, row.standfirst, blocks, row.captured_on)
