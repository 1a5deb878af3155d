"""One worker process: documents in, what they are understood as out, until its parent ends."""

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import connection, parent_process
from typing import Any

import django
from django.apps import apps

if not apps.ready:  # a process that is only this
    django.setup()

from django.db import Error, connections

from articles.captures.building import KnownBoilerplate, nothing_known
from articles.captures.line_counts import CountedLines
from articles.documents.problems import Problem
from articles.documents.received import Received
from articles.importing.line_count_store import CachedLineCounts
from articles.importing.workers.preparing import Prepared, digest_of, prepare

READY = "ready"
INTERNAL = Problem("internal")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """Documents of one batch, with what is said of all of them."""

    received: Sequence[Received]
    source_name: str
    seen_at: datetime


def understood(task: Task, boilerplate: KnownBoilerplate) -> list[Prepared]:
    """Each document read and understood, in order. A fault of ours leaves only its document out."""
    return [_understood(received, task, boilerplate) for received in task.received]


def left_out(received: Received, task: Task, problem: Problem) -> Prepared:
    """A document without its bytes, so that it is reported and not kept: the next import tries it again."""
    return Prepared(
        received.name, digest_of(received), received.media_type, 0, b"", task.source_name, task.seen_at, [], problem
    )


def work(pipe: connection.Connection, using: str, database: Mapping[str, Any]) -> None:
    """Answer each Task that comes through the pipe. `database` are the settings of the parent's connection."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # they are the parent's to hear
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connections[using].settings_dict.update(database)
    boilerplate = _Forgiving(using)
    pipe.send(READY)
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(understood(pipe.recv(), boilerplate))
    connections[using].close()


class _Forgiving:
    """What was lately known of sources' lines; nothing while the database is away, since the writer looks again."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._lately = CachedLineCounts(using)

    def __call__(self, printed: CountedLines) -> frozenset[int]:
        try:
            return self._lately(printed)
        except Error:
            connections[self._using].close()
            return nothing_known(printed)


def _understood(received: Received, task: Task, boilerplate: KnownBoilerplate) -> Prepared:
    try:
        return prepare(received, task.source_name, task.seen_at, boilerplate)
    except Error:
        raise
    except Exception:
        logger.exception("understanding failed name=%r", received.name)
        return left_out(received, task, INTERNAL)


def _end_with_parent() -> None:
    """End at once when the parent does, however it does, and whatever is being understood."""
    connection.wait([parent_process().sentinel])
    os._exit(1)
