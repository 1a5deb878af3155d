"""Search by PostgreSQL's tsvector: a generated column of articles, and an index over headlines."""

import re
import unicodedata
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

# A tsvector holds 1 MB and counts positions up to 16,383, about so many words. In the worst case (words of two
# four-byte letters) a character makes 8 bytes of it, so that these three together stay below.
MAX_HEADLINE, MAX_STANDFIRST, MAX_BODY = 2_000, 10_000, 100_000  # characters that are indexed

# PostgreSQL's parser takes "and/or" for a file, "<b>" for a tag and "3.5" for a number: punctuation becomes spaces.
# Accents are folded as FTS5 does. Only where there are any, for it costs as much again as the rest; and not beside
# long runs outside the Latin alphabet, since normalising many combining marks in a row takes quadratic time.
_FOLDED = r"""
CREATE FUNCTION articles_folded(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT regexp_replace(
    CASE WHEN given ~ '[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]' AND given !~ '[^\u0001-\u02ff]{100}'
        THEN normalize(regexp_replace(normalize(given, NFD), '[\u0300-\u036f]+', '', 'g'), NFC)
        ELSE given END,
    '[!-/:-@[-`{-~]+', ' ', 'g')
$$
"""
_HEADLINE_VECTOR = f"to_tsvector('english', articles_folded(left(text, {MAX_HEADLINE})))"
_INSTALL = (
    _FOLDED,
    f"""
    ALTER TABLE articles_article ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', articles_folded(left(headline, {MAX_HEADLINE}))), 'A')
        || setweight(to_tsvector('english', articles_folded(left(standfirst, {MAX_STANDFIRST}))), 'B')
        || setweight(to_tsvector('english', articles_folded(left(body_text, {MAX_BODY}))), 'C')
    ) STORED
    """,
    "CREATE INDEX article_search ON articles_article USING gin (search)",
    f"CREATE INDEX headline_search ON articles_headline USING gin ({_HEADLINE_VECTOR})",
)
_REMOVE = (
    "DROP INDEX IF EXISTS headline_search",
    "ALTER TABLE articles_article DROP COLUMN IF EXISTS search",
    "DROP FUNCTION IF EXISTS articles_folded(text)",
)

_QUERY = "to_tsquery('english', %(match)s)"
_SHOWN = "(to_tsquery('english', %(match)s) || to_tsquery('english', %(shown)s))"  # texts are marked with their accents
_CANDIDATES = f"""
WITH matches AS MATERIALIZED (
    SELECT id, source_id, dated_at, search FROM articles_article WHERE search @@ {_QUERY}
    ORDER BY dated_at DESC, id DESC LIMIT %(candidates)s + 1
), candidates AS (
    SELECT matches.id, matches.dated_at, matches.search,
        to_char(matches.dated_at AT TIME ZONE 'UTC', 'YYYY') AS year,
        coalesce(source.slug, '') AS slug, coalesce(source.name, '') AS name
    FROM (SELECT * FROM matches ORDER BY dated_at DESC, id DESC LIMIT %(candidates)s) matches
    LEFT JOIN articles_source source ON source.id = matches.source_id
)
"""  # noqa: S608
_FIND = f"""{_CANDIDATES}, chosen AS MATERIALIZED (
    SELECT id, dated_at, ts_rank('{{0, 0.03, 0.2, 1}}', search, {_QUERY}) AS score FROM candidates
    WHERE (%(sources)s::text[] = '{{}}' OR slug = ANY (%(sources)s::text[]))
        AND (%(years)s::text[] = '{{}}' OR year = ANY (%(years)s::text[]))
), page AS (
    SELECT id, dated_at, score FROM chosen ORDER BY score DESC, dated_at DESC, id DESC LIMIT %(size)s OFFSET %(offset)s
)
SELECT counts.total, counts.matched, page.id,
    ts_headline('english', left(article.headline, {MAX_HEADLINE}), {_SHOWN}, %(whole)s),
    shown.standfirst, shown.body,
    starts_with(article.standfirst, translate(shown.standfirst, %(marks)s, '')),
    starts_with(article.body_text, translate(shown.body, %(marks)s, ''))
FROM (SELECT (SELECT count(*) FROM chosen) AS total, (SELECT count(*) FROM matches) AS matched) counts
LEFT JOIN page ON true
LEFT JOIN articles_article article ON article.id = page.id
LEFT JOIN LATERAL (
    SELECT ts_headline('english', left(article.standfirst, {MAX_STANDFIRST}), {_SHOWN}, %(piece)s) AS standfirst,
        ts_headline('english', left(article.body_text, {MAX_BODY}), {_SHOWN}, %(piece)s) AS body
) shown ON true
ORDER BY page.score DESC, page.dated_at DESC, page.id DESC
"""  # noqa: S608
_COUNT_FACETS = f"""{_CANDIDATES}
SELECT slug, name, CAST(year AS integer), count(*) FROM candidates GROUP BY slug, name, year
"""  # noqa: S608
_FIND_WAITING = f"""
WITH waiting AS MATERIALIZED (
    SELECT id, text, wanted FROM articles_headline
    WHERE article_id IS NULL AND wanted > 0 AND {_HEADLINE_VECTOR} @@ {_QUERY}
    ORDER BY id DESC LIMIT %(candidates)s
), page AS (
    SELECT id, text, wanted, ts_rank({_HEADLINE_VECTOR}, {_QUERY}) AS score FROM waiting
    ORDER BY wanted DESC, score DESC, id LIMIT %(size)s
)
SELECT (SELECT count(*) FROM waiting), id, wanted,
    ts_headline('english', left(text, {MAX_HEADLINE}), {_SHOWN}, %(whole)s)
FROM page ORDER BY wanted DESC, score DESC, id
"""  # noqa: S608

