"""Headlines meet their articles: the one sorted upsert, the links, and which article a headline leads to."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from operator import itemgetter

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.database.bulk import insert, stage, update
from articles.models import Article, Headline

CHUNK = 5_000  # keys a statement; SQLite takes 32,766 parameters
# Byte order on both databases, so that the smallest spelling is the same on each.
_COLLATION = {"sqlite": "BINARY", "postgresql": '"C"'}
_IS_SMALLER = """(excluded.listed_as <> ''
    AND (held.listed_as = '' OR excluded.listed_as < held.listed_as COLLATE {collation}))"""
_IS_EARLIER = """(excluded.listed_on IS NOT NULL
    AND (held.listed_on IS NULL OR excluded.listed_on < held.listed_on))"""
# A row that a conflict would not change is locked all the same, and not written. Sorted, so that two importers wait
# for each other here and never in a circle.
_MEET = """
INSERT INTO articles_headline AS held (key, text, listed_as, listed_on, how, wanted, lists)
SELECT key, text, listed_as, listed_on, 'exact', 0, 0 FROM staged_headline WHERE true ORDER BY key
ON CONFLICT (key) DO UPDATE SET
    listed_as = CASE WHEN {is_smaller} THEN excluded.listed_as ELSE held.listed_as END,
    listed_on = CASE WHEN {is_earlier} THEN excluded.listed_on ELSE held.listed_on END,
    text = CASE WHEN {is_smaller} AND (held.article_id IS NULL OR held.same_as_id IS NOT NULL)
        THEN excluded.listed_as ELSE held.text END
WHERE {is_smaller} OR {is_earlier}
RETURNING id
"""
_HELD = """
SELECT DISTINCT link.headline_id, link.list_key FROM staged_link link JOIN articles_relatedheadline held
ON held.headline_id = link.headline_id AND held.list_key = link.list_key
"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a headline is spelt: by its story or else by a list, and by the lists alone ("" when none names it).

    `listed_on` is the earliest day of a page that lists it, where one is known.
    """

    text: str
    listed_as: str
    listed_on: dt.date | None


def upsert_headlines(spellings: Mapping[int, Spelling], connection: BaseDatabaseWrapper) -> None:
    """Make sure of a row for every key, locked until the transaction ends. What is new or changed is to be matched."""
    if not spellings:
        return
    statement = _MEET.format(
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
    to_match(changed, connection, has_turned=False)


def link_headlines(lists: Sequence[tuple[int, int, Sequence[int]]], connection: BaseDatabaseWrapper) -> None:
    """New links, all of new articles: for each its primary key, the key of its list, and those of its headlines.

    The headlines have been met. Each is counted by how many links it gets, and by how many lists that are new to it.
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
    """Those of a headline and a list in which it didn't stand so far."""
    stage(connection, "staged_link", ["headline_id bigint", "list_key bigint"], sorted(pairs))
    with connection.cursor() as cursor:
        return set(pairs) - set(cursor.execute(_HELD).fetchall())


def to_match(ids: Iterable[int], connection: BaseDatabaseWrapper, *, has_turned: bool) -> None:
    """Note that these headlines are to be compared with those nearly equal; whether they turned live or waiting."""
    insert(connection, "articles_unmatched", ["headline_id", "has_turned"], ((pk, has_turned) for pk in ids))


def headline_ids(keys: Collection[int], using: str) -> dict[int, int]:
    """Primary keys of the headlines, by key."""
    found: dict[int, int] = {}
    for some in batched(sorted(keys), CHUNK):
        found.update(Headline.objects.using(using).filter(key__in=some).values_list("key", "pk"))
    return found


def assign_articles(keys: Collection[int], connection: BaseDatabaseWrapper) -> None:
    """Lead each headline to its article, or else to one that has had it, and give it that article's spelling.

    One that leads to a story of other words goes on doing so, unless it has a story of its own now.
    """
    leads = _leads(keys, connection.alias)
    headlines = Headline.objects.using(connection.alias)
    rows = headlines.filter(key__in=keys).values_list("pk", "key", "article_id", "text", "listed_as", "same_as_id")
    changed, live = [], []
    for pk, key, article, text, listed_as, same_as in rows:
        if key in leads:
            live.append(pk)
        elif same_as:
            continue
        lead = leads.get(key, (None, listed_as or text))
        if (article, text) != lead or same_as:
            changed.append((*lead, pk))
    update(
        connection,
        "articles_headline",
        {"article_id": "{}", "text": "{}", "same_as_id": "NULL", "how": "'exact'"},
        changed,
        types=("bigint", "text"),
    )
    to_match({*live, *(row[2] for row in changed)}, connection, has_turned=True)


def _leads(keys: Collection[int], using: str) -> dict[int, tuple[int, str]]:
    """For each key the article to lead to, and the headline's spelling there."""
    leads: dict[int, tuple[int, str]] = {}
    rows = Article.objects.using(using).filter(key__in=keys).leading()
    for key, article, text in rows.values_list("key", "pk", "headline"):
        leads.setdefault(key, (article, text))
    for key, article, text in _former(set(keys) - leads.keys(), using):
        leads.setdefault(key, (article, text))
    return leads


def _former(keys: Collection[int], using: str) -> list[tuple[int, int, str]]:
    """Headlines that articles have had: key, article and spelling, the one to lead to first."""
    rows = Article.objects.using(using).filter(identities__key__in=keys, identities__headline__gt="")
    rows = rows.leading().values_list("identities__key", "pk", "identities__headline")
    return [row for row in rows if row[0] in keys and row[2]]
