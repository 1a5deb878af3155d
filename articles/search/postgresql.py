"""The statements that search PostgreSQL's tsvectors, whose tables articles.search.postgresql_index creates."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.lexicon.stopwords import STOP_WORDS
from articles.search.engine import Engine
from articles.search.postgresql_extracts import WHOLE, hits_of
from articles.search.postgresql_index import CONFIGURATION, MAX_BODY, MAX_HEADLINE, MAX_STANDFIRST
from articles.search.query import Query, Term
from articles.search.types import CANDIDATES, WAITING_SIZE, Hit, Order

# The GIN index knows which words a story has, but only its tsvector knows whether they are adjacent. So a phrase is
# searched for in the newest PHRASED stories that have all its words: fetching a tsvector takes 4 to 20 microseconds.
PHRASED = 5 * CANDIDATES
MOST_COMMON = 3  # of the stop words of a phrase without others, those that the index looks for: each is in most stories
LATEST_HEADLINES = 2 * CANDIDATES  # that match, live and waiting
# A common word is found fastest by walking from the newest row backwards, all others by reading their rows from the
# index; the wrong plan takes seconds. A sample of the newest rows decides which one is used. In a small table there is
# no need for one, because reading from the index is never much slower.
SMALL = {"articles_article": 20_000, "articles_headline": 80_000}  # rows
SAMPLE = 250  # rows
NEAR = 80_000  # rows walked at most
WALKED = {
    "articles_article": 10.0,
    "articles_headline": 1.3,
}  # cost of a row that is walked; of one that is read, 0.3 us


def _newest(name: str, table: str, query: str, most: str) -> str:
    """Return common table expressions, the last one called `name`: the newest matches, by the cheaper plan.

    If s of n sampled rows match, walking costs walked * most * n / s, and reading rows * s / n.
    """
    rows = f"(SELECT rows FROM walk_{name})"  # noqa: S608
    return f"""
    size_{name} AS MATERIALIZED (SELECT coalesce(max(id), 0) AS rows FROM {table}_search
    ), sample_{name} AS MATERIALIZED (
        SELECT count(*)::float8 / greatest(%(sample)s::integer, 1) AS share
        FROM {table}_near({query}, %(sample)s::integer, %(sample)s::integer)
        WHERE (SELECT rows FROM size_{name}) > %(small_{table})s
    ), walk_{name} AS MATERIALIZED (
        SELECT CASE WHEN share ^ 2 * rows > %(walked_{table})s * {most}
            THEN least({NEAR}, 2 * {most} / share)::integer ELSE 0 END AS rows
        FROM sample_{name}, size_{name}
    ), near_{name} AS MATERIALIZED (
        SELECT * FROM {table}_near({query}, {most}, {rows}) WHERE {rows} > 0
    ), enough_{name} AS MATERIALIZED (SELECT count(*) >= {most} AS yes FROM near_{name}
    ), {name} AS MATERIALIZED (
        SELECT * FROM near_{name} WHERE (SELECT yes FROM enough_{name})
        UNION ALL SELECT * FROM {table}_newest({query}, {most}) WHERE NOT (SELECT yes FROM enough_{name})
    )"""  # noqa: S608


_EXACT, _LOOSE = (f"(SELECT {name} FROM asked)" for name in ("exact", "loose"))  # noqa: S608
# Each tsquery is made once: as part of an expression it would be parsed again for every row.
_ASKED = f"""asked AS MATERIALIZED (
    SELECT to_tsquery('{CONFIGURATION}', %(match)s) AS exact, to_tsquery('{CONFIGURATION}', %(loose)s) AS loose
)"""
_NEWEST_FIRST = "ORDER BY dated_at DESC, id DESC LIMIT"
_MATCHES = _newest("matches", "articles_article", _EXACT, str(CANDIDATES + 1))
_MATCHES_OF_PHRASES = f"""{_newest("found", "articles_article", _LOOSE, str(PHRASED))}, matches AS MATERIALIZED (
    SELECT * FROM found WHERE search @@ {_EXACT} {_NEWEST_FIRST} {CANDIDATES + 1}
)"""  # noqa: S608
_IS_CUT = f" OR (SELECT count(*) FROM found) >= {PHRASED}"  # noqa: S608
# The rows of the ids found are fetched one by one (LATERAL, LIMIT 1): for a join, PostgreSQL may read a whole table.
_FIND = f"""WITH {_ASKED}, {{matches}}, candidates AS MATERIALIZED (
    SELECT id, dated_at, search, coalesce(source_id, 0) AS source,
        date_part('year', dated_at AT TIME ZONE 'UTC')::integer AS year
    FROM matches {_NEWEST_FIRST} {CANDIDATES}
), wanted AS MATERIALIZED (
    SELECT id FROM articles_source WHERE slug = ANY (%(sources)s::text[])
    UNION ALL SELECT 0 WHERE '' = ANY (%(sources)s::text[])
), chosen AS MATERIALIZED (
    SELECT id, dated_at, search FROM candidates
    WHERE (%(sources)s::text[] = '{{{{}}}}' OR source IN (SELECT id FROM wanted))
        AND (%(years)s::text[] = '{{{{}}}}' OR year::text = ANY (%(years)s::text[]))
), page AS MATERIALIZED (
    {{page}} ORDER BY score DESC, dated_at DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s
)
SELECT (SELECT count(*) FROM chosen), (SELECT count(*) FROM matches) > {CANDIDATES}{{is_cut}},
    (SELECT coalesce(json_agg(json_build_array(coalesce(slug, ''), coalesce(name, ''), year, count)), '[]')::text
        FROM (SELECT source, year, count(*) AS count FROM candidates GROUP BY source, year) pairs
        LEFT JOIN articles_source ON articles_source.id = pairs.source),
    {_EXACT}::text,
    page.id, left(headline, {MAX_HEADLINE}), left(standfirst, {MAX_STANDFIRST}), left(body_text, {MAX_BODY})
