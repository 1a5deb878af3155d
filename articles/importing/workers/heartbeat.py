"""Signs of life of a running import, and the one rule by which a run counts as dead."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial

from django.db import Error, connections
from django.db.models import Q
from django.utils import timezone

from articles.database.retrying import shorten_lock_wait
from articles.importing.workers.claims import held
from articles.models import Import

BEAT = 10  # seconds between two signs of life while no batch is stored
LAST_BEAT = 5  # seconds to wait for a beat under way at the end; it may be connecting to a lost server
SILENCE = dt.timedelta(seconds=45)  # four beats; a full disk or a locked database may swallow some of them


def is_dead(run: Import) -> bool:
    """Whether the run counts as running and has shown no sign of life for longer than SILENCE."""
    return run.state == Import.State.RUNNING and (run.seen_at or run.started_at) < timezone.now() - SILENCE


def dead() -> Q:
    """The condition of `is_dead` for the database; it holds for runs on any machine, by command or desk alike."""
    before = timezone.now() - SILENCE
    return Q(state=Import.State.RUNNING) & (Q(seen_at__lt=before) | Q(seen_at=None, started_at__lt=before))


def heartbeat(run: Import, using: str, seconds: float = BEAT) -> AbstractContextManager[None]:
    """Update the run's `seen_at` every few seconds while the block runs.

    Every stored batch updates it too; this is for a slow batch, a locked database and input that is waited for.
    """
    return beating(partial(_show_life, run, using), using, seconds)


@contextmanager
def beating(show_life: Callable[[], object], using: str, seconds: float = BEAT) -> Iterator[None]:
    """Call `show_life` every few seconds while the block runs, from a thread with its own connection."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(seconds):
            _beat_once(show_life, using)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(LAST_BEAT)


def _show_life(run: Import, using: str) -> None:
    held(run, using).update(seen_at=timezone.now(), state=Import.State.RUNNING)


def _beat_once(show_life: Callable[[], object], using: str) -> None:
    try:
        with suppress(Error):  # the database is away or locked: the next beat may get through
            shorten_lock_wait(using)
            show_life()
    finally:
        connections[using].close()  # kept by nobody between two beats
