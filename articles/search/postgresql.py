"""The statements that search PostgreSQL's tsvectors, whose tables articles.search.postgresql_index creates."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from articles.search.engine import Engine
from articles.search.highlight import CLOSE, EXTRACT_WORDS, OPEN, extract_of
from articles.search.postgresql_index import MAX_BODY, MAX_HEADLINE, MAX_STANDFIRST
from articles.search.query import Query, Term
from articles.search.types import CANDIDATES, Hit, Order

# The GIN index knows which words a story has, but only its tsvector knows whether they are adjacent. So a phrase is
# searched for in the newest PHRASED stories that have all its words: fetching a tsvector takes 4 to 20 microseconds.
PHRASED = 5 * CANDIDATES
LATEST_HEADLINES = 2 * CANDIDATES  # that match, live and waiting
# The rows of the ids found are fetched one by one (LATERAL, LIMIT 1): for a join, PostgreSQL reads a whole table.
# A common word is found fastest by walking from the newest row backwards, a rare one by reading all its rows from the
# index; the wrong plan takes seconds. The number of matches among the newest SAMPLE rows decides which one is used.
SAMPLE = 1_000  # rows
NEAR = {"articles_article": 20_000, "articles_headline": 80_000}  # rows walked at most, of 4 and of 0.5 microseconds
NEAR_PHRASED = {**NEAR, "articles_article": 50_000}  # for queries with a phrase

_QUERY = "to_tsquery('english', %(match)s)"
_SHOWN = "(to_tsquery('english', %(match)s) || to_tsquery('english', %(shown)s))"  # highlights in texts with accents


def _newest(name: str, table: str, query: str, most: str) -> str:
    """Return common table expressions, the last one called `name`: the newest matches, by the cheaper plan."""
    near = f"%({table})s"
    return f"""
    common_{name} AS MATERIALIZED (
        SELECT count(*) * {near} > 1.25 * {most} * %(sample)s AS yes
        FROM {table}_near({query}, %(sample)s, %(sample)s)
    ), near_{name} AS MATERIALIZED (
        SELECT * FROM {table}_near({query}, {most}, {near}) WHERE (SELECT yes FROM common_{name})
    ), enough_{name} AS MATERIALIZED (SELECT count(*) >= {most} AS yes FROM near_{name}
    ), {name} AS MATERIALIZED (
        SELECT * FROM near_{name} WHERE (SELECT yes FROM enough_{name})
        UNION ALL SELECT * FROM {table}_newest({query}, {most}) WHERE NOT (SELECT yes FROM enough_{name})
    )"""  # noqa: S608


_LOOSE = "to_tsquery('english', %(loose)s)"
_MATCHES = f"""
WITH {_newest("found", "articles_article", _LOOSE, "%(most)s")}, matches AS MATERIALIZED (
    SELECT found.id, found.dated_at, kept.search
    FROM found, LATERAL (SELECT search FROM articles_article_search WHERE id = found.id LIMIT 1) kept
    WHERE kept.search @@ {_QUERY}
    ORDER BY found.dated_at DESC, found.id DESC LIMIT %(candidates)s + 1
)
"""  # noqa: S608
_FIND = f"""{_MATCHES}, candidates AS MATERIALIZED (
    SELECT newest.id, newest.dated_at, newest.search,
        to_char(newest.dated_at AT TIME ZONE 'UTC', 'YYYY') AS year,
        coalesce(source.slug, '') AS slug, coalesce(source.name, '') AS name
    FROM (SELECT * FROM matches ORDER BY dated_at DESC, id DESC LIMIT %(candidates)s) newest,
        LATERAL (SELECT source_id FROM articles_article WHERE id = newest.id LIMIT 1) article
    LEFT JOIN articles_source source ON source.id = article.source_id
), chosen AS MATERIALIZED (
    SELECT id, dated_at, {{score}} AS score FROM candidates
    WHERE (%(sources)s::text[] = '{{{{}}}}' OR slug = ANY (%(sources)s::text[]))
        AND (%(years)s::text[] = '{{{{}}}}' OR year = ANY (%(years)s::text[]))
), page AS (
    SELECT id, dated_at, score FROM chosen ORDER BY score DESC, dated_at DESC, id DESC LIMIT %(size)s OFFSET %(offset)s
)
SELECT (SELECT count(*) FROM chosen),
    (SELECT count(*) FROM matches) > %(candidates)s OR (SELECT count(*) FROM found) >= %(most)s,
    (SELECT coalesce(json_agg(json_build_array(slug, name, year::integer, count)), '[]')::text
        FROM (SELECT slug, name, year, count(*) AS count FROM candidates GROUP BY slug, name, year) pairs),
    page.id, ts_headline('english', left(article.headline, {MAX_HEADLINE}), {_SHOWN}, %(whole)s),
    shown.standfirst, shown.body,
    starts_with(article.standfirst, translate(shown.standfirst, %(marks)s, '')),
    starts_with(article.body_text, translate(shown.body, %(marks)s, ''))
