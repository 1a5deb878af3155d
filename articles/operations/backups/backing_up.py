"""Backs a library up while it is used."""

from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

from articles.operations.backups import postgresql_dump, sqlite_copy
from articles.operations.backups.whole_file import BackupError, whole_file


def back_up(path: Path, *, force: bool, using: str = DEFAULT_DB_ALIAS) -> dict[str, int]:
    """Write a verified backup to the path; return the number of rows of each table. Raises BackupError.

    On SQLite the file is an SQLite database, on PostgreSQL an archive of pg_dump. It is readable by its owner only.
    """
    connection = connections[using]
    database = Path(connection.settings_dict["NAME"])
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite and not database.exists():
        raise BackupError(f"There is no library at {database}.")
    with whole_file(path, force=force) as aside:
        return sqlite_copy.copy_library(database, aside) if is_sqlite else postgresql_dump.dump(using, aside)
