"""A pool of worker processes that understand documents; it survives the loss of any of them."""

import multiprocessing
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from django.db import connections

from articles.documents.problems import Problem
from articles.importing.workers.ending_signals import block_ending_signals
from articles.importing.workers.preparing import Prepared
from articles.importing.workers.time_limit import TIME_LIMIT, TOO_SLOW
from articles.importing.workers.worker import READY, Task, left_out, work

CRASHED = Problem("crashed")
SHUTDOWN_WAIT = 2  # seconds for an idle worker to end
START_TRIES = 3  # processes that may end one after the other before they are ready
# Forked from a process that has loaded all and holds no connection and no thread: 20 ms each instead of 0.6 s of CPU.
CONTEXT = multiprocessing.get_context("forkserver")


class WorkersError(Exception):
    """Worker processes can't be started, or are being ended."""


class Workers:
    """A pool of `number` processes, each started and spoken to by its own thread once there is work for it.

    `time_limit` is in seconds of wall time, for a task and then for each of its documents.
    """

    def __init__(self, number: int, using: str, time_limit: float = TIME_LIMIT) -> None:
        self._using, self._time_limit = using, time_limit
        self._threads = ThreadPoolExecutor(number, "worker", initializer=block_ending_signals)
        self._own = threading.local()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._is_ending = False
        CONTEXT.set_forkserver_preload([work.__module__])

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type | None, *error: object) -> None:
        self.end(at_once=kind is not None)

    def submit(self, task: Task) -> Future[list[Prepared]]:
        """Understand the task's documents, in order. The one on which its process ends or hangs gets a problem."""
        return self._threads.submit(self._understand, task)

    def end(self, *, at_once: bool) -> None:
        """End all processes; `at_once` kills those that are busy instead of waiting for them."""
        self._threads.shutdown(wait=not at_once, cancel_futures=True)
        with self._lock:
            self._is_ending = True
        for worker in self._all:
            worker.end(at_once=at_once)

    def _understand(self, task: Task) -> list[Prepared]:
        """Give the task to this thread's process; when that fails, its documents one by one, each to a living process.

        A task's documents have the time limit of one: they have no more content together than one may have.
        """
        worker = self._worker()
        try:
            return worker.understand(task, self._time_limit)
        except TimeoutError:
            problem = TOO_SLOW
        except (EOFError, OSError):
            problem = CRASHED
        self._discard(worker)
        if len(task.received) == 1:
            return [left_out(task.received[0], task, problem)]
        return [one for received in task.received for one in self._understand(replace(task, received=(received,)))]

    def _worker(self) -> "_Worker":
        """This thread's process. Raises WorkersError when several in a row end while they start."""
        known: _Worker | None = getattr(self._own, "worker", None)
        if known:
            return known
        for _ in range(START_TRIES):
            worker = self._start()
            if worker.is_ready():
                self._own.worker = worker
                return worker
            self._discard(worker)
        raise WorkersError(f"{START_TRIES} worker processes ended before they had begun.")

    def _start(self) -> "_Worker":
        with self._lock:
            if self._is_ending:
                raise WorkersError("The workers are being ended.")
            worker = _Worker(self._using, _settings_of(self._using))
            self._all.add(worker)
        return worker

    def _discard(self, worker: "_Worker") -> None:
        self._own.worker = None
        with self._lock:
            if self._is_ending:
                raise WorkersError("The workers are being ended.")
            self._all.discard(worker)
        worker.end(at_once=True)


class _Worker:
    """One process, and this end of the pipe to it."""

    def __init__(self, using: str, database: Mapping[str, Any]) -> None:
        self._pipe, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=work, args=(theirs, using, database), daemon=True)
        self.process.start()
        theirs.close()

    def is_ready(self) -> bool:
        """Wait until it has started; False when it ended before, for which no document is to blame."""
        try:
            return bool(self._pipe.recv() == READY)
        except (EOFError, OSError):
            return False

    def understand(self, task: Task, seconds: float) -> list[Prepared]:
        """Raises TimeoutError after `seconds` without an answer, EOFError or another OSError when the process ends."""
        self._pipe.send(task)
        if not self._pipe.poll(seconds):
            raise TimeoutError
        prepared: list[Prepared] = self._pipe.recv()
        return prepared

    def end(self, *, at_once: bool) -> None:
        if not at_once:
            self._pipe.close()
            self.process.join(SHUTDOWN_WAIT)
        if self.process.is_alive():  # asked first, or its number might be another process's by now
            self.process.kill()
        self.process.join(SHUTDOWN_WAIT)


def _settings_of(using: str) -> dict[str, Any]:
    """The settings of this process's connection, which may name a test's database; a worker needs no pool."""
    given = connections[using].settings_dict
    return {**given, "OPTIONS": {name: value for name, value in given["OPTIONS"].items() if name != "pool"}}
