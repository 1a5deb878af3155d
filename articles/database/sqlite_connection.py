"""How Django opens the SQLite file, for writing where that is possible, and how it sends statements."""

import contextlib
import sqlite3
from functools import lru_cache
from pathlib import Path

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from articles.database.sqlite_access import OWNER_ONLY, read_only_uri
from articles.text.folding.folding import folded

LONGEST = 10_000  # characters of a statement that is kept; those of imports are longer, and seldom alike


class LibraryConnection(sqlite3.Connection):
    """A connection to the file; `is_read_only` when the file or its folder can't be written.

    Django opens it by the option "factory", so that a disk which turns read-only is noticed without a restart.
    """

    def __init__(self, database: str, **options: object) -> None:
        uri = read_only_uri(database)
        self.is_read_only = uri != database
        is_new = not uri.startswith("file:") and not Path(database).exists()
        super().__init__(uri, **{**options, "uri": True})  # type: ignore[arg-type]
        self.create_function("articles_folded", 1, _folded, deterministic=True)  # the search index is made with it
        if is_new:
            with contextlib.suppress(OSError):
                Path(database).chmod(OWNER_ONLY)  # SQLite gives its -wal and -shm the same mode
        if not self.is_read_only:
            self.execute("PRAGMA journal_mode=WAL")  # readers never wait for an import

    def cursor(self, factory: type[sqlite3.Cursor] = sqlite3.Cursor) -> sqlite3.Cursor:  # type: ignore[override]
        return super().cursor(LibraryCursor if factory is SQLiteCursorWrapper else factory)


class LibraryCursor(SQLiteCursorWrapper):
    """Django's cursor, which writes the placeholders of a statement as SQLite has them, but only once for each."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None and len(query) <= LONGEST:
            return _converted(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=500)
def _converted(query: str) -> str:
    return SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[arg-type]  # it reads nothing of the cursor


def _folded(text: str | None) -> str | None:
    return folded(text) if text else text
