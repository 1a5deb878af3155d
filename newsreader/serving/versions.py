"""The content version as the web server follows it: asked for at each request, on PostgreSQL every half second."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import NamedTuple, Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

from articles.database.content_version import READ_VERSION, read_version
from articles.database.sqlite_access import read_only_uri, sqlite_path

POLL = 0.5  # seconds between two looks at PostgreSQL
TOO_OLD = 1.2  # seconds after which the last look says nothing any more
IDLE = 10  # seconds without a request after which PostgreSQL is no longer looked at
AT_ONCE = 0.001  # seconds within which requests share one look at SQLite
FILE_CHECK = 1.0  # seconds after which the file may be another one, or a file for reading only may have changed
LOCK_WAIT = 0.05  # seconds; reading waits for nobody in WAL mode


class Observed(NamedTuple):
    """A version, and the clock's time (monotonic seconds) at which it was certainly the current one."""

    version: int
    at: float


class Versions(Protocol):
    def observe(self) -> Observed | None:
        """The current version; None when the database can't be asked. Never waits for longer than a moment."""

    @property
    def is_away(self) -> bool:
        """Whether the last try to ask the database failed, or has been waiting for too long."""

    def has_moved(self, since: Observed) -> bool:
        """Whether content has changed since; called in the thread that made a page, after its last query."""


class SqliteVersions:
    """Asks SQLite on a connection of its own, which never writes: the number of its data tells of others' commits only.

    One thread observes; any thread may ask whether the version has moved.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_away = False
        self._observed: Observed | None = None
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._sees_others = True
        self._checked_at = float("-inf")
        self._data_version = -1
        self._version = 0

    def observe(self) -> Observed | None:
        observed = self._observed
        if observed is None or time.monotonic() - observed.at > AT_ONCE:
            observed = self._observed = self._ask()
        return observed

    def has_moved(self, since: Observed) -> bool:
        observed = self._ask()
        return observed is None or observed.version != since.version

    def _ask(self) -> Observed | None:
        with self._lock:
            now = time.monotonic()
            try:
                observed = Observed(self._read(now), now)
            except (sqlite3.Error, OSError):
                self._close()
                self.is_away = True
                return None
            self.is_away = False
            return observed

    def _read(self, now: float) -> int:
        if now - self._checked_at > FILE_CHECK:
            self._close_if_outdated(now)
        if self._connection is None:
            uri = read_only_uri(str(self._path))
            self._sees_others = "immutable=1" not in uri
            self._connection = sqlite3.connect(
                uri if uri.startswith("file:") else f"{self._path.as_uri()}?mode=ro",
                uri=True,
                timeout=LOCK_WAIT,
                isolation_level=None,
                check_same_thread=False,
            )
        (data_version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if data_version != self._data_version:
            row = self._connection.execute(READ_VERSION).fetchone()
            self._version, self._data_version = (row[0] if row else 0), data_version
        return self._version

    def _close_if_outdated(self, now: float) -> None:
        """Close the connection when the file is another one, or when it doesn't see what others write to it."""
        inode = self._path.stat().st_ino
        if inode != self._inode or not self._sees_others:
            self._close()
        self._inode, self._checked_at = inode, now

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._data_version = None, -1


class PolledVersions:
    """Asks the database in a thread of its own while requests come in, so that no request ever waits for it."""

    def __init__(self) -> None:
        self._observed: Observed | None = None
        self._failed = False
        self._polling_since = float("inf")
        self._asked_at = float("-inf")
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def observe(self) -> Observed | None:
        now = time.monotonic()
        self._asked_at = now
        if not self._wake.is_set():
            self._start()
        observed = self._observed
        return observed if observed and now - observed.at < TOO_OLD else None

    @property
    def is_away(self) -> bool:
        return self._failed or time.monotonic() - self._polling_since > TOO_OLD

    def has_moved(self, since: Observed) -> bool:
        at = time.monotonic()
        try:
            version = read_version(connections[DEFAULT_DB_ALIAS])
        except Error:
            return True
        if self._observed is None or self._observed.at < at:
            self._observed = Observed(
                version, at
            )  # a page that is made again is compared with this, not with a look before
        return version != since.version

    def _start(self) -> None:
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._follow, name="content-version", daemon=True)
            self._thread.start()

    def _follow(self) -> None:
        connection = connections[DEFAULT_DB_ALIAS]  # this thread's own
        while True:
            self._wake.wait()
            at = self._polling_since = time.monotonic()
            try:
                self._observed = Observed(read_version(connection), at)
                self._failed = False
            except Error:
                self._failed = True
                connection.close()
            self._polling_since = float("inf")
            if at - self._asked_at > IDLE:
                self._wake.clear()
                connection.close()
            else:
                time.sleep(POLL)


def versions() -> Versions:
    """What follows the version of the database that the settings name."""
    path = sqlite_path(settings.DATABASES[DEFAULT_DB_ALIAS])
    return SqliteVersions(path) if path else PolledVersions()
