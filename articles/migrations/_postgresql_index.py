"""A frozen copy of how migrations made the index that PostgreSQL searches; never changed."""

MAX_HEADLINE, MAX_STANDFIRST, MAX_BODY = 2_000, 10_000, 100_000  # characters that are indexed
FOLDED = r"""
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
VECTORS = {
    "articles_article": f"""
        setweight(to_tsvector('english', articles_folded(left({{row}}.headline, {MAX_HEADLINE}))), 'A')
        || setweight(to_tsvector('english', articles_folded(left({{row}}.standfirst, {MAX_STANDFIRST}))), 'B')
        || setweight(to_tsvector('english', articles_folded(left({{row}}.body_text, {MAX_BODY}))), 'C')""",
    "articles_headline": f"to_tsvector('english', articles_folded(left({{row}}.text, {MAX_HEADLINE})))",
}
COLUMNS = {  # what the index keeps beside the tsvector, and what changes it
    "articles_article": (("id", "dated_at"), ("headline", "standfirst", "body_text", "dated_at")),
    "articles_headline": (("id",), ("text",)),
}
ORDERS = {"articles_article": "dated_at DESC, id DESC", "articles_headline": "id DESC"}
TABLES = (
    """
    CREATE TABLE articles_article_search (
        id bigint PRIMARY KEY, dated_at timestamptz NOT NULL, search tsvector NOT NULL
    ) WITH (toast_tuple_target = 128)
    """,
    "ALTER TABLE articles_article_search ALTER COLUMN search SET STORAGE EXTERNAL",
    "CREATE INDEX articles_article_search_newest ON articles_article_search (dated_at DESC, id DESC)",
    "CREATE TABLE articles_headline_search (id bigint PRIMARY KEY, search tsvector NOT NULL)",
)
KINDS = ("near", "newest")
REMOVE = (
    "DROP INDEX IF EXISTS headline_search",  # the first form of the index, which older libraries still have
    "ALTER TABLE articles_article DROP COLUMN IF EXISTS search",
    *(
        statement
        for table in VECTORS
        for statement in (
            f"DROP TABLE IF EXISTS {table}_search",
            *(f"DROP FUNCTION IF EXISTS {table}_{kind}" for kind in KINDS),
            f"DROP FUNCTION IF EXISTS {table}_is_kept() CASCADE",
            f"DROP FUNCTION IF EXISTS {table}_is_gone() CASCADE",
            f"DROP FUNCTION IF EXISTS {table}_are_gone() CASCADE",
        )
    ),
    "DROP FUNCTION IF EXISTS articles_folded(text)",
)


def install(connection):
    """Make the tables, index what is stored, and keep the tables true by triggers."""
    with connection.cursor() as cursor:
        for statement in (FOLDED, *TABLES):
            cursor.execute(statement)
        for table in VECTORS:
            for statement in (*keeping(table), *finding(table)):
                cursor.execute(statement)


def remove(connection):
    """Drop the index, whichever form of it is there."""
    with connection.cursor() as cursor:
        for statement in REMOVE:
            cursor.execute(statement)


def keeping(table):
    """The statements that fill the index of a table and make its triggers."""
    kept, changing = COLUMNS[table]
    columns, values = ", ".join((*kept, "search")), ", ".join(f"{{row}}.{column}" for column in kept)
    values = f"{values}, {VECTORS[table]}"
    news = ", ".join(f"{column} = excluded.{column}" for column in (*kept[1:], "search"))
    changed = " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in changing)
    keep = f"""INSERT INTO {table}_search ({columns}) VALUES ({values.format(row="new")})
        ON CONFLICT (id) DO UPDATE SET {news}"""  # noqa: S608
    return [
        f"INSERT INTO {table}_search ({columns}) SELECT {values.format(row='given')} FROM {table} given",  # noqa: S608
        f"CREATE INDEX {table}_search_words ON {table}_search USING gin (search)",
        function(f"{table}_is_kept", keep),
        function(f"{table}_is_gone", f"DELETE FROM {table}_search WHERE id = old.id"),  # noqa: S608
        function(f"{table}_are_gone", f"TRUNCATE {table}_search"),
        trigger(table, "insert", "INSERT", "FOR EACH ROW", "is_kept"),
        trigger(table, "update", f"UPDATE OF {', '.join(changing)}", f"FOR EACH ROW WHEN ({changed})", "is_kept"),
        trigger(table, "delete", "DELETE", "FOR EACH ROW", "is_gone"),
        trigger(table, "truncate", "TRUNCATE", "FOR EACH STATEMENT", "are_gone"),
    ]


def finding(table):
    """The statements that make the functions which searches of a table call."""
    select, where = f"SELECT {', '.join(COLUMNS[table][0])} FROM", "WHERE search @@ asked"
    order = f"ORDER BY {ORDERS[table]}"
    bodies = {
        "near": f"{select} (SELECT * FROM {table}_search {order} LIMIT among) near {where} {order} LIMIT most",  # noqa: S608
        "newest": f"{select} {table}_search {where} {order} LIMIT most",
    }
    asked = dict.fromkeys(KINDS, "asked tsquery, most integer") | {"near": "asked tsquery, most integer, among integer"}
    columns = {"articles_article": "id bigint, dated_at timestamptz", "articles_headline": "id bigint"}[table]
    return [
        f"""CREATE FUNCTION {table}_{kind}({asked[kind]}) RETURNS TABLE ({columns})
        LANGUAGE sql STABLE ROWS 1000 SET jit = off SET enable_seqscan = off
        SET enable_{"bitmapscan" if kind == "near" else "indexscan"} = off AS $$ {bodies[kind]} $$"""
        for kind in KINDS
    ]


def function(name, statement):
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$"


def trigger(table, name, event, each, function):
    return f"CREATE TRIGGER {table}_search_{name} AFTER {event} ON {table} {each} EXECUTE FUNCTION {table}_{function}()"
