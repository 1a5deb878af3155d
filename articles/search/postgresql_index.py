"""PostgreSQL's search index: a table of tsvectors for stories and one for headlines, updated by triggers.

They are tables of their own because the rows of the texts are wide and often updated: walking the matches of a common
word reads 60 bytes per story here, but a whole row there, and updating a counter there would index the text again.
They have no foreign keys, because Django's flush, a TRUNCATE, would fail with them; triggers delete their rows instead.
"""

from hashlib import blake2b

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.folded.postgresql_function import folding_function

# A tsvector has at most 1 MB, and positions up to 16,383, about as many words. In the worst case (words of two
# four-byte letters) a character takes 8 bytes of it, so these three limits together stay below 1 MB.
MAX_HEADLINE, MAX_STANDFIRST, MAX_BODY = 2_000, 10_000, 100_000  # characters that are indexed

# Stemmed like English, but with stop words: a query may have nothing else.
CONFIGURATION = "articles_words"
_CONFIGURATION = (
    "CREATE TEXT SEARCH DICTIONARY articles_stem (TEMPLATE = snowball, LANGUAGE = english)",
    f"CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = english)",
    f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ALTER MAPPING REPLACE english_stem WITH articles_stem",
)
_VECTORS = {
    "articles_article": f"""
        setweight(to_tsvector('{CONFIGURATION}', articles_folded(left({{row}}.headline, {MAX_HEADLINE}))), 'A')
        || setweight(to_tsvector('{CONFIGURATION}', articles_folded(left({{row}}.standfirst, {MAX_STANDFIRST}))), 'B')
        || setweight(to_tsvector('{CONFIGURATION}', articles_folded(left({{row}}.body_text, {MAX_BODY}))), 'C')""",
    "articles_headline": f"to_tsvector('{CONFIGURATION}', articles_folded(left({{row}}.text, {MAX_HEADLINE})))",
}
_COLUMNS = {  # columns stored beside the tsvector, and columns whose change updates the row
    "articles_article": (
        ("id", "dated_at", "source_id"),
        ("headline", "standfirst", "body_text", "dated_at", "source_id"),
    ),
    "articles_headline": (("id",), ("text",)),
}
_FOUND = {  # columns of a match; a long tsvector is a pointer until it is read
    "articles_article": "id bigint, dated_at timestamptz, source_id bigint, search tsvector",
    "articles_headline": "id bigint",
}
_ORDERS = {"articles_article": "dated_at DESC, id DESC", "articles_headline": "id DESC"}  # the newest first
# Compression hardly shrinks a tsvector; long ones are stored outside the rows, which makes the rows quick to read.
_TABLES = (
    """
    CREATE TABLE articles_article_search (
        id bigint PRIMARY KEY, dated_at timestamptz NOT NULL, search tsvector NOT NULL, source_id bigint
    ) WITH (toast_tuple_target = 128)
    """,
    "ALTER TABLE articles_article_search ALTER COLUMN search SET STORAGE EXTERNAL",
    "CREATE INDEX articles_article_search_newest ON articles_article_search (dated_at DESC, id DESC)",
    "CREATE TABLE articles_headline_search (id bigint PRIMARY KEY, search tsvector NOT NULL)",
)
_KINDS = ("near", "newest")
_REMOVE = (
    "DROP INDEX IF EXISTS headline_search",  # of versions before 0006
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
    f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {CONFIGURATION}",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS articles_stem",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the tables, functions and triggers, and index the stored rows."""
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON FUNCTION articles_folded(text) IS '{_version()}'")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the index, whichever version of it exists."""
    with connection.cursor() as cursor:
        for statement in _REMOVE:
            cursor.execute(statement)


def is_current(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index was created by this version of the program."""
    asked = "SELECT obj_description(to_regprocedure('articles_folded(text)'), 'pg_proc')"
    with connection.cursor() as cursor:
        return bool(cursor.execute(asked).fetchone()[0] == _version())


def _statements() -> list[str]:
    tables = [statement for table in _VECTORS for statement in (*_update_statements(table), *_search_functions(table))]
    return [folding_function(), *_CONFIGURATION, *_TABLES, *tables]


def _version() -> str:
    return blake2b("".join(_statements()).encode(), digest_size=8).hexdigest()


def _update_statements(table: str) -> list[str]:
    """Return the statements that fill the index of a table and create the triggers that update it."""
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


def _search_functions(table: str) -> list[str]:
    """Return the statements that create two functions, each with a fixed plan for finding the newest matches.

    The planner chooses the wrong plan for every tenth word: it knows neither that checking a row means fetching its
    tsvector from another place, nor the frequency of words that are not among the most common. The function "near"
    walks a limited number of the newest rows one by one; "newest" sorts all matches of the word index.
    """
    names = ", ".join(column.split()[0] for column in _FOUND[table].split(", "))
    select, where = f"SELECT {names} FROM", "WHERE search @@ asked"
    order = f"ORDER BY {_ORDERS[table]}"
    bodies = {
        "near": f"{select} (SELECT * FROM {table}_search {order} LIMIT among) near {where} {order} LIMIT most",  # noqa: S608
        "newest": f"{select} {table}_search {where} {order} LIMIT most",
    }
    asked = dict.fromkeys(_KINDS, "asked tsquery, most integer") | {
        "near": "asked tsquery, most integer, among integer"
    }
    return [
        f"""CREATE FUNCTION {table}_{kind}({asked[kind]}) RETURNS TABLE ({_FOUND[table]})
        LANGUAGE sql STABLE ROWS 1000 SET jit = off SET enable_seqscan = off
        SET enable_{"bitmapscan" if kind == "near" else "indexscan"} = off AS $$ {bodies[kind]} $$"""
        for kind in _KINDS
    ]


def _function(name: str, statement: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$"


def _trigger(table: str, name: str, event: str, each: str, function: str) -> str:
    return f"CREATE TRIGGER {table}_search_{name} AFTER {event} ON {table} {each} EXECUTE FUNCTION {table}_{function}()"
