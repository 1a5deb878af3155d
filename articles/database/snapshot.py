"""A transaction that reads one state of the database, and keeps no writer from going on."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction


@contextmanager
def snapshot(using: str) -> Iterator[None]:
    """Within the block, all queries on this connection see the state at its first query."""
    connection = connections[using]
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    mode = connection.transaction_mode  # type: ignore[attr-defined]  # SQLite's
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # or it would take the lock of writers
    try:
        with transaction.atomic(using=using):
            yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]
