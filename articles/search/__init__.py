"""Search of stories and waiting headlines: one interface over SQLite's FTS5 and PostgreSQL's tsvector."""

from collections.abc import Sequence
from types import ModuleType

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search import postgresql, sqlite
from articles.search.query import Query, clean, parse
from articles.search.spelling import correct
from articles.search.types import LAST_PAGE, PAGE_SIZE, Chosen, Facet, Hit, Order, Results, WaitingHit

__all__ = [
    "PAGE_SIZE",
    "Facet",
    "Hit",
    "Order",
    "Query",
    "Results",
    "WaitingHit",
    "parse",
    "restore_index",
    "search",
    "suggest",
]


def search(
    query: Query,
    *,
    sources: Sequence[str] = (),
    years: Sequence[int] = (),
    order: Order = Order.BEST,
    page: int = 1,
    using: str = "default",
) -> Results:
    """The page of results, from 1; beyond the last page there are no hits, but the counts stand.

    Of the newest 1,000 matches, and ordered inside them: the best first (a match in the headline before one in the
    standfirst before one in the body, then the newer), or the newest. Of the sources (slugs, "" for stories without
    one) and years chosen, one of each is enough. Two statements; none for an empty query.
    """
    if query.is_empty:
        return Results()
    connection = connections[using]
    backend = _backend(connection)
    chosen = Chosen(
        tuple(clean(slug) for slug in sources), tuple(map(str, years)), order, min(max(page, 1), LAST_PAGE + 1)
    )
    found = backend.find(connection, query, chosen)
    waiting = backend.find_waiting(connection, query)
    return Results(
        hits=found.hits,
        total=found.total,
        is_capped=found.is_capped,
        sources=found.facets.sources,
        years=found.facets.years,
        waiting=waiting.hits,
        waiting_total=waiting.total,
        has_more_waiting=waiting.has_more,
    )


def suggest(text: str, *, using: str = "default") -> str | None:
    """The text with its misspelt words as headlines spell them, if that finds more; None when there is nothing better.

    To be asked when a search is scant: a word that is in headlines, or that more than two stories hold, is right.
    """
    connection = connections[using]
    return correct(text, connection, _backend(connection).count_matches)


def restore_index(connection: BaseDatabaseWrapper) -> None:
    """Make again what a migration took from the search index without meaning to."""
    _backend(connection).restore(connection)


def _backend(connection: BaseDatabaseWrapper) -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
