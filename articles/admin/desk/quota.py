"""The quota of uploads: how much may wait on the import desk, staged or still being received, over all imports."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from articles.importing.staging import QuotaExceeded
from articles.importing.uploads.receiving import waiting_size

_lock = threading.Lock()
_receiving = 0  # bytes of the uploads that this process receives


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Room for an upload of so many bytes while it is received. Raises QuotaExceeded when there is none.

    Uploads that another web process receives at the same moment are counted only once they are staged.
    """
    global _receiving
    waiting = waiting_size()
    with _lock:
        if waiting + _receiving + size > settings.UPLOAD_QUOTA:
            raise QuotaExceeded(waiting + _receiving, size)
        _receiving += size
    try:
        yield
    finally:
        with _lock:
            _receiving -= size
