"""Search by SQLite's FTS5: two indexes beside the tables, kept true by triggers."""

import json
from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.highlight import CLOSE, OPEN
from articles.search.query import Query, Term
from articles.search.results import (
    CANDIDATES,
    EXTRACT_WORDS,
    PAGE_SIZE,
    WAITING_SIZE,
    Facets,
    Found,
    Hit,
    Waiting,
    WaitingHit,
    extract_of,
    facets_of,
)

# FTS5 gives the latest rows of a common word for nothing and the newest only by reading all. So the newest are chosen
# among the latest: exact up to so many matches, and beyond when stories came in roughly in the order of their dates.
LATEST = 5 * CANDIDATES
INDEXES = {"articles_article": ("headline", "standfirst", "body_text"), "articles_headline": ("text",)}
NEWEST = "articles_article_search_newest"  # dates by id: in the table they lie behind the bodies, 7 times as far
TOKENIZER = "porter unicode61 remove_diacritics 2"
_MAKE_NEWEST = f"CREATE INDEX IF NOT EXISTS {NEWEST} ON articles_article (id, dated_at, source_id)"

# One bm25 for each column, since each saturates by itself: fifty mentions in a body don't outweigh one in the headline.
_SCORE = """30 * bm25(articles_article_search, 1, 0, 0) + 6 * bm25(articles_article_search, 0, 1, 0)
        + bm25(articles_article_search, 0, 0, 1)"""
_CANDIDATES = """
WITH latest AS MATERIALIZED (
    SELECT rowid AS id, {score} AS score
    FROM articles_article_search WHERE articles_article_search MATCH %(match)s
    ORDER BY rowid DESC LIMIT %(latest)s
), matches AS MATERIALIZED (
    SELECT latest.id, latest.score, article.dated_at, article.source_id
    FROM latest CROSS JOIN articles_article article INDEXED BY {newest} ON article.id = latest.id
    ORDER BY article.dated_at DESC, article.id DESC LIMIT %(candidates)s + 1
), candidates AS (
    SELECT matches.id, matches.score, matches.dated_at, substr(matches.dated_at, 1, 4) AS year,
        coalesce(source.slug, '') AS slug, coalesce(source.name, '') AS name
    FROM (SELECT * FROM matches ORDER BY dated_at DESC, id DESC LIMIT %(candidates)s) matches
    LEFT JOIN articles_source source ON source.id = matches.source_id
)
"""
_FIND = f"""{_CANDIDATES.format(score=_SCORE, newest=NEWEST)}, chosen AS MATERIALIZED (
    SELECT id, score, dated_at FROM candidates
    WHERE (%(sources)s = '[]' OR slug IN (SELECT value FROM json_each(%(sources)s)))
        AND (%(years)s = '[]' OR year IN (SELECT value FROM json_each(%(years)s)))
), page AS (
    SELECT id, score, dated_at FROM chosen ORDER BY score, dated_at DESC, id DESC LIMIT %(size)s OFFSET %(offset)s
)
SELECT counts.total, counts.matched, page.id,
    (SELECT highlight(articles_article_search, 0, %(open)s, %(close)s) FROM articles_article_search
        WHERE articles_article_search MATCH %(match)s AND rowid = page.id),
    (SELECT snippet(articles_article_search, 1, %(open)s, %(close)s, '…', %(words)s) FROM articles_article_search
        WHERE articles_article_search MATCH %(match)s AND rowid = page.id),
    (SELECT snippet(articles_article_search, 2, %(open)s, %(close)s, '…', %(words)s) FROM articles_article_search
        WHERE articles_article_search MATCH %(match)s AND rowid = page.id)
FROM (SELECT (SELECT count(*) FROM chosen) AS total, (SELECT count(*) FROM matches) AS matched) counts
LEFT JOIN page ON true ORDER BY page.score, page.dated_at DESC, page.id DESC
"""  # noqa: S608
_COUNT_FACETS = f"""{_CANDIDATES.format(score=0, newest=NEWEST)}
SELECT slug, name, CAST(year AS INTEGER), count(*) FROM candidates GROUP BY slug, name, year
"""  # noqa: S608
_FIND_WAITING = """
WITH latest AS MATERIALIZED (
    SELECT rowid AS id, bm25(articles_headline_search) AS score
    FROM articles_headline_search WHERE articles_headline_search MATCH %(match)s
    ORDER BY rowid DESC LIMIT %(latest)s
), waiting AS MATERIALIZED (
    SELECT latest.id, latest.score, headline.wanted
    FROM latest CROSS JOIN articles_headline headline ON headline.id = latest.id
    WHERE headline.article_id IS NULL AND headline.wanted > 0
    ORDER BY latest.id DESC LIMIT %(candidates)s
), page AS (
    SELECT id, score, wanted FROM waiting ORDER BY wanted DESC, score, id LIMIT %(size)s
)
SELECT (SELECT count(*) FROM waiting), page.id, page.wanted,
    (SELECT highlight(articles_headline_search, 0, %(open)s, %(close)s) FROM articles_headline_search
        WHERE articles_headline_search MATCH %(match)s AND rowid = page.id)
FROM page ORDER BY page.wanted DESC, page.score, page.id
"""


