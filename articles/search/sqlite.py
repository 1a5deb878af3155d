"""The statements that search SQLite's FTS5 indexes, which articles.search.sqlite_index creates."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.engine import Engine
from articles.search.folded.marks import printed
from articles.search.highlight import CLOSE, EXTRACT_WORDS, OPEN, extract_of
from articles.search.query import Query, Term
from articles.search.sqlite_index import NEWEST
from articles.search.types import CANDIDATES, WAITING_SIZE, Hit, Order

# FTS5 walks the matches of a word from the latest row id backwards at no cost, but finds the newest by date only by
# reading all of them. So the newest are chosen among the latest LATEST matches: exact up to that number, and beyond it
# when stories were imported roughly in the order of their dates.
LATEST = 20 * CANDIDATES  # stories
LATEST_HEADLINES = 5 * CANDIDATES  # live and waiting

# One bm25 per column, since each saturates by itself: fifty mentions in a body do not outweigh one in the headline.
_SCORE = """30 * bm25(articles_article_search, 1, 0, 0) + 6 * bm25(articles_article_search, 0, 1, 0)
        + bm25(articles_article_search, 0, 0, 1)"""
_MATCHES = f"""
WITH latest AS MATERIALIZED (
    SELECT rowid AS id FROM articles_article_search WHERE articles_article_search MATCH %(match)s
    ORDER BY rowid DESC LIMIT {LATEST}
), dated AS NOT MATERIALIZED (
    SELECT latest.id, article.dated_at, article.source_id
    FROM latest CROSS JOIN articles_article article INDEXED BY {NEWEST} ON article.id = latest.id
), matches AS MATERIALIZED (
    SELECT * FROM dated WHERE (SELECT count(*) FROM latest) <= {CANDIDATES}
    UNION ALL SELECT * FROM (
        SELECT * FROM dated WHERE (SELECT count(*) FROM latest) > {CANDIDATES}
        ORDER BY dated_at DESC, id DESC LIMIT {CANDIDATES} + 1
    )
)
"""  # noqa: S608
# Scores and highlights are expensive, so they are computed only for the rows that need them, in one walk through the
# index between the first and the last of those: a walk of its own for each row costs much, and for a prefix as much as
# all of its words together.
_FIND = f"""{_MATCHES}, candidates AS MATERIALIZED (
    SELECT id, dated_at, coalesce(source_id, 0) AS source, CAST(dated_at AS INTEGER) AS year
    FROM matches WHERE id IS NOT (
        SELECT id FROM matches WHERE (SELECT count(*) FROM matches) > {CANDIDATES} ORDER BY dated_at, id LIMIT 1)
), chosen AS MATERIALIZED (
    SELECT id, dated_at FROM candidates
    WHERE (%(sources)s = '[]' OR source IN (
            SELECT coalesce(source.id, 0) FROM json_each(%(sources)s) given
            LEFT JOIN articles_source source ON source.slug = given.value WHERE source.id > 0 OR given.value = ''))
        AND (%(years)s = '[]' OR year IN (SELECT CAST(value AS INTEGER) FROM json_each(%(years)s)))
), scored AS MATERIALIZED (
    {{scored}}
), page AS MATERIALIZED (
    SELECT scored.id, scored.score, article.dated_at
    FROM scored CROSS JOIN articles_article article INDEXED BY {NEWEST} ON article.id = scored.id
    ORDER BY scored.score, article.dated_at DESC, article.id DESC LIMIT %(limit)s OFFSET %(offset)s
), shown AS MATERIALIZED (
    SELECT rowid AS id, highlight(articles_article_search, 0, '{OPEN}', '{CLOSE}') AS headline,
        snippet(articles_article_search, 1, '{OPEN}', '{CLOSE}', '…', {EXTRACT_WORDS}) AS standfirst,
        snippet(articles_article_search, 2, '{OPEN}', '{CLOSE}', '…', {EXTRACT_WORDS}) AS body
    FROM articles_article_search WHERE articles_article_search MATCH %(match)s
        AND rowid BETWEEN (SELECT min(id) FROM page) AND (SELECT max(id) FROM page) AND +rowid IN (SELECT id FROM page)
)
SELECT (SELECT count(*) FROM chosen), (SELECT count(*) FROM matches) > {CANDIDATES},
    (SELECT json_group_array(json_array(coalesce(slug, ''), coalesce(name, ''), year, count))
        FROM (SELECT source, year, count(*) AS count FROM candidates GROUP BY source, year) pairs
        LEFT JOIN articles_source ON articles_source.id = pairs.source),
    page.id, shown.headline, shown.standfirst, shown.body, article.headline, article.standfirst, article.body_text
