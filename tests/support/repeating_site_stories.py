"""What the library holds of the site whose pages repeat lines."""

from articles.models import Article
from tests.support.repeating_site import HEADLINES


def held():
    """Headline, body and related headlines of every article, in the order of the pages."""
    rows = {row.headline: row for row in Article.objects.all()}
    return [(row.headline, row.body_text, related_of(row)) for headline in HEADLINES if (row := rows.get(headline))]


def related_of(article):
    return list(article.related.order_by("position").values_list("headline__text", flat=True))
