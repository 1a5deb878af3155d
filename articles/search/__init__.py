"""Search of stories and waiting headlines: one interface over SQLite's FTS5 and PostgreSQL's tsvector."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.database.time_limit import TooSlowError, time_limit
from articles.search import postgresql, postgresql_index, sqlite, sqlite_index
from articles.search.engine import Engine
from articles.search.highlight import narrowed
from articles.search.query import Query, parse, replace_control_characters
from articles.search.spelling import correct
from articles.search.types import (
    LAST_PAGE,
    PAGE_SIZE,
    Facet,
    Hit,
    Order,
    Results,
    Selection,
    StoryHits,
    WaitingHit,
    WaitingHits,
)

__all__ = [
    "PAGE_SIZE",
    "Facet",
    "Hit",
    "Order",
    "Query",
    "Results",
    "TooSlowError",
    "WaitingHit",
    "parse",
    "release_tables",
    "restore_index",
    "search",
    "story_ids",
    "suggest",
]

_ENGINES = {"sqlite": sqlite.ENGINE, "postgresql": postgresql.ENGINE}
_INDEXES = {"sqlite": sqlite_index, "postgresql": postgresql_index}


def search(
    query: Query,
    *,
    sources: Sequence[str] = (),
    years: Sequence[int] = (),
    order: Order = Order.BEST,
    page: int = 1,
    pages: int = 1,
    using: str = "default",
) -> Results:
    """Return so many pages of results from one on, counted from 1; beyond the last one there are counts but no hits.

    Only the newest 1,000 matches are considered. They are ordered by relevance (a match in the headline before one in
    the standfirst before one in the body, then the newer) or by date. A story must be of one of the `sources` (slugs,
    "" for stories without one) and of one of the `years`, if any are given. Runs two statements (three on PostgreSQL,
    where extracts are made by one of their own), or none for an empty query. Raises TooSlowError after
    settings.SEARCH_SECONDS.
    """
    if query.is_empty:
        return Results()
    connection = connections[using]
    engine = _engine_of(connection)
    slugs, page = tuple(map(replace_control_characters, sources)), min(max(page, 1), LAST_PAGE + 1)
    selection = Selection(slugs, tuple(map(str, years)), order, page, pages)
    with time_limit(settings.SEARCH_SECONDS, using):
        stories = engine.find_stories(connection, query, selection)
        waiting = engine.find_headlines(connection, query)
    if query.has_single_letter:
        stories, waiting = _narrowed(stories, waiting, query.words)
    return Results(
        hits=stories.hits,
        total=stories.total,
        is_capped=stories.is_capped,
        sources=stories.facets.sources,
        years=stories.facets.years,
        waiting=waiting.hits,
        waiting_total=waiting.total,
        has_more_waiting=waiting.has_more,
    )


def story_ids(
    query: Query,
    *,
    sources: Sequence[str] = (),
    years: Sequence[int] = (),
    order: Order = Order.BEST,
    page: int = 1,
) -> list[int]:
    """Return the primary keys of the stories on one page of the results that `search` gives; one statement."""
    if query.is_empty:
        return []
    connection = connections["default"]
    slugs = tuple(map(replace_control_characters, sources))
    selection = Selection(slugs, tuple(map(str, years)), order, min(max(page, 1), LAST_PAGE))
    with time_limit(settings.SEARCH_SECONDS, "default"):
        return _engine_of(connection).find_ids(connection, query, selection)


def _narrowed(stories: StoryHits, waiting: WaitingHits, words: Sequence[str]) -> tuple[StoryHits, WaitingHits]:
    """Return the hits with only these words marked."""
    hits = [Hit(hit.article_id, narrowed(hit.headline, words), narrowed(hit.extract, words)) for hit in stories.hits]
    headlines = [replace(hit, text=narrowed(hit.text, words)) for hit in waiting.hits]
    return replace(stories, hits=tuple(hits)), replace(waiting, hits=tuple(headlines))


def suggest(text: str, *, using: str = "default") -> str | None:
    """Return the query with its misspelt words corrected, or None if that finds no more.

    Meant for queries with few results: words in headlines, or in more than two stories, count as spelt correctly.
    Raises TooSlowError as `search` does.
    """
    connection = connections[using]
    with time_limit(settings.SEARCH_SECONDS, using):
        return correct(text, connection, _engine_of(connection).count_matches)


def restore_index(connection: BaseDatabaseWrapper) -> None:
    """Create the index anew unless it is that of this version of the program; stored rows are indexed by that.

    For after migrations: on SQLite, Django alters a table by copying it, which drops the triggers of the index.
    """
    index = _INDEXES[connection.vendor]
    if connection.vendor == "sqlite":
        sqlite_index.create_views(connection)
    if not index.is_current(connection):
        with transaction.atomic(using=connection.alias):
            index.remove(connection)
            index.install(connection)


def release_tables(connection: BaseDatabaseWrapper) -> None:
    """Let migrations alter tables: on SQLite, the views of the index would keep them from it."""
    if connection.vendor == "sqlite":
        sqlite_index.drop_views(connection)


def _engine_of(connection: BaseDatabaseWrapper) -> Engine:
    return _ENGINES[connection.vendor]
