"""The PostgreSQL that is measured; on SQLite, which runs in this process, there is nothing to ask or to do."""

from pathlib import Path

from django.db import connection


def server_pid() -> int:
    """Of PostgreSQL's first process; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        folder = cursor.execute("SHOW data_directory").fetchone()[0]
    return int(Path(folder, "postmaster.pid").read_text().split()[0])


def backend_pid() -> int:
    """Of the process that answers this connection; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        return cursor.execute("SELECT pg_backend_pid()").fetchone()[0]


def set_autovacuum(*, is_on: bool) -> None:
    """Off, so that it doesn't tidy up after one short measurement while the next is taken; on, as it comes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER SYSTEM SET autovacuum = {'on' if is_on else 'off'}")
            cursor.execute("SELECT pg_reload_conf()")


def database_size() -> int:
    """In bytes."""
    question = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }[connection.vendor]
    with connection.cursor() as cursor:
        return cursor.execute(question).fetchone()[0]
