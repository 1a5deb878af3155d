"""The queries of a search, each run with the statements of one database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.query import Query
from articles.search.types import (
    Hit,
    Order,
    Selection,
    StoryHits,
    WaitingHits,
    facets_of,
    waiting_hits_of,
)


@dataclass(frozen=True, slots=True)
class Engine:
    """The statements of one database, which all take named parameters, and the functions that depend on it."""

    find: Callable[[Query, Order], str]  # rows: total, is capped, facets as JSON, and those of `hits`; NULL without hit
    find_waiting: str  # rows: as `waiting_hits_of` takes them
    count: Callable[[Query], str]  # one row with one number
    parameters: Callable[[Query], dict[str, Any]]  # those that depend on the query alone
    array: Callable[[Sequence[str]], Any]  # a list of strings as a parameter
    hits: Callable[[BaseDatabaseWrapper, Query, Sequence[Sequence[Any]]], Sequence[Hit]]
    id_column: int  # of a row of `find`, counted from 0

    def find_stories(self, connection: BaseDatabaseWrapper, query: Query, selection: Selection) -> StoryHits:
        """Return the pages of the selection, of the stories that match, and the counts of all."""
        rows = self._found(connection, query, selection)
        total, is_capped, facets = rows[0][:3]
        hits = self.hits(connection, query, [row[3:] for row in rows if row[-1] is not None])
        return StoryHits(tuple(hits), total, bool(is_capped), facets_of(facets))

    def find_ids(self, connection: BaseDatabaseWrapper, query: Query, selection: Selection) -> list[int]:
        """Return the primary keys of the stories that match, of the pages of the selection, by one statement."""
        rows = self._found(connection, query, selection)
        return [row[self.id_column] for row in rows if row[-1] is not None]

    def _found(self, connection: BaseDatabaseWrapper, query: Query, selection: Selection) -> Sequence[Sequence[Any]]:
        parameters = self.parameters(query) | {
            "sources": self.array(selection.sources),
            "years": self.array(selection.years),
            "offset": selection.offset,
            "limit": selection.limit,
        }
        with connection.cursor() as cursor:
            rows: Sequence[Sequence[Any]] = cursor.execute(self.find(query, selection.order), parameters).fetchall()
        return rows

    def find_headlines(self, connection: BaseDatabaseWrapper, query: Query) -> WaitingHits:
        """Return the first WAITING_SIZE waiting headlines that match, most wanted first."""
        with connection.cursor() as cursor:
            rows = cursor.execute(self.find_waiting, self.parameters(query)).fetchall()
        return waiting_hits_of(rows)

    def count_matches(self, connection: BaseDatabaseWrapper, query: Query) -> int:
        """Count the stories and waiting headlines that match, up to about a thousand of each."""
        with connection.cursor() as cursor:
            count: int = cursor.execute(self.count(query), self.parameters(query)).fetchone()[0]
        return count
