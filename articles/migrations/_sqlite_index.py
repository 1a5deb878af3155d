"""A frozen copy of how migrations made the index that SQLite searches; never changed."""

INDEXES = {"articles_article": ("headline", "standfirst", "body_text"), "articles_headline": ("text",)}
NEWEST = "articles_article_search_newest"
MAKE_NEWEST = f"CREATE INDEX IF NOT EXISTS {NEWEST} ON articles_article (id, dated_at, source_id)"
TOKENIZER = "porter unicode61 remove_diacritics 2"
HASH_SIZE = 4 << 20  # bytes


def install(connection):
    """Make the indexes and their triggers, and index what is stored."""
    with connection.cursor() as cursor:
        cursor.execute(MAKE_NEWEST)
        for table, columns in INDEXES.items():
            install_index(cursor, table, columns)


def remove(connection):
    """Drop the indexes and their triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NEWEST}")
        for table, columns in INDEXES.items():
            for name in triggers(table, columns):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {table}_search")


def restore(connection):
    """Make the triggers and the index again that SQLite drops when Django alters a table by copying it."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'articles_%%_search%%'", [])
        names = {name for (name,) in cursor.fetchall()}
        if "articles_article_search" in names:
            cursor.execute(MAKE_NEWEST)
        for table, columns in INDEXES.items():
            if f"{table}_search" in names and not triggers(table, columns).keys() <= names:
                install_index(cursor, table, columns)


def tune(connection):
    """Set how many bytes FTS5 gathers before it writes."""
    with connection.cursor() as cursor:
        for table in INDEXES:
            tune_index(cursor, table)


def install_index(cursor, table, columns):
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}_search USING fts5("
        f"{', '.join(columns)}, content='{table}', content_rowid='id', tokenize='{TOKENIZER}')"
    )
    tune_index(cursor, table)
    for name, statement in triggers(table, columns).items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(statement)
    cursor.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")  # noqa: S608


def tune_index(cursor, table):
    cursor.execute(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('hashsize', {HASH_SIZE})")  # noqa: S608


def triggers(table, columns):
    """The statements that make the triggers of a table, by the triggers' names."""
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
    return {
        f"{table}_search_{event}": f"CREATE TRIGGER {table}_search_{event} {rest}" for event, rest in events.items()
    }
