"""A story to be read, as its page and the fragments of its page need it."""

from collections.abc import Collection

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Source

LISTING = {"id", "source_id", "key", "slug", "keywords", "published_at", "language"}  # of which the list is made
TEXT = {"headline", "standfirst", "byline", "blocks", "body_html", "words"}
FACTS = {"imported_at", "dated_at", "captured_on", "url"}


def story_to_read(pk: int) -> Article | None:
    """The story with the columns that its page shows, and its source; one query. None if there is no such story."""
    for *own, headline_id, changes, found_by, name, slug in _whole(pk):
        article = Article.from_db(DEFAULT_DB_ALIAS, WHOLE, own)
        article.headline_id, article.changes, article.found_by = headline_id, changes, found_by
        if article.source_id:
            article.source = Source.from_db(DEFAULT_DB_ALIAS, ["id", "name", "slug"], [article.source_id, name, slug])
        return article
    return None


def story_with_list(pk: int) -> Article | None:
    """The story with what its related list is made from; one query. None if there is no such story."""
    for own in _brief(pk):
        return Article.from_db(DEFAULT_DB_ALIAS, BRIEF, own)
    return None


def _in_order(names: Collection[str]) -> list[str]:
    """The names in the order of the model's fields, which `from_db` asks for."""
    return [field.attname for field in Article._meta.concrete_fields if field.attname in names]


WHOLE, BRIEF = _in_order(LISTING | TEXT | FACTS), _in_order(LISTING)


@CompiledQuery
def _whole(pk: int) -> QuerySet[Article, Row]:
    stories = Article.objects.filter(pk=pk).for_reading().order_by()
    return stories.values_list(*WHOLE, "headline_id", "changes", "found_by", "source__name", "source__slug")


@CompiledQuery
def _brief(pk: int) -> QuerySet[Article, Row]:
    return Article.objects.filter(pk=pk).order_by().values_list(*BRIEF)
