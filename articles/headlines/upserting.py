"""Upsert headlines, link articles to them, and assign each headline the article that it leads to."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from operator import itemgetter

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.database.bulk import insert, stage, update
from articles.models import Article, Headline

CHUNK = 5_000  # keys per statement; SQLite takes 32,766 parameters
# Byte order on both databases, so that the smallest spelling is the same on each.
_COLLATION = {"sqlite": "BINARY", "postgresql": '"C"'}
_IS_SMALLER = """(excluded.listed_as <> ''
    AND (stored.listed_as = '' OR excluded.listed_as < stored.listed_as COLLATE {collation}))"""
_IS_EARLIER = """(excluded.listed_on IS NOT NULL
    AND (stored.listed_on IS NULL OR excluded.listed_on < stored.listed_on))"""
# A row for which the WHERE of the conflict is false is locked, but not written. The rows are sorted so that two
# importers lock them in the same order and cannot deadlock.
_UPSERT = """
INSERT INTO articles_headline AS stored (key, text, listed_as, listed_on, how, wanted, lists)
SELECT key, text, listed_as, listed_on, 'exact', 0, 0 FROM staged_headline WHERE true ORDER BY key
ON CONFLICT (key) DO UPDATE SET
    listed_as = CASE WHEN {is_smaller} THEN excluded.listed_as ELSE stored.listed_as END,
    listed_on = CASE WHEN {is_earlier} THEN excluded.listed_on ELSE stored.listed_on END,
    text = CASE WHEN {is_smaller} AND (stored.article_id IS NULL OR stored.same_as_id IS NOT NULL)
        THEN excluded.listed_as ELSE stored.text END
WHERE {is_smaller} OR {is_earlier}
RETURNING id
"""
_STORED_PAIRS = """
SELECT DISTINCT link.headline_id, link.list_key FROM staged_link link JOIN articles_relatedheadline stored
ON stored.headline_id = link.headline_id AND stored.list_key = link.list_key
"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The spellings of a headline."""

    text: str  # of its own article, or else of a related list
    listed_as: str  # the smallest one in a related list; "" when no list has it
    listed_on: dt.date | None  # the earliest known day of a page that lists it


def upsert_headlines(spellings: Mapping[int, Spelling], connection: BaseDatabaseWrapper) -> None:
    """Upsert and lock a row for each key; queue the headlines that are new or changed for matching.

    The rows stay locked until the transaction ends.
    """
    if not spellings:
        return
    statement = _UPSERT.format(
        is_smaller=_IS_SMALLER.format(collation=_COLLATION[connection.vendor]), is_earlier=_IS_EARLIER
    )
    rows = [
        (key, one.text, one.listed_as, one.listed_on and one.listed_on.isoformat())
        for key, one in sorted(spellings.items(), key=itemgetter(0))
    ]
    columns = ["key bigint", "text text", "listed_as text", "listed_on date"]
    stage(connection, "staged_headline", columns, rows)
    with connection.cursor() as cursor:
        changed = [pk for (pk,) in cursor.execute(statement).fetchall()]
    queue_for_matching(changed, connection, has_turned=False)


def link_headlines(lists: Sequence[tuple[int, int, Sequence[int]]], connection: BaseDatabaseWrapper) -> None:
    """Insert the links of new articles and add them to the counters of the headlines.

    Each row of `lists` has an article's primary key, the key of its list, and the keys of the headlines in the list, in
    order; the headlines must have been upserted. `wanted` grows by the number of new links to a headline, `lists` by
    the number of lists that did not contain it yet.
    """
    ids = headline_ids({key for _, _, keys in lists for key in keys}, connection.alias)
    links = [
        (article, ids[key], place, list_key)
        for article, list_key, keys in lists
        for place, key in enumerate(keys, start=1)
    ]
    wanted = Counter(headline for _, headline, _, _ in links)
    in_lists = Counter(headline for headline, _ in _new_pairs({(link[1], link[3]) for link in links}, connection))
    insert(connection, "articles_relatedheadline", ["article_id", "headline_id", "position", "list_key"], links)
    changes = ((count, in_lists[headline], headline) for headline, count in sorted(wanted.items()))
    update(connection, "articles_headline", {"wanted": "wanted + {}", "lists": "lists + {}"}, changes)


def _new_pairs(pairs: Collection[tuple[int, int]], connection: BaseDatabaseWrapper) -> set[tuple[int, int]]:
    """Return the pairs of headline id and list key that no stored link has."""
    stage(connection, "staged_link", ["headline_id bigint", "list_key bigint"], sorted(pairs))
    with connection.cursor() as cursor:
        return set(pairs) - set(cursor.execute(_STORED_PAIRS).fetchall())


def queue_for_matching(ids: Iterable[int], connection: BaseDatabaseWrapper, *, has_turned: bool) -> None:
    """Queue headlines for fuzzy matching; with `has_turned`, as they became live or waiting, their neighbours too."""
    insert(connection, "articles_unmatched", ["headline_id", "has_turned"], ((pk, has_turned) for pk in ids))


def headline_ids(keys: Collection[int], using: str) -> dict[int, int]:
    """Return the primary keys of the stored headlines, by key."""
    ids: dict[int, int] = {}
    for chunk in batched(sorted(keys), CHUNK):
        ids.update(Headline.objects.using(using).filter(key__in=chunk).values_list("key", "pk"))
    return ids


def assign_articles(keys: Collection[int], connection: BaseDatabaseWrapper) -> None:
    """Assign each headline the article that has it now, or one that had it earlier, and that article's spelling.

    A headline that leads to an article through another headline (`same_as`) keeps it until it has one of its own.
    """
    targets = _targets(keys, connection.alias)
    headlines = Headline.objects.using(connection.alias)
    rows = headlines.filter(key__in=keys).values_list("pk", "key", "article_id", "text", "listed_as", "same_as_id")
    changed, live = [], []
    for pk, key, article, text, listed_as, same_as in rows:
        if key in targets:
            live.append(pk)
        elif same_as:
            continue
        target = targets.get(key, (None, listed_as or text))
        if (article, text) != target or same_as:
            changed.append((*target, pk))
    update(
        connection,
        "articles_headline",
        {"article_id": "{}", "text": "{}", "same_as_id": "NULL", "how": "'exact'"},
        changed,
        types=("bigint", "text"),
    )
    queue_for_matching({*live, *(row[2] for row in changed)}, connection, has_turned=True)


def _targets(keys: Collection[int], using: str) -> dict[int, tuple[int, str]]:
    """Return the article that each key leads to, and the headline's spelling in it; keys without one are left out."""
    targets: dict[int, tuple[int, str]] = {}
    rows = Article.objects.using(using).filter(key__in=keys).leading()
    for key, article, text in rows.values_list("key", "pk", "headline"):
        targets.setdefault(key, (article, text))
    for key, article, text in _former_headlines(set(keys) - targets.keys(), using):
        targets.setdefault(key, (article, text))
    return targets


def _former_headlines(keys: Collection[int], using: str) -> list[tuple[int, int, str]]:
    """Return (key, article, spelling) of headlines that articles had earlier, the preferred article of a key first."""
    articles = Article.objects.using(using).filter(identities__key__in=keys, identities__headline__gt="").leading()
    rows = articles.values_list("identities__key", "pk", "identities__headline")
    return [row for row in rows if row[0] in keys and row[2]]
