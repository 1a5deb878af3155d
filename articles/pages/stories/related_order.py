"""The order of a story's related list, without its rows: for the stories that are opened from it."""

from django.db.models import F, QuerySet

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import RelatedHeadline
from articles.pages.stories.peeks import LEAD_KEY
from articles.text.keywords import subject_overlap


def neighbours_in_list(listing: int, own: int, own_key: int) -> list[int]:
    """The stories to which the first live headlines of a story's related list lead, as its page shows them; one query.

    The story `own` stands among them if its headline, whose key is given, is listed.
    """
    rows = _listed_with_story(listing)
    keywords = [word.casefold() for word in (rows[0][3] or "").splitlines()] if rows else []
    rows.sort(key=lambda row: -subject_overlap(keywords, row[2]))
    return list(dict.fromkeys(own if key == own_key else article for article, key, *_ in rows))


@CompiledQuery
def _listed_with_story(article: int) -> QuerySet[RelatedHeadline, Row]:
    """The live headlines of a story's list but its own, with the story's keywords."""
    return (
        RelatedHeadline.objects.live()
        .filter(article=article)
        .exclude(headline__article=F("article"))
        .order_by("position", "pk")
        .values_list("headline__article_id", LEAD_KEY, "headline__text", "article__keywords")
    )
