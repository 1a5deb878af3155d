"""Tells a database that can't serve for now, being away, busy, full or read-only, from a mistake in a query."""

import sqlite3
from enum import StrEnum

# PostgreSQL: admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout, too_many_connections, connection
# exceptions
AWAY = ("57P01", "57P02", "57P03", "57P05", "53300", "08")
# lock_not_available, query_canceled (by a time limit or by recovery), deadlock_detected, serialization_failure
_BUSY = ("55P03", "57014", "40P01", "40001")
# disk_full, out_of_memory, other lack of resources, system errors such as a failed write
_FULL = ("53", "58")
_READ_ONLY = ("25006",)  # read_only_sql_transaction


class Failure(StrEnum):
    """Why the database can't serve for now."""

    AWAY = "away"
    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read-only"


_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: Failure.BUSY,
    sqlite3.SQLITE_LOCKED: Failure.BUSY,
    sqlite3.SQLITE_PROTOCOL: Failure.BUSY,
    sqlite3.SQLITE_FULL: Failure.FULL,
    sqlite3.SQLITE_READONLY: Failure.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Failure.AWAY,
    sqlite3.SQLITE_IOERR: Failure.AWAY,
}


def failure_of(error: BaseException | None) -> Failure | None:
    """Why the database can't serve for now, if that is what the error says; None for every other error.

    The error is Django's or the driver's own, or one that was raised because of such an error.
    """
    while error is not None:
        if isinstance(error, sqlite3.Error):
            return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)  # without the extended part
        if type(error).__module__.startswith("psycopg"):
            return _of_postgresql(error)
        error = error.__cause__
    return None


def _of_postgresql(error: BaseException) -> Failure | None:
    """psycopg is not imported, since a library on SQLite does without it."""
    if state := getattr(error, "sqlstate", None):
        kinds = ((AWAY, Failure.AWAY), (_BUSY, Failure.BUSY), (_FULL, Failure.FULL), (_READ_ONLY, Failure.READ_ONLY))
        return next((failure for states, failure in kinds if state.startswith(states)), None)
    names = {kind.__name__ for kind in type(error).__mro__}
    return Failure.AWAY if names & {"OperationalError", "InterfaceError"} else None  # a lost connection has no code
