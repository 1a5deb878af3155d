"""SQLite's search index: an FTS5 table for stories and one for headlines, updated by triggers."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

INDEXES = {"articles_article": ("headline", "standfirst", "body_text"), "articles_headline": ("text",)}
NEWEST = (
    "articles_article_search_newest"  # dates by id; reading them from the table, past the bodies, takes 7 times as long
)
TOKENIZER = "porter unicode61 remove_diacritics 2"
HASH_SIZE = 4 << 20  # bytes buffered before FTS5 writes them; with its default of 1 MiB a batch costs a quarter more
_CREATE_NEWEST = f"CREATE INDEX IF NOT EXISTS {NEWEST} ON articles_article (id, dated_at, source_id)"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the indexes and their triggers, and index the stored rows."""
    with connection.cursor() as cursor:
        cursor.execute(_CREATE_NEWEST)
        for table, columns in INDEXES.items():
            _install_index(cursor, table, columns)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the indexes and their triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NEWEST}")
        for table, columns in INDEXES.items():
            for name in _triggers(table, columns):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {table}_search")


def restore(connection: BaseDatabaseWrapper) -> None:
    """Recreate the triggers and the date index, which are lost when Django alters a table by copying it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'articles_%%_search%%'", [])
        names = {name for (name,) in cursor.fetchall()}
        if "articles_article_search" in names:
            cursor.execute(_CREATE_NEWEST)
        for table, columns in INDEXES.items():
            if f"{table}_search" in names and not _triggers(table, columns).keys() <= names:
                _install_index(cursor, table, columns)


def _tune(cursor: CursorWrapper, table: str) -> None:
    cursor.execute(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('hashsize', {HASH_SIZE})")  # noqa: S608


def _install_index(cursor: CursorWrapper, table: str, columns: Sequence[str]) -> None:
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}_search USING fts5("
        f"{', '.join(columns)}, content='{table}', content_rowid='id', tokenize='{TOKENIZER}')"
    )
    _tune(cursor, table)
    for name, statement in _triggers(table, columns).items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(statement)
    cursor.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")  # noqa: S608


def _triggers(table: str, columns: Sequence[str]) -> dict[str, str]:
    """Return the statements that create the triggers of a table, by their names."""
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
    triggers = {f"{table}_search_{event}": rest for event, rest in events.items()}
    return {name: f"CREATE TRIGGER {name} {rest}" for name, rest in triggers.items()}
