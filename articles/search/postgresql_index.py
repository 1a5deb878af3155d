"""The indexes that PostgreSQL searches: two tables of tsvectors beside the texts, kept true by triggers.

Tables of their own, because a text's row is wide and often written: what looks through the matches of a common word
reads 50 bytes a story here and the whole row there, and a counter that is written there would index its text again.
They have no foreign keys, with which Django's flush, a TRUNCATE, would fail; triggers keep that true as well.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# A tsvector holds 1 MB and counts positions up to 16,383, about so many words. In the worst case (words of two
# four-byte letters) a character makes 8 bytes of it, so that these three together stay below.
MAX_HEADLINE, MAX_STANDFIRST, MAX_BODY = 2_000, 10_000, 100_000  # characters that are indexed

# PostgreSQL's parser takes "and/or" for a file, "<b>" for a tag and "3.5" for a number: punctuation becomes spaces.
# Accents are folded as FTS5 does. Only where there are any, for it costs as much again as the rest; and not beside
# long runs outside the Latin alphabet, since normalising many combining marks in a row takes quadratic time.
# What was taken apart is put together again only where something but accents can have been: that half is the dearer.
_FOLDED = r"""
CREATE FUNCTION articles_folded(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT regexp_replace(
    CASE WHEN given ~ '[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]' AND given !~ '[^\u0001-\u02ff]{100}' THEN
        CASE WHEN given ~ '[^\u0001-\u058f\u1e00-\u2e7f]'
            THEN normalize(regexp_replace(normalize(given, NFD), '[\u0300-\u036f]+', '', 'g'), NFC)
            ELSE regexp_replace(normalize(given, NFD), '[\u0300-\u036f]+', '', 'g') END
        ELSE given END,
    '[!-/:-@[-`{-~]+', ' ', 'g')
$$
"""
_VECTORS = {
    "articles_article": f"""
        setweight(to_tsvector('english', articles_folded(left({{row}}.headline, {MAX_HEADLINE}))), 'A')
        || setweight(to_tsvector('english', articles_folded(left({{row}}.standfirst, {MAX_STANDFIRST}))), 'B')
        || setweight(to_tsvector('english', articles_folded(left({{row}}.body_text, {MAX_BODY}))), 'C')""",
    "articles_headline": f"to_tsvector('english', articles_folded(left({{row}}.text, {MAX_HEADLINE})))",
}
_COLUMNS = {  # what the index keeps beside the tsvector, and what changes it
    "articles_article": (("id", "dated_at"), ("headline", "standfirst", "body_text", "dated_at")),
    "articles_headline": (("id",), ("text",)),
}
_ORDERS = {"articles_article": "dated_at DESC, id DESC", "articles_headline": "id DESC"}  # the newest first
# A tsvector hardly gets smaller by compression; outside the rows, where it is when it is long, they are quick to read.
_TABLES = (
    """
    CREATE TABLE articles_article_search (
        id bigint PRIMARY KEY, dated_at timestamptz NOT NULL, search tsvector NOT NULL
    ) WITH (toast_tuple_target = 128)
    """,
    "ALTER TABLE articles_article_search ALTER COLUMN search SET STORAGE EXTERNAL",
    "CREATE INDEX articles_article_search_newest ON articles_article_search (dated_at DESC, id DESC)",
    "CREATE TABLE articles_headline_search (id bigint PRIMARY KEY, search tsvector NOT NULL)",
)
_KINDS = ("near", "newest")
_REMOVE = (
    "DROP INDEX IF EXISTS headline_search",  # of before the tables
    "ALTER TABLE articles_article DROP COLUMN IF EXISTS search",
    *(
        statement
        for table in _VECTORS
        for statement in (
            f"DROP TABLE IF EXISTS {table}_search",
            *(f"DROP FUNCTION IF EXISTS {table}_{kind}" for kind in _KINDS),
            f"DROP FUNCTION IF EXISTS {table}_is_kept() CASCADE",
            f"DROP FUNCTION IF EXISTS {table}_is_gone() CASCADE",
            f"DROP FUNCTION IF EXISTS {table}_are_gone() CASCADE",
        )
    ),
    "DROP FUNCTION IF EXISTS articles_folded(text)",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the tables, index what is stored, and keep it true from now on."""
    with connection.cursor() as cursor:
        for statement in (_FOLDED, *_TABLES):
            cursor.execute(statement)
        for table in _VECTORS:
            for statement in (*_keeping(table), *_finding(table)):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Whichever form of it is there."""
    with connection.cursor() as cursor:
        for statement in _REMOVE:
            cursor.execute(statement)


def restore(connection: BaseDatabaseWrapper) -> None:
    """Nothing: PostgreSQL alters a table where it is, and its triggers stay."""


def _keeping(table: str) -> list[str]:
    """Those that fill the index of a table, and make its triggers."""
    kept, changing = _COLUMNS[table]
    columns, values = ", ".join((*kept, "search")), ", ".join(f"{{row}}.{column}" for column in kept)
    values = f"{values}, {_VECTORS[table]}"
    news = ", ".join(f"{column} = excluded.{column}" for column in (*kept[1:], "search"))
    changed = " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in changing)
    keep = f"""INSERT INTO {table}_search ({columns}) VALUES ({values.format(row="new")})
        ON CONFLICT (id) DO UPDATE SET {news}"""  # noqa: S608
    return [
        f"INSERT INTO {table}_search ({columns}) SELECT {values.format(row='given')} FROM {table} given",  # noqa: S608
        f"CREATE INDEX {table}_search_words ON {table}_search USING gin (search)",
        _function(f"{table}_is_kept", keep),
        _function(f"{table}_is_gone", f"DELETE FROM {table}_search WHERE id = old.id"),  # noqa: S608
        _function(f"{table}_are_gone", f"TRUNCATE {table}_search"),
        _trigger(table, "insert", "INSERT", "FOR EACH ROW", "is_kept"),
        _trigger(table, "update", f"UPDATE OF {', '.join(changing)}", f"FOR EACH ROW WHEN ({changed})", "is_kept"),
        _trigger(table, "delete", "DELETE", "FOR EACH ROW", "is_gone"),
        _trigger(table, "truncate", "TRUNCATE", "FOR EACH STATEMENT", "are_gone"),
    ]


def _finding(table: str) -> list[str]:
    """Functions that find by one road each, for the planner takes the wrong one for every tenth word.

    It doesn't know that to look into each row by itself is to fetch its tsvector from elsewhere, nor how often a word
    is there that isn't among the commonest. "near" are the first among so many of the newest rows, one after the other;
    "newest" are the first of all that the index of words names.
    """
    select, where = f"SELECT {', '.join(_COLUMNS[table][0])} FROM", "WHERE search @@ asked"
    order = f"ORDER BY {_ORDERS[table]}"
    bodies = {
        "near": f"{select} (SELECT * FROM {table}_search {order} LIMIT among) near {where} {order} LIMIT most",  # noqa: S608
        "newest": f"{select} {table}_search {where} {order} LIMIT most",
    }
    asked = dict.fromkeys(_KINDS, "asked tsquery, most integer") | {
        "near": "asked tsquery, most integer, among integer"
    }
    columns = {"articles_article": "id bigint, dated_at timestamptz", "articles_headline": "id bigint"}[table]
    return [
        f"""CREATE FUNCTION {table}_{kind}({asked[kind]}) RETURNS TABLE ({columns})
        LANGUAGE sql STABLE ROWS 1000 SET jit = off SET enable_seqscan = off
        SET enable_{"bitmapscan" if kind == "near" else "indexscan"} = off AS $$ {bodies[kind]} $$"""
        for kind in _KINDS
    ]


def _function(name: str, statement: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$"


def _trigger(table: str, name: str, event: str, each: str, function: str) -> str:
    return f"CREATE TRIGGER {table}_search_{name} AFTER {event} ON {table} {each} EXECUTE FUNCTION {table}_{function}()"
