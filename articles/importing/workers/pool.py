"""Worker processes that understand documents, whatever becomes of one of them."""

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import resource_tracker
from typing import Any

from django.db import connections

from articles.documents.problems import Problem
from articles.importing.workers.preparing import Prepared
from articles.importing.workers.worker import READY, Task, left_out, work

CRASHED = Problem("crashed")
SHUTDOWN_WAIT = 2  # seconds for an idle worker to end
# Forked from a process that has loaded all and holds no connection and no thread: 20 ms each instead of 0.6 s of CPU.
CONTEXT = multiprocessing.get_context("forkserver")


class WorkersError(Exception):
    """Worker processes can't be started, or are being ended."""


class Workers:
    """So many processes, each started and spoken to by a thread of its own when there is work for it."""

    def __init__(self, number: int, using: str) -> None:
        self._using = using
        self._threads = ThreadPoolExecutor(number, "worker", initializer=_leave_signals_to_main_thread)
        self._own = threading.local()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._is_ending = False
        CONTEXT.set_forkserver_preload([work.__module__])

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type | None, *error: object) -> None:
        self.end(at_once=kind is not None)

    @property
    def pids(self) -> list[int]:
        """Of the processes that live."""
        return [worker.process.pid for worker in list(self._all)]

    def submit(self, task: Task) -> Future[list[Prepared]]:
        """The task's documents understood, in order. The one that ends its process comes with that as its problem."""
        return self._threads.submit(self._carry_out, task)

    def end(self, *, at_once: bool) -> None:
        """End all processes: those that are idle by themselves, the others by force when that should be at once."""
        self._threads.shutdown(wait=not at_once, cancel_futures=True)
        with self._lock:
            self._is_ending = True
        for worker in self._all:
            worker.end(at_once=at_once)

    def _carry_out(self, task: Task) -> list[Prepared]:
        """By the process of this thread; when it dies, the documents one by one, each time by a living one."""
        worker = self._worker()
        try:
            return worker.ask(task)
        except (EOFError, OSError):
            self._bury(worker)
        if len(task.received) == 1:
            return [left_out(task.received[0], task, CRASHED)]
        return [one for received in task.received for one in self._carry_out(replace(task, received=(received,)))]

    def _worker(self) -> "_Worker":
        worker = getattr(self._own, "worker", None)
        if worker is None:
            with self._lock:
                if self._is_ending:
                    raise WorkersError("The workers are being ended.")
                worker = self._own.worker = _Worker(self._using, _settings_of(self._using))
                self._all.add(worker)
            worker.wait_until_ready()
        return worker

    def _bury(self, worker: "_Worker") -> None:
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

    def wait_until_ready(self) -> None:
        """Raises WorkersError when it ends before; no document is to blame for that."""
        with contextlib.suppress(EOFError, OSError):
            if self._pipe.recv() == READY:
                return
        raise WorkersError("A worker process ended before it had begun.")

    def ask(self, task: Task) -> list[Prepared]:
        """Raises EOFError or OSError when the process ends."""
        self._pipe.send(task)
        return self._pipe.recv()

    def end(self, *, at_once: bool) -> None:
        if not at_once:
            self._pipe.close()
            self.process.join(SHUTDOWN_WAIT)
        if self.process.is_alive():  # asked first, or its number might be another process's by now
            self.process.kill()
        self.process.join(SHUTDOWN_WAIT)


def _settings_of(using: str) -> dict[str, Any]:
    """The settings of the connection, which may lead to a test's database; a worker needs no pool of them."""
    given = connections[using].settings_dict
    return {**given, "OPTIONS": {name: value for name, value in given["OPTIONS"].items() if name != "pool"}}


def _leave_signals_to_main_thread() -> None:
    """Processes inherit it: from their first moment they don't hear what the terminal says to all of us.

    Twice, because starting the tracker that comes with the first process makes this thread hear them again.
    """
    ours = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    signal.pthread_sigmask(signal.SIG_BLOCK, ours)
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, ours)