FROM (SELECT 1) always
LEFT JOIN page ON true
LEFT JOIN LATERAL (SELECT * FROM articles_article WHERE id = page.id LIMIT 1) article ON true
ORDER BY page.score DESC, page.dated_at DESC, page.id DESC
"""  # noqa: S608
_PAGES = {
    Order.BEST: f"SELECT id, dated_at, ts_rank('{{0, 0.03, 0.2, 1}}', search, {_EXACT}) AS score FROM chosen",  # noqa: S608
    Order.NEWEST: "SELECT id, dated_at, 0 AS score FROM chosen",
}
_NAMED = _newest("named", "articles_headline", _EXACT, "%(latest_headlines)s::integer")
_WAITING = f"""{_NAMED}, waiting AS MATERIALIZED (
    SELECT named.id, headline.text, headline.wanted
    FROM named, LATERAL (SELECT * FROM articles_headline WHERE id = named.id LIMIT 1) headline
    WHERE headline.article_id IS NULL AND headline.wanted > 0 ORDER BY named.id DESC LIMIT {CANDIDATES}
)
"""  # noqa: S608
_FIND_WAITING = f"""WITH {_ASKED}, {_WAITING}, page AS (
    SELECT waiting.id, waiting.text, waiting.wanted, ts_rank(kept.search, {_EXACT}) AS score
    FROM waiting, LATERAL (SELECT search FROM articles_headline_search WHERE id = waiting.id LIMIT 1) kept
    ORDER BY waiting.wanted DESC, score DESC, waiting.id LIMIT {WAITING_SIZE}
)
SELECT (SELECT count(*) FROM waiting), (SELECT count(*) FROM named) >= %(latest_headlines)s, id, wanted,
    ts_headline('{CONFIGURATION}', articles_folded(left(text, {MAX_HEADLINE})), {_EXACT}, '{WHOLE}'),
    left(text, {MAX_HEADLINE})
FROM page ORDER BY wanted DESC, score DESC, id
"""  # noqa: S608

_MATCHES_BY_KIND = {False: (_MATCHES, ""), True: (_MATCHES_OF_PHRASES, _IS_CUT)}  # by whether there are phrases
_STATEMENTS = {
    (has_phrase, order): _FIND.format(matches=matches, is_cut=is_cut, page=page)
    for has_phrase, (matches, is_cut) in _MATCHES_BY_KIND.items()
    for order, page in _PAGES.items()
}
_COUNTS = {
    has_phrase: f"""WITH {_ASKED}, {matches}, {_WAITING}
    SELECT (SELECT count(*) FROM matches) + (SELECT count(*) FROM waiting)"""  # noqa: S608
    for has_phrase, (matches, _) in _MATCHES_BY_KIND.items()
}


def match_of(query: Query) -> str:
    """Return the query in tsquery's language, with every term quoted so that no word acts as an operator."""
    required = " & ".join(f"({' | '.join(map(_quoted, group))})" for group in query.required)
    return _without(required, query.excluded)


def loose_match_of(query: Query) -> str:
    """Return the query that the index can answer alone: the words of its phrases may stand anywhere."""
    required = " & ".join(f"({' | '.join(map(_loosely_quoted, group))})" for group in query.required)
    return _without(required, [term for term in query.excluded if len(term.words) == 1])


def _without(required: str, excluded: Sequence[Term]) -> str:
    return f"({required}) & !({' | '.join(map(_quoted, excluded))})" if excluded else required


def _quoted(term: Term) -> str:
    return f"'{term.text}':*" if term.is_prefix else f"'{term.text}'"


def _loosely_quoted(term: Term) -> str:
    words = [word for word in term.words if word.casefold() not in STOP_WORDS] or term.words[:MOST_COMMON]
    return f"({' & '.join(_quoted(Term((word,), term.is_prefix)) for word in words)})"


def _find(query: Query, order: Order) -> str:
    return _STATEMENTS[query.has_phrase, order]


def _count(query: Query) -> str:
    return _COUNTS[query.has_phrase]


def _hits(connection: BaseDatabaseWrapper, query: Query, rows: Sequence[Sequence[Any]]) -> list[Hit]:
    has_spans = query.has_phrase or len(query.required) > 1
    return hits_of(connection, rows[0][0], has_spans, [row[1:] for row in rows]) if rows else []


def _parameters(query: Query) -> dict[str, Any]:
    return {
        "match": match_of(query),
        "loose": loose_match_of(query),
        "sample": SAMPLE,
        "latest_headlines": LATEST_HEADLINES,
        **{f"small_{table}": rows for table, rows in SMALL.items()},
        **{f"walked_{table}": cost for table, cost in WALKED.items()},
    }


ENGINE = Engine(
    find=_find,
    find_waiting=_FIND_WAITING,
    count=_count,
    parameters=_parameters,
    array=list,
    hits=_hits,
    id_column=4,
)