FROM (SELECT 1) always
LEFT JOIN page ON true
LEFT JOIN articles_article article ON article.id = page.id
LEFT JOIN LATERAL (
    SELECT ts_headline('english', left(article.standfirst, {MAX_STANDFIRST}), {_SHOWN}, %(piece)s) AS standfirst,
        ts_headline('english', left(article.body_text, {MAX_BODY}), {_SHOWN}, %(piece)s) AS body
) shown ON true
ORDER BY page.score DESC, page.dated_at DESC, page.id DESC
"""  # noqa: S608
_SCORES = {Order.BEST: f"ts_rank('{{0, 0.03, 0.2, 1}}', search, {_QUERY})", Order.NEWEST: "0"}
_WAITING = f"""{_newest("named", "articles_headline", _QUERY, "%(latest_headlines)s")}, waiting AS MATERIALIZED (
    SELECT named.id, headline.text, headline.wanted
    FROM named, LATERAL (SELECT * FROM articles_headline WHERE id = named.id LIMIT 1) headline
    WHERE headline.article_id IS NULL AND headline.wanted > 0 ORDER BY named.id DESC LIMIT %(candidates)s
)
"""  # noqa: S608
_FIND_WAITING = f"""WITH {_WAITING}, page AS (
    SELECT waiting.id, waiting.text, waiting.wanted, ts_rank(kept.search, {_QUERY}) AS score
    FROM waiting, LATERAL (SELECT search FROM articles_headline_search WHERE id = waiting.id LIMIT 1) kept
    ORDER BY waiting.wanted DESC, score DESC, waiting.id LIMIT %(size)s
)
SELECT (SELECT count(*) FROM waiting), (SELECT count(*) FROM named) >= %(latest_headlines)s, id, wanted,
    ts_headline('english', left(text, {MAX_HEADLINE}), {_SHOWN}, %(whole)s)
FROM page ORDER BY wanted DESC, score DESC, id
"""  # noqa: S608
_COUNT = f"{_MATCHES}, {_WAITING} SELECT (SELECT count(*) FROM matches) + (SELECT count(*) FROM waiting)"  # noqa: S608

_MARKS = re.compile(r"[\u0300-\u036f]+")


def match_of(query: Query) -> str:
    """Return the query in tsquery's language, with every term quoted so that no word acts as an operator."""
    required = " & ".join(f"({' | '.join(map(_quoted, group))})" for group in query.required)
    return _without(required, query.excluded)


def folded_match_of(query: Query) -> str:
    """As `match_of`, without accents, as the index has its words."""
    return _folded(match_of(query))


def loose_match_of(query: Query) -> str:
    """Return the query that the index can answer alone: the words of its phrases may stand anywhere."""
    required = " & ".join(f"({' | '.join(map(_loosely_quoted, group))})" for group in query.required)
    return _without(required, [term for term in query.excluded if len(term.words) == 1])


def _without(required: str, excluded: Sequence[Term]) -> str:
    return f"({required}) & !({' | '.join(map(_quoted, excluded))})" if excluded else required


def _quoted(term: Term) -> str:
    return f"'{term.text}':*" if term.is_prefix else f"'{term.text}'"


def _loosely_quoted(term: Term) -> str:
    return f"({' & '.join(_quoted(Term((word,), term.is_prefix)) for word in term.words)})"


def _hit(pk: int, headline: str, standfirst: str, body: str, has_whole_start: bool, has_body_start: bool) -> Hit:
    return Hit(pk, headline, extract_of(_from(standfirst, has_whole_start), _from(body, has_body_start)))


def _from(extract: str, is_start: bool) -> str:
    return extract if is_start else f"…{extract}"


def _parameters(query: Query) -> dict[str, Any]:
    marks = f"StartSel={OPEN}, StopSel={CLOSE}"
    return {
        "match": folded_match_of(query),
        "loose": _folded(loose_match_of(query)),
        "shown": match_of(query),
        "candidates": CANDIDATES,
        "most": PHRASED if query.has_phrase else CANDIDATES + 1,
        "latest_headlines": LATEST_HEADLINES,
        "sample": SAMPLE,
        **(NEAR_PHRASED if query.has_phrase else NEAR),
        "marks": OPEN + CLOSE,
        "whole": f"{marks}, HighlightAll=true",
        "piece": f"{marks}, MaxWords={EXTRACT_WORDS}, MinWords={EXTRACT_WORDS // 2}",
    }


def _folded(text: str) -> str:
    """Return the text without accents, as the function articles_folded makes it for the index."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


ENGINE = Engine(
    find={order: _FIND.format(score=score) for order, score in _SCORES.items()},
    find_waiting=_FIND_WAITING,
    count=_COUNT,
    parameters=_parameters,
    array=list,
    hit=_hit,
)
