"""Copies an SQLite library while it is used: one state between two transactions, by SQLite's own backup interface."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from articles.database.sqlite_access import read_only_uri
from articles.database.sqlite_file import damage_of
from articles.operations.backups.whole_file import BackupError

PAGES = 1_000  # copied between two looks at signals; 4 MB
LOCK_WAIT = 60  # seconds for other writers to end, when a library is restored

type Counts = dict[str, int]


def copy_library(database: Path, target: Path) -> Counts:
    """Copy the library into an empty file, verify the copy, and return the number of rows of each table.

    Sessions are left out: whoever has the file must not be able to take over a login.
    """
    with _opened(database) as source, _opened(target) as copy:
        source.execute("BEGIN")  # what others write from here on isn't seen, so the copy never has to begin again
        expected = counts_of(source)
        copy.execute("PRAGMA secure_delete=ON")
        source.backup(copy, pages=PAGES, progress=_notice_signals)
        source.rollback()
        if "django_session" in expected:
            copy.execute("DELETE FROM django_session")
            expected["django_session"] = 0
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a -wal
        problems = problems_of(copy)
        if not problems and counts_of(copy) != expected:
            problems = ["it has other numbers of rows than the library"]
    if problems:
        raise BackupError(f"The copy of {database} is not whole: {'; '.join(problems[:3])}.")
    return expected


def verified_counts(file: Path) -> Counts:
    """The number of rows of each table of a backup, after all of it was checked. Raises BackupError."""
    if damage := damage_of(file):
        raise BackupError(f"{file} {damage}.")
    try:
        with _opened(file) as database:
            if problems := problems_of(database):
                raise BackupError(f"{file} is damaged: {'; '.join(problems[:3])}.")
            return counts_of(database)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{file} can't be read: {error}.") from error


def migrations_in(file: Path) -> set[tuple[str, str]]:
    """The migrations that a backup has behind it, as app and name; none in a file that is no library."""
    with _opened(file) as database:
        try:
            return set(database.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.OperationalError:
            return set()


def copy_over(file: Path, database: Path) -> None:
    """Make the library that of the backup, in one transaction: those who have it open see the old one, then the new."""
    deadline = time.monotonic() + LOCK_WAIT

    def wait(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise BackupError(f"{database} was locked by a writer for {LOCK_WAIT} seconds. Nothing was changed.")

    with _opened(file) as source, _opened(database) as target:
        source.backup(target, progress=wait)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def problems_of(database: sqlite3.Connection) -> list[str]:
    """What a check of all pages, and one of all references, find."""
    pages = [str(row) for (row,) in database.execute("PRAGMA quick_check(10)") if row != "ok"]
    return pages or [f"{row[0]} refers to a row of {row[2]} that is gone" for row in _dangling(database)]


def counts_of(database: sqlite3.Connection) -> Counts:
    """The number of rows of each table but those inside a search index."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    tables = [name for (name,) in database.execute(names) if "_search" not in name]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


def _dangling(database: sqlite3.Connection) -> list[tuple[str, int, str, int]]:
    return database.execute("SELECT * FROM pragma_foreign_key_check LIMIT 3").fetchall()


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(read_only_uri(str(path)), uri=True, autocommit=True)) as connection:
        yield connection


def _notice_signals(status: int, remaining: int, total: int) -> None:
    """Python handles signals only while it runs code of its own, such as this."""
