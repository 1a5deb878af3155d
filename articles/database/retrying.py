"""Retry transactions after a collision with another one, a locked SQLite database, or a lost connection."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat

from django.conf import settings
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.database.outages import AWAY

TRIES = 4  # after a deadlock or a serialisation failure
MAX_AWAY = 30  # seconds to wait for PostgreSQL to come back
SHORT_WAIT = 1_000  # milliseconds that SQLite waits for a lock; Python handles no signals meanwhile
# PostgreSQL: deadlock_detected, serialization_failure; unique_violation, when two transactions insert the same URL, and
# foreign_key_violation, when a story is deleted that a headline was just linked to
_COLLIDED = ("40P01", "40001", "23505", "23503")

type Reason = Callable[[Error, BaseDatabaseWrapper], bool]


def retry_transaction[T](transact: Callable[[], T], using: str, *, collisions_only: bool = False) -> T:
    """Run `transact` and return its result, retrying on collisions, locks and lost connections.

    `transact` must open and end its own transaction. Raises the last error when retrying has not helped. A page retries
    on `collisions_only`: it has waited for a lock already, and an error page now is better than a longer wait.
    """
    pauses: dict[Reason, Iterator[float]] = {}
    reasons = [has_collided] if collisions_only else list(_REASONS)
    while True:
        try:
            return transact()
        except Error as error:
            connection = connections[using]
            reason = next((reason for reason in reasons if reason(error, connection)), None)
            pause = next(pauses.setdefault(reason, _REASONS[reason]()), None) if reason else None
            if pause is None:
                raise
            if reason is is_away:
                connection.close()
            time.sleep(pause)


def shorten_lock_wait(using: str) -> None:
    """Let SQLite report a lock after SHORT_WAIT; retrying then waits longer, and signals are handled in between."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT}")


def has_collided(error: Error, connection: BaseDatabaseWrapper) -> bool:
    """Return whether PostgreSQL ended the transaction because of a concurrent one."""
    return getattr(error.__cause__, "sqlstate", None) in _COLLIDED


def is_locked(error: Error, connection: BaseDatabaseWrapper) -> bool:
    """Return whether SQLite was locked by another writer for too long."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY and not connection.in_atomic_block


def is_away(error: Error, connection: BaseDatabaseWrapper) -> bool:
    """Return whether PostgreSQL can't be reached, is restarting or has too many connections."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    return sqlstate.startswith(AWAY) if sqlstate else True  # a lost connection has no code


def _until(seconds: float, pauses: Iterator[float]) -> Iterator[float]:
    """Yield the pauses until these seconds have passed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield next(pauses)


# Pauses before each retry, in seconds.
_REASONS: dict[Reason, Callable[[], Iterator[float]]] = {
    has_collided: lambda: repeat(0, TRIES - 1),
    is_locked: lambda: _until(settings.SQLITE_LOCK_WAIT, repeat(0.05)),
    is_away: lambda: _until(MAX_AWAY, chain((0.5, 1, 2, 4), repeat(5))),
}
