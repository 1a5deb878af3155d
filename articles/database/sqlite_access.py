"""How the SQLite file is opened: for writing where that is possible, and otherwise for reading only."""

import contextlib
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from articles.text.folding.folding import folded

OWNER_ONLY = 0o600


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


def _folded(text: str | None) -> str | None:
    return folded(text) if text else text


def sqlite_path(database: Mapping[str, Any]) -> Path | None:
    """The path of the file, given settings as in DATABASES; None on PostgreSQL."""
    return Path(database["NAME"]) if str(database["ENGINE"]).endswith("sqlite3") else None


def read_only_uri(path: str) -> str:
    """The path as it is while the file can be written, or isn't there yet; otherwise the URI to read it by.

    Without a -wal file the URI has `immutable=1`, since SQLite can't make the files then by which readers and a writer
    tell each other what they do. Such a connection doesn't see what others write, so it is kept for one request only.
    """
    if path.startswith(("file:", ":memory:")) or not Path(path).exists() or is_writable(path):
        return path
    mode = "mode=ro&immutable=1" if is_alone(path) else "mode=ro"
    return f"file:{quote(str(Path(path).absolute()))}?{mode}"


def is_writable(path: str) -> bool:
    """Whether this process may write the file, and make files beside it."""
    return os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK)


def is_alone(path: str) -> bool:
    """Whether no changes lie beside the file in its -wal, and nobody has the file open to make some."""
    with contextlib.suppress(FileNotFoundError):
        return not Path(f"{path}-wal").stat().st_size and not Path(f"{path}-shm").exists()
    return True