_MARKS = re.compile(r"[\u0300-\u036f]+")


def find(
    connection: BaseDatabaseWrapper, query: Query, sources: Sequence[str], years: Sequence[str], page: int
) -> Found:
    """One page of the hits from these sources and years; all when none is named."""
    values = _values(query, sources=sources, years=years, size=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    with connection.cursor() as cursor:
        rows = cursor.execute(_FIND, values).fetchall()
    return Found(
        tuple(_hit(*row[2:]) for row in rows if row[2] is not None), total=rows[0][0], is_capped=rows[0][1] > CANDIDATES
    )


def count_facets(connection: BaseDatabaseWrapper, query: Query) -> Facets:
    with connection.cursor() as cursor:
        return facets_of(cursor.execute(_COUNT_FACETS, _values(query)).fetchall())


def find_waiting(connection: BaseDatabaseWrapper, query: Query) -> Waiting:
    """The waiting headlines that match, most wanted first."""
    with connection.cursor() as cursor:
        rows = cursor.execute(_FIND_WAITING, _values(query, size=WAITING_SIZE)).fetchall()
    return Waiting(tuple(WaitingHit(pk, text, wanted) for _, pk, wanted, text in rows), rows[0][0] if rows else 0)


def match_of(query: Query) -> str:
    """The query in tsquery's language. Every term is quoted, so that no word of a reader is a command."""
    required = " & ".join(f"({' | '.join(map(_quoted, group))})" for group in query.required)
    excluded = " | ".join(map(_quoted, query.excluded))
    return f"({required}) & !({excluded})" if excluded else required


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the column and the indexes."""
    with connection.cursor() as cursor:
        for statement in _INSTALL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _REMOVE:
            cursor.execute(statement)


def restore(connection: BaseDatabaseWrapper) -> None:
    """Nothing: the table itself keeps its column, and PostgreSQL its indexes."""


def _hit(pk: int, headline: str, standfirst: str, body: str, has_whole_start: bool, has_body_start: bool) -> Hit:
    return Hit(pk, headline, extract_of(_from(standfirst, has_whole_start), _from(body, has_body_start)))


def _from(extract: str, is_start: bool) -> str:
    return extract if is_start else f"…{extract}"


def _values(query: Query, **more: object) -> dict[str, object]:
    marks = f"StartSel={OPEN}, StopSel={CLOSE}"
    return {
        "match": _folded(match_of(query)),
        "shown": match_of(query),
        "candidates": CANDIDATES,
        "marks": OPEN + CLOSE,
        "whole": f"{marks}, HighlightAll=true",
        "piece": f"{marks}, MaxWords={EXTRACT_WORDS}, MinWords={EXTRACT_WORDS // 2}",
        **more,
    }


def _folded(text: str) -> str:
    """As articles_folded does to what is indexed."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def _quoted(term: Term) -> str:
    return f"'{term.text}':*" if term.is_prefix else f"'{term.text}'"
