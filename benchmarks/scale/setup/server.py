"""The PostgreSQL server that is measured; for SQLite, which runs in this process, the functions do nothing."""

from pathlib import Path

from django.db import connection


def server_pid() -> int:
    """Return the process id of PostgreSQL's postmaster; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        folder = cursor.execute("SHOW data_directory").fetchone()[0]
    return int(Path(folder, "postmaster.pid").read_text().split()[0])


def backend_pid() -> int:
    """Return the process id of the backend of this connection; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        return cursor.execute("SELECT pg_backend_pid()").fetchone()[0]


def set_autovacuum(*, is_on: bool) -> None:
    """Turn autovacuum on or off, so that it does not run during short measurements."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER SYSTEM SET autovacuum = {'on' if is_on else 'off'}")
            cursor.execute("SELECT pg_reload_conf()")


def database_size() -> int:
    """Return the size of the database in bytes."""
    question = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }[connection.vendor]
    with connection.cursor() as cursor:
        return cursor.execute(question).fetchone()[0]
