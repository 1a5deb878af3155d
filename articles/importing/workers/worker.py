"""A worker process: it reads tasks from a pipe and answers with understood documents until its parent ends."""

import contextlib
import logging
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import connection, parent_process
from typing import Any

import django
from django.apps import apps

if not apps.ready:  # in a worker process, where this module is the first to be imported
    django.setup()

from django.db import Error, connections

from articles.captures.by_hand.sources import NOTHING_DECIDED, KnownBoilerplate, SourcesByHand, nothing_known
from articles.captures.line_counts import CountedLines
from articles.documents.problems import Problem
from articles.documents.received import Received
from articles.importing.line_count_store import CachedLineCounts
from articles.importing.workers.ending_signals import ignore_ending_signals
from articles.importing.workers.preparing import Prepared, digest_of, prepare

READY = "ready"
INTERNAL = Problem("internal")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """Documents of one batch, with the values that are the same for all of them."""

    received: Sequence[Received]
    source_name: str
    seen_at: datetime
    by_hand: SourcesByHand = NOTHING_DECIDED  # what people have decided about sources


def understood(task: Task, boilerplate: KnownBoilerplate) -> list[Prepared]:
    """Each document understood, in order. An exception in our code leaves out only the document that raised it."""
    return [_understood(received, task, boilerplate) for received in task.received]


def left_out(received: Received, task: Task, problem: Problem) -> Prepared:
    """A document with this problem and without its bytes: it is reported, not kept, and the next import retries it."""
    return Prepared(
        received.name, digest_of(received), received.media_type, 0, b"", task.source_name, task.seen_at, [], problem
    )


def work(pipe: connection.Connection, using: str, database: Mapping[str, Any]) -> None:
    """Answer each Task that comes through the pipe. `database` are the settings of the parent's connection `using`."""
    ignore_ending_signals()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connections[using].settings_dict.update(database)
    boilerplate = _AvailableLineCounts(using)
    pipe.send(READY)
    with contextlib.suppress(EOFError, OSError):
        while True:
            task: Task = pipe.recv()
            boilerplate.by_hand = task.by_hand
            pipe.send(understood(task, boilerplate))
    connections[using].close()


class _AvailableLineCounts:
    """The known boilerplate of a document's source; none while the database is away, since the writer looks again."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._cached = CachedLineCounts(using)
        self.by_hand = NOTHING_DECIDED  # as the parent knows it

    def __call__(self, printed: CountedLines, /) -> frozenset[int]:
        try:
            return self._cached(printed)
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
    """End this process as soon as its parent has ended, even in the middle of a document."""
    if parent := parent_process():
        connection.wait([parent.sentinel])
    os._exit(1)