def find(
    connection: BaseDatabaseWrapper, query: Query, sources: Sequence[str], years: Sequence[str], page: int
) -> Found:
    """One page of the hits from these sources and years; all when none is named."""
    values = _values(
        query,
        sources=json.dumps(sources),
        years=json.dumps(years),
        size=PAGE_SIZE,
        offset=(page - 1) * PAGE_SIZE,  # at most 1,000
        words=EXTRACT_WORDS,
    )
    with connection.cursor() as cursor:
        rows = cursor.execute(_FIND, values).fetchall()
    hits = tuple(Hit(pk, headline, extract_of(*texts)) for _, _, pk, headline, *texts in rows if pk is not None)
    return Found(hits, total=rows[0][0], is_capped=rows[0][1] > CANDIDATES)


def count_facets(connection: BaseDatabaseWrapper, query: Query) -> Facets:
    with connection.cursor() as cursor:
        return facets_of(cursor.execute(_COUNT_FACETS, _values(query)).fetchall())


def find_waiting(connection: BaseDatabaseWrapper, query: Query) -> Waiting:
    """The waiting headlines that match, most wanted first."""
    with connection.cursor() as cursor:
        rows = cursor.execute(_FIND_WAITING, _values(query, size=WAITING_SIZE)).fetchall()
    return Waiting(tuple(WaitingHit(pk, text, wanted) for _, pk, wanted, text in rows), rows[0][0] if rows else 0)


def match_of(query: Query) -> str:
    """The query in FTS5's language. Every term is quoted, so that no word of a reader is a command."""
    required = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in query.required)
    excluded = " OR ".join(map(_quoted, query.excluded))
    return f"({required}) NOT ({excluded})" if excluded else required


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the indexes and their triggers, and index what is stored."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE_NEWEST)
        for table, columns in INDEXES.items():
            _install_index(cursor, table, columns)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NEWEST}")
        for table, columns in INDEXES.items():
            for name in _triggers(table, columns):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {table}_search")


def restore(connection: BaseDatabaseWrapper) -> None:
    """Make again what is lost when Django alters a table by making another in its place: triggers, and the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'articles_%%_search%%'", [])
        names = {name for (name,) in cursor.fetchall()}
        if "articles_article_search" in names:
            cursor.execute(_MAKE_NEWEST)
        for table, columns in INDEXES.items():
            if f"{table}_search" in names and not _triggers(table, columns).keys() <= names:
                _install_index(cursor, table, columns)


def _install_index(cursor: object, table: str, columns: Sequence[str]) -> None:
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}_search USING fts5("
        f"{', '.join(columns)}, content='{table}', content_rowid='id', tokenize='{TOKENIZER}')"
    )
    for name, statement in _triggers(table, columns).items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(statement)
    cursor.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")  # noqa: S608


def _triggers(table: str, columns: Sequence[str]) -> dict[str, str]:
    """The statements that make the triggers of a table, by their names."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    add = f"INSERT INTO {table}_search(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    drop = f"INSERT INTO {table}_search({table}_search, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    events = {
        "insert": f"AFTER INSERT ON {table} BEGIN {add} END",
        "delete": f"AFTER DELETE ON {table} BEGIN {drop} END",
        "update": f"AFTER UPDATE OF {names} ON {table} WHEN {changed} BEGIN {drop} {add} END",
    }
    triggers = {f"{table}_search_{event}": rest for event, rest in events.items()}
    return {name: f"CREATE TRIGGER {name} {rest}" for name, rest in triggers.items()}


def _values(query: Query, **more: object) -> dict[str, object]:
    marks = {"open": OPEN, "close": CLOSE}
    return {"match": match_of(query), "latest": LATEST, "candidates": CANDIDATES, **marks, **more}


def _quoted(term: Term) -> str:
    return f'"{term.text}"*' if term.is_prefix else f'"{term.text}"'
