"""Transactions begun again: when two importers collide, when the database is locked, or away for a moment."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat

from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

TRIES = 4  # of what met a deadlock or a serialisation failure
MAX_LOCKED = 20  # seconds for another writer of SQLite to come to its end
MAX_AWAY = 30  # seconds for PostgreSQL to come back
SHORT_WAIT = 1_000  # milliseconds within SQLite, during which nobody hears a signal
# PostgreSQL: deadlock_detected, serialization_failure; unique_violation, when two bring one address at once, and
# foreign_key_violation, when a story is deleted to which a headline has just been led
_COLLIDED = ("40P01", "40001", "23505", "23503")
# PostgreSQL: admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, connection exceptions
_AWAY = ("57P01", "57P02", "57P03", "53300", "08")


def retry_transaction[T](transact: Callable[[], T], using: str) -> T:
    """What the transaction gives. Raises what stands in its way when that doesn't pass."""
    pauses: dict[Callable, Iterator[float]] = {}
    while True:
        try:
            return transact()
        except Error as error:
            connection = connections[using]
            reason = next((reason for reason in _REASONS if reason(error, connection)), None)
            pause = next(pauses.setdefault(reason, _REASONS[reason]()), None) if reason else None
            if pause is None:
                raise
            if reason is is_away:
                connection.close()
            time.sleep(pause)


def shorten_lock_wait(using: str) -> None:
    """Let SQLite give up after a second; who wants to wait longer tries again, and hears signals in between."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT}")


def has_collided(error: Error, connection: BaseDatabaseWrapper) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in _COLLIDED


def is_locked(error: Error, connection: BaseDatabaseWrapper) -> bool:
    """Whether another writer held SQLite for too long."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY and not connection.in_atomic_block


def is_away(error: Error, connection: BaseDatabaseWrapper) -> bool:
    """Whether PostgreSQL can't be reached, restarts or takes no more: it says so by its code, or can't say anything."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    return sqlstate.startswith(_AWAY) if sqlstate else True


def _until(seconds: float, pauses: Iterator[float]) -> Iterator[float]:
    """Pauses, until so many seconds have gone by."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield next(pauses)


_REASONS: dict[Callable[[Error, BaseDatabaseWrapper], bool], Callable[[], Iterator[float]]] = {
    has_collided: lambda: repeat(0, TRIES - 1),
    is_locked: lambda: _until(MAX_LOCKED, repeat(0.05)),
    is_away: lambda: _until(MAX_AWAY, chain((0.5, 1, 2, 4), repeat(5))),
}
