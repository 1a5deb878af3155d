"""SQLite's search index: an FTS5 table of folded texts for stories and one for headlines, updated by triggers.

The texts are folded by `articles_folded`, a function of the connection (articles.database.sqlite_connection). A view
has the folded texts for FTS5 to mark matches in.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.text.folding.version import VERSION

INDEXES = {"articles_article": ("headline", "standfirst", "body_text"), "articles_headline": ("text",)}
NEWEST = (
    "articles_article_search_newest"  # dates by id; reading them from the table, past the bodies, takes 7 times as long
)
# Accents are gone already; the marks that are left are letters of Indian and Thai words.
TOKENIZER = """porter unicode61 remove_diacritics 0 categories ''L* M* N* Co''"""
HASH_SIZE = 4 << 20  # bytes buffered before FTS5 writes them; with its default of 1 MiB a batch costs a quarter more
_CREATE_NEWEST = f"CREATE INDEX {NEWEST} ON articles_article (id, dated_at, source_id)"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the indexes and their triggers, and index the stored rows."""
    with connection.cursor() as cursor:
        for statement in _statements().values():
            cursor.execute(statement)
        for table in INDEXES:
            tune = f"INSERT INTO {table}_search({table}_search, rank) VALUES ('hashsize', {HASH_SIZE})"  # noqa: S608
            cursor.execute(tune)
            cursor.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")  # noqa: S608


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the indexes, their views and their triggers, of whichever version."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NEWEST}")
        for table in INDEXES:
            for event in ("insert", "delete", "update"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_search_{event}")
            cursor.execute(f"DROP TABLE IF EXISTS {table}_search")
            cursor.execute(f"DROP VIEW IF EXISTS {table}_folded")


def drop_views(connection: BaseDatabaseWrapper) -> None:
    """Drop the views, since SQLite refuses to rename a table while a view reads one that is missing."""
    with connection.cursor() as cursor:
        for table in INDEXES:
            cursor.execute(f"DROP VIEW IF EXISTS {table}_folded")


def create_views(connection: BaseDatabaseWrapper) -> None:
    """Create the views where they are missing."""
    with connection.cursor() as cursor:
        for table, columns in INDEXES.items():
            cursor.execute(_view(table, columns).replace("VIEW", "VIEW IF NOT EXISTS", 1))


def is_current(connection: BaseDatabaseWrapper) -> bool:
    """Whether all parts of the index are those of this version of the program."""
    with connection.cursor() as cursor:
        stored = dict(cursor.execute("SELECT name, sql FROM sqlite_master").fetchall())
    return all(stored.get(name) == statement for name, statement in _statements().items())


def _statements() -> dict[str, str]:
    """Return the statements that create the parts of the index, by the names of the parts."""
    statements = {NEWEST: _CREATE_NEWEST}
    for table, columns in INDEXES.items():
        statements[f"{table}_folded"] = _view(table, columns)
        statements[f"{table}_search"] = (
            f"CREATE VIRTUAL TABLE {table}_search USING fts5("
            f"{', '.join(columns)}, content='{table}_folded', content_rowid='id', tokenize='{TOKENIZER}')"
        )
        statements |= _triggers(table, columns)
    return statements


def _view(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f"articles_folded({column}) AS {column}" for column in columns)
    return f"CREATE VIEW {table}_folded AS SELECT /* folding {VERSION} */ id, {names} FROM {table}"  # noqa: S608


def _triggers(table: str, columns: Sequence[str]) -> dict[str, str]:
    """Return the statements that create the triggers of a table, by their names."""
    names = ", ".join(columns)
    old, new = (", ".join(f"articles_folded({row}.{column})" for column in columns) for row in ("old", "new"))
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
