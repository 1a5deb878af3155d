"""Headlines meet their articles: the one sorted upsert, and which article a headline leads to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from operator import itemgetter

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import Article, Headline

CHUNK = 5_000  # keys a statement; SQLite takes 32,766 parameters
# Byte order on both databases, so that the smallest spelling is the same on each.
_COLLATION = {"sqlite": "BINARY", "postgresql": '"C"'}
_MEET = """
INSERT INTO articles_headline AS held (key, text, listed_as, wanted) VALUES (%s, %s, %s, 0)
ON CONFLICT (key) DO UPDATE SET
    listed_as = CASE WHEN {is_smaller} THEN excluded.listed_as ELSE held.listed_as END,
    text = CASE WHEN held.article_id IS NULL AND {is_smaller} THEN excluded.listed_as ELSE held.text END
"""
_IS_SMALLER = """(excluded.listed_as <> ''
    AND (held.listed_as = '' OR excluded.listed_as < held.listed_as COLLATE {collation}))"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a headline is spelt: by its story or else by a list, and by the lists alone ("" when none names it)."""

    text: str
    listed_as: str


def meet_headlines(spellings: Mapping[int, Spelling], connection: BaseDatabaseWrapper) -> None:
    """Make sure of a row for every key, and lock it until the transaction ends.

    In the order of the keys: two importers wait for each other here, and never in a circle.
    """
    statement = _MEET.format(is_smaller=_IS_SMALLER.format(collation=_COLLATION[connection.vendor]))
    rows = [(key, spelling.text, spelling.listed_as) for key, spelling in sorted(spellings.items(), key=itemgetter(0))]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def headline_ids(keys: Collection[int], using: str) -> dict[int, int]:
    """Primary keys of the headlines, by key."""
    wanted, found = list(keys), {}
    for start in range(0, len(wanted), CHUNK):
        rows = Headline.objects.using(using).filter(key__in=wanted[start : start + CHUNK])
        found.update(rows.values_list("key", "pk"))
    return found


def settle_headlines(keys: Collection[int], using: str) -> None:
    """Lead each headline to its article, if it has one, and give it the article's spelling."""
    leading: dict[int, Article] = {}
    rows = Article.objects.using(using).filter(key__in=keys).only("key", "headline").leading()
    for article in rows:
        leading.setdefault(article.key, article)
    headlines = list(Headline.objects.using(using).filter(key__in=leading))
    for headline in headlines:
        article = leading[headline.key]
        headline.article_id, headline.text = article.pk, article.headline
    Headline.objects.using(using).bulk_update(headlines, ["article", "text"], batch_size=500)
