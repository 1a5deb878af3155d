"""Limits how many passwords are hashed at once, and how many threads of a process wait for that."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

MAX_THREADS = 2  # one that hashes and one that waits: half of a web process's four
MAX_WAIT = 5  # seconds
PAUSE = 0.005  # seconds between two looks at whether another process hashes

_places = threading.BoundedSemaphore(MAX_THREADS)
_hashing = threading.Lock()


class Busy(Exception):
    """Too many logins are under way."""


@contextmanager
def password_slot() -> Iterator[None]:
    """A slot in which one password may be hashed; all processes of a site share one. Raises Busy."""
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        until = time.monotonic() + MAX_WAIT
        if not _hashing.acquire(timeout=MAX_WAIT):
            raise Busy
        try:
            with _alone(until):
                yield
        finally:
            _hashing.release()
    finally:
        _places.release()


@contextmanager
def _alone(until: float) -> Iterator[None]:
    """While no other process hashes: one that does leaves the other cores to the pages. Raises Busy.

    The lock is on the data folder itself, and the kernel takes it from a process that dies.
    """
    try:
        folder = os.open(settings.DATA_DIR, os.O_RDONLY)
    except OSError:  # without a folder, as with plain Django and a secret of the environment, each process for itself
        yield
        return
    try:
        while not _locked(folder):
            if time.monotonic() > until:
                raise Busy
            time.sleep(PAUSE)
        yield
    finally:
        os.close(folder)


def _locked(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
