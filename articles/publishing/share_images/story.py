"""The words of a story's picture."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import date_format

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.publishing.share_images.drawing import SMALL, Words, share_image
from articles.publishing.share_images.fonts import font_for
from articles.typography.languages import direction_of, language_of_line


def image_of_story(pk: int) -> bytes | None:
    """The story's picture as PNG, None if there is no such story; one query."""
    for headline, language, source, published_at in _named(pk):
        day = date_format(published_at.date(), "j F Y") if published_at else ""
        is_rtl = direction_of(language_of_line(headline, language)) == "rtl"
        return share_image(Words(settings.SITE_NAME, headline, _printable(source or "", day), is_rtl))
    return None


def _printable(source: str, day: str) -> str:
    """The source and the day as far as one font has their letters: both, the source, or the day."""
    texts = (", ".join(filter(None, (source, day))), source, day)
    return next((text for text in texts if text and font_for(text, SMALL)), "")


@CompiledQuery
def _named(pk: int) -> QuerySet[Article, Row]:
    stories = Article.objects.filter(pk=pk).order_by()
    return stories.values_list("headline", "language", "source__name", "published_at")
