"""PostgreSQL's search index: a table of tsvectors for stories and one for headlines, updated by triggers.

They are tables of their own because the rows of the texts are wide and often updated: walking the matches of a common
word reads 60 bytes per story here, but a whole row there, and updating a counter there would index the text again.
They have no foreign keys, because Django's flush, a TRUNCATE, would fail with them; triggers delete their rows instead.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# A tsvector has at most 1 MB, and positions up to 16,383, about as many words. In the worst case (words of two
# four-byte letters) a character takes 8 bytes of it, so these three limits together stay below 1 MB.
MAX_HEADLINE, MAX_STANDFIRST, MAX_BODY = 2_000, 10_000, 100_000  # characters that are indexed

# PostgreSQL's parser takes "and/or" for a file, "<b>" for a tag and "3.5" for a number, so punctuation becomes spaces.
# Accents are folded as FTS5 does, but only in texts that have some, since folding doubles the cost; and not in texts
# with long runs outside the Latin alphabet, since normalising many combining marks in a row takes quadratic time.
# NFC, the more expensive half, is applied only to texts in which NFD may have decomposed more than accents.
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
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the tables, functions and triggers, and index the stored rows."""
    with connection.cursor() as cursor:
        for statement in (_FOLDED, *_TABLES):
            cursor.execute(statement)
        for table in _VECTORS:
            for statement in (*_update_statements(table), *_search_functions(table)):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the index, whichever version of it exists."""
    with connection.cursor() as cursor:
        for statement in _REMOVE:
            cursor.execute(statement)


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
