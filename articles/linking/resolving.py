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
    """Lead each headline to its article, or else to one that has had it, and give it that article's spelling."""
    leading: dict[int, Article] = {}
    rows = Article.objects.using(using).filter(key__in=keys).only("key", "headline").leading()
    for article in rows:
        leading.setdefault(article.key, article)
    leads = {key: (article.pk, article.headline) for key, article in leading.items()}
    for key, article, text in _former(set(keys) - leads.keys(), using):
        leads.setdefault(key, (article, text))
    headlines = list(Headline.objects.using(using).filter(key__in=keys))
    for headline in headlines:
        headline.article_id, headline.text = leads.get(headline.key, (None, headline.listed_as or headline.text))
    Headline.objects.using(using).bulk_update(headlines, ["article", "text"], batch_size=500)


def _former(keys: Collection[int], using: str) -> list[tuple[int, int, str]]:
    """Headlines that articles have had: key, article and spelling, the one to lead to first."""
    rows = Article.objects.using(using).filter(identities__key__in=keys, identities__headline__gt="")
    rows = rows.leading().values_list("identities__key", "pk", "identities__headline")
    return [row for row in rows if row[0] in keys and row[2]]
