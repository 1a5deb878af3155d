"""The content version: a number that moves in every transaction that changes what public pages show.

Database triggers move it, so that no command, no view and no hand at a database shell can forget to. They are
installed after each `migrate`, because Django drops the triggers of a table that it alters by copying it on SQLite.
"""

import time

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

# Tables of which public pages show something. A test names the others, so that a new table is put on one of the lists.
CONTENT_TABLES = (
    *("articles_article", "articles_articletrait", "articles_dailycount", "articles_document"),
    *("articles_headline", "articles_headlineword"),
    *(
        "articles_identity",
        "articles_joinedsource",
        "articles_mergedarticle",
        "articles_relatedheadline",
        "articles_revision",
        "articles_source",
    ),
    *("articles_storycount", "articles_verdict"),
)
VERSION_TABLE, MOVE_TABLE = "articles_contentversion", "articles_contentmove"
READ_VERSION = f"SELECT version FROM {VERSION_TABLE} WHERE id = 1"  # noqa: S608
_MOVE = f"UPDATE {VERSION_TABLE} SET version = version + 1 WHERE id = 1"  # noqa: S608
_EVENTS = ("INSERT", "UPDATE", "DELETE")

# PostgreSQL. The first change of a transaction leaves a mark; the version's row is moved when the transaction commits,
# after all other deferred triggers. So its lock is held for a moment only: two importers never wait for each other's
# batches, and nothing waits for another lock while it holds this one.
_MARK_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_mark_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('newsreader.marked', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        PERFORM set_config('newsreader.marked', pg_current_xact_id()::text, true);
        INSERT INTO {MOVE_TABLE} (is_last) VALUES (false);
    END IF;
    RETURN NULL;
END $$"""  # noqa: S608
_COMMIT_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_move_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN -- queues this function once more, behind what is already deferred
        UPDATE {MOVE_TABLE} SET is_last = true WHERE id = NEW.id;
    ELSE
        DELETE FROM {MOVE_TABLE} WHERE id = NEW.id;
        {_MOVE};
    END IF;
    RETURN NULL;
END $$"""  # noqa: S608
_COMMIT_TRIGGER = f"""
CREATE CONSTRAINT TRIGGER content_moved AFTER INSERT OR UPDATE ON {MOVE_TABLE}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION articles_move_content()"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the version's row and the triggers that are missing, once the migrations have created all tables."""
    tables = set(connection.introspection.table_names())
    if not {VERSION_TABLE, MOVE_TABLE, *CONTENT_TABLES} <= tables:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {VERSION_TABLE} (id, version) VALUES (1, %s) ON CONFLICT DO NOTHING",  # noqa: S608
            [_new_number()],
        )
        (_install_on_sqlite if connection.vendor == "sqlite" else _install_on_postgresql)(cursor)


def _install_on_sqlite(cursor: CursorWrapper) -> None:
    for table in CONTENT_TABLES:
        for event in _EVENTS:
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_moves_on_{event.lower()} AFTER {event} ON {table} "
                f"BEGIN {_MOVE}; END"
            )


def _install_on_postgresql(cursor: CursorWrapper) -> None:
    cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'content_moved'")
    present = {name for (name,) in cursor.fetchall()}
    cursor.execute(_MARK_FUNCTION)
    cursor.execute(_COMMIT_FUNCTION)
    if MOVE_TABLE not in present:
        cursor.execute(_COMMIT_TRIGGER)
    for table in CONTENT_TABLES:
        if table not in present:
            cursor.execute(
                f"CREATE TRIGGER content_moved AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION articles_mark_content()"
            )


def renew(connection: BaseDatabaseWrapper) -> None:
    """Give the version a number that it never had, as after a restore: the old library's numbers may come again."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {VERSION_TABLE} SET version = %s", [_new_number()])  # noqa: S608


def _new_number() -> int:
    """The time in microseconds: more than any number of moves."""
    return time.time_ns() // 1000


def read_version(connection: BaseDatabaseWrapper) -> int:
    """Return the version that the connection sees; 0 when there is no row yet."""
    with connection.cursor() as cursor:
        cursor.execute(READ_VERSION)
        row = cursor.fetchone()
    return row[0] if row else 0
