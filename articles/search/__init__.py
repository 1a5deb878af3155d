"""Search of stories and waiting headlines: one interface over SQLite's FTS5 and PostgreSQL's tsvector."""

from collections.abc import Sequence
from types import ModuleType

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search import postgresql, sqlite
from articles.search.query import Query, clean, parse
from articles.search.results import LAST_PAGE, PAGE_SIZE, Facet, Hit, Results, WaitingHit

__all__ = ["PAGE_SIZE", "Facet", "Hit", "Query", "Results", "WaitingHit", "parse", "restore_index", "search"]


def search(
    query: Query, *, sources: Sequence[str] = (), years: Sequence[int] = (), page: int = 1, using: str = "default"
) -> Results:
    """The page of results, from 1; beyond the last page there are no hits, but the counts stand.

    Ranked inside the newest 1,000 matches, a match in the headline before one in the standfirst before one in the body.
    Of the sources (slugs, "" for stories without one) and years chosen, one of each is enough.
    Three statements; none for an empty query.
    """
    if query.is_empty:
        return Results()
    connection = connections[using]
    backend = _backend(connection)
    chosen = [clean(slug) for slug in sources], [str(year) for year in years]
    found = backend.find(connection, query, *chosen, min(max(page, 1), LAST_PAGE + 1))
    facets = backend.count_facets(connection, query)
    waiting = backend.find_waiting(connection, query)
    return Results(found.hits, found.total, found.is_capped, facets.sources, facets.years, waiting.hits, waiting.total)


def restore_index(connection: BaseDatabaseWrapper) -> None:
    """Make again what a migration took from the search index without meaning to."""
    _backend(connection).restore(connection)


def _backend(connection: BaseDatabaseWrapper) -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
