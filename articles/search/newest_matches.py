"""The newest rows whose text matches a query, whatever else is known of them: for lists of the admin panel."""

from enum import StrEnum

from django.db import connections

from articles.search import postgresql, sqlite
from articles.search.postgresql_index import CONFIGURATION
from articles.search.query import Query


class Index(StrEnum):
    """What is searched: headline, standfirst and body of articles, or the text of headlines."""

    ARTICLES = "articles_article"
    HEADLINES = "articles_headline"


def newest_matches(query: Query, index: Index, most: int, using: str = "default") -> list[int]:
    """The primary keys of at most so many matching rows, the newest first; none for an empty query."""
    if query.is_empty:
        return []
    connection = connections[using]
    if connection.vendor == "postgresql":
        match = postgresql.match_of(query)
        statement = f"SELECT id FROM {index}_newest(to_tsquery('{CONFIGURATION}', %s), %s)"  # noqa: S608
    else:
        match = sqlite.match_of(query)
        statement = f"SELECT rowid FROM {index}_search WHERE {index}_search MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        return [pk for (pk, *_) in cursor.execute(statement, [match, most]).fetchall()]
