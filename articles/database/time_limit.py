"""A time limit for statements that strangers choose."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_CANCELED = "57014"  # PostgreSQL: query_canceled
_STEPS = 1_000  # of SQLite's virtual machine between two looks at the clock, about 50 microseconds


class TooSlowError(Exception):
    """A statement that took longer than its limit."""


@contextmanager
def time_limit(seconds: float, using: str = "default") -> Iterator[None]:
    """End statements that take longer: each by itself on PostgreSQL, all together on SQLite; 0 is no limit.

    Raises TooSlowError then. SQLite looks at the clock between the steps of a statement only, and one step reads all
    words with a prefix. Transactions are left as they were; one that is open on PostgreSQL can only be rolled back.
    """
    connection = connections[using]
    if not seconds:
        yield
        return
    limit = _limit_of_sqlite if connection.vendor == "sqlite" else _limit_of_postgresql
    with limit(connection, seconds):
        try:
            yield
        except OperationalError as error:
            if not _is_ended(error.__cause__):
                raise
            raise TooSlowError from error


@contextmanager
def _limit_of_sqlite(connection: BaseDatabaseWrapper, seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    database, deadline = connection.connection, time.monotonic() + seconds
    database.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        yield
    finally:
        database.set_progress_handler(None, 0)


@contextmanager
def _limit_of_postgresql(connection: BaseDatabaseWrapper, seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    database = connection.connection  # not a cursor of Django's, which would cost as much again
    database.execute(f"SET statement_timeout = {max(1, int(seconds * 1_000))}")
    try:
        yield
    finally:
        # A transaction that failed takes no statement, and takes with it what was set in it.
        if not database.closed and database.info.transaction_status.name != "INERROR":
            database.execute("RESET statement_timeout")


def _is_ended(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
    return getattr(error, "sqlstate", "") == _CANCELED
