"""Limits how many passwords one process hashes at once, and how many threads wait for that."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

MAX_THREADS = 2  # one that hashes and one that waits: half of a web process's four
MAX_WAIT = 5  # seconds

_places = threading.BoundedSemaphore(MAX_THREADS)
_hashing = threading.Lock()


class Busy(Exception):
    """Too many logins are under way in this process."""


@contextmanager
def password_slot() -> Iterator[None]:
    """A slot in which one password may be hashed; two web processes have two. Raises Busy."""
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not _hashing.acquire(timeout=MAX_WAIT):
            raise Busy
        try:
            yield
        finally:
            _hashing.release()
    finally:
        _places.release()
