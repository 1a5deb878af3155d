"""Many stories with their texts, for pages and books that hold all of them."""

from collections.abc import Iterator, Sequence
from itertools import batched

from articles.models import Article

AT_ONCE = 20  # stories in memory
COLUMNS = (
    *("slug", "headline", "standfirst", "byline", "blocks", "body_html", "body_text", "words", "language"),
    *("published_at", "captured_on", "imported_at", "dated_at", "url"),
    *("source__name", "source__slug"),
)


def whole_stories(numbers: Sequence[int]) -> Iterator[Article]:
    """The stories with these numbers, in this order, each with its source; one query for twenty of them.

    A story that has gone meanwhile is left out.
    """
    for some in batched(numbers, AT_ONCE):
        found = Article.objects.filter(pk__in=some).order_by().select_related("source").only(*COLUMNS).in_bulk()
        yield from (found[pk] for pk in some if pk in found)
