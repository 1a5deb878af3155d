"""Whether the SQLite file can be written, and the URI by which it is read where it can't."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

OWNER_ONLY = 0o600


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