FROM (SELECT 1) LEFT JOIN page ON true LEFT JOIN shown ON shown.id = page.id
LEFT JOIN articles_article article ON article.id = page.id
ORDER BY page.score, page.dated_at DESC, page.id DESC
"""  # noqa: S608
_SCORED = {
    Order.BEST: f"""SELECT rowid AS id, {_SCORE} AS score
    FROM articles_article_search WHERE articles_article_search MATCH %(match)s
        AND rowid BETWEEN (SELECT min(id) FROM chosen) AND (SELECT max(id) FROM chosen)
        AND +rowid IN (SELECT id FROM chosen)""",  # noqa: S608
    Order.NEWEST: "SELECT id, 0 AS score FROM chosen",
}
_WAITING = f"""
latest_headlines AS MATERIALIZED (
    SELECT rowid AS id FROM articles_headline_search WHERE articles_headline_search MATCH %(match)s
    ORDER BY rowid DESC LIMIT %(latest_headlines)s
), waiting AS MATERIALIZED (
    SELECT headline.id, headline.wanted
    FROM latest_headlines CROSS JOIN articles_headline headline ON headline.id = latest_headlines.id
    WHERE headline.article_id IS NULL AND headline.wanted > 0
    ORDER BY headline.id DESC LIMIT {CANDIDATES}
)
"""  # noqa: S608
_FIND_WAITING = f"""WITH {_WAITING}, scored AS MATERIALIZED (
    SELECT rowid AS id, bm25(articles_headline_search) AS score
    FROM articles_headline_search WHERE articles_headline_search MATCH %(match)s
        AND rowid BETWEEN (SELECT min(id) FROM waiting) AND (SELECT max(id) FROM waiting)
        AND +rowid IN (SELECT id FROM waiting)
), page AS MATERIALIZED (
    SELECT headline.id, headline.wanted, scored.score
    FROM scored CROSS JOIN articles_headline headline ON headline.id = scored.id
    ORDER BY headline.wanted DESC, scored.score, headline.id LIMIT {WAITING_SIZE}
), shown AS MATERIALIZED (
    SELECT rowid AS id, highlight(articles_headline_search, 0, '{OPEN}', '{CLOSE}') AS text
    FROM articles_headline_search WHERE articles_headline_search MATCH %(match)s
        AND rowid BETWEEN (SELECT min(id) FROM page) AND (SELECT max(id) FROM page) AND +rowid IN (SELECT id FROM page)
)
SELECT (SELECT count(*) FROM waiting), (SELECT count(*) FROM latest_headlines) >= %(latest_headlines)s,
    page.id, page.wanted, shown.text, headline.text
FROM page CROSS JOIN shown ON shown.id = page.id CROSS JOIN articles_headline headline ON headline.id = page.id
ORDER BY page.wanted DESC, page.score, page.id
"""  # noqa: S608
_COUNT = f"{_MATCHES}, {_WAITING} SELECT (SELECT count(*) FROM matches) + (SELECT count(*) FROM waiting)"  # noqa: S608
_STATEMENTS = {order: _FIND.format(scored=scored) for order, scored in _SCORED.items()}


def match_of(query: Query) -> str:
    """Return the query in FTS5's query language, with every term quoted so that no word acts as an operator."""
    required = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in query.required)
    excluded = " OR ".join(map(_quoted, query.excluded))
    return f"({required}) NOT ({excluded})" if excluded else required


def _find(_: Query, order: Order) -> str:
    return _STATEMENTS[order]


def _count(_: Query) -> str:
    return _COUNT


def _hits(_: BaseDatabaseWrapper, __: Query, rows: Sequence[Sequence[Any]]) -> list[Hit]:
    return [
        Hit(pk, printed(headline, texts[0]), extract_of(printed(standfirst, texts[1]), printed(body, texts[2])))
        for pk, headline, standfirst, body, *texts in rows
    ]


def _parameters(query: Query) -> dict[str, Any]:
    return {"match": match_of(query), "latest_headlines": LATEST_HEADLINES}


def _quoted(term: Term) -> str:
    return f'"{term.text}"*' if term.is_prefix else f'"{term.text}"'


ENGINE = Engine(
    find=_find,
    find_waiting=_FIND_WAITING,
    count=_count,
    parameters=_parameters,
    array=json.dumps,
    hits=_hits,
    id_column=3,
)
