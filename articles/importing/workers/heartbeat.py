"""Signs of life of a running import, and the one rule by which a run counts as dead."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connections
from django.db.models import Q
from django.utils import timezone

from articles.database.retrying import shorten_lock_wait
from articles.models import Import

BEAT = 15  # seconds between two signs of life while no batch is stored
LAST_BEAT = 5  # seconds to wait for a beat under way when the run ends; it may be connecting to a lost server
SILENCE = dt.timedelta(minutes=2)  # eight beats; a full disk or a locked database may swallow some of them


def is_dead(run: Import) -> bool:
    """Whether the run counts as running and has shown no sign of life for longer than SILENCE."""
    return run.state == Import.State.RUNNING and (run.seen_at or run.started_at) < timezone.now() - SILENCE


def dead() -> Q:
    """The condition of `is_dead` for the database; it holds for runs on any machine, by command or desk alike."""
    before = timezone.now() - SILENCE
    return Q(state=Import.State.RUNNING) & (Q(seen_at__lt=before) | Q(seen_at=None, started_at__lt=before))


@contextmanager
def heartbeat(run: Import, using: str, seconds: float = BEAT) -> Iterator[None]:
    """Update the run's `seen_at` every few seconds while the block runs, from a thread with its own connection.

    Every stored batch updates it too; the thread is for a slow batch, a locked database and input that is waited for.
    """
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(seconds):
            _beat_once(run.pk, using)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(LAST_BEAT)


def _beat_once(pk: int, using: str) -> None:
    try:
        with suppress(Error):  # the database is away or locked: the next beat may get through
            shorten_lock_wait(using)
            Import.objects.using(using).filter(pk=pk, state=Import.State.RUNNING).update(seen_at=timezone.now())
    finally:
        connections[using].close()  # kept by nobody between two beats
