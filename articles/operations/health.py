"""Whether the site can do its work: a table of named checks, each with a sentence that says what is wrong."""

import shutil
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone

from articles.importing.workers.heartbeat import SILENCE
from articles.models import TaskWorker
from articles.operations.integrity import damaged_sentence, kept_result

KEPT = 2  # seconds for which a result is kept, so that a flood of requests asks the database no more often
WAIT = 2  # seconds to wait for a result
MEGABYTE = 1_000_000


class Kept[T]:
    """The result of a function: made by a thread of its own, kept for KEPT seconds, waited for no longer than WAIT.

    A function that hangs is not called again while it does; `get` raises TimeoutError then at once.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._future: Future[T] = Future()
        self._began = self._ended = -float("inf")
        self._future.cancel()

    def start(self) -> "Future[T]":
        """Have the result made, unless one is kept or being made."""
        with self._lock:
            if self._future.done() and time.monotonic() - self._ended >= KEPT:
                self._future, self._began = Future(), time.monotonic()
                threading.Thread(target=self._run, args=[self._future], name="health", daemon=True).start()
            return self._future

    def get(self) -> T:
        """The result. Raises TimeoutError when there is none in time, and whatever the function raised."""
        future = self.start()
        return future.result(timeout=max(0, self._began + WAIT - time.monotonic()))

    def _run(self, future: "Future[T]") -> None:
        try:
            result, error = self._make(), None
        except Exception as raised:
            result, error = None, raised
        finally:
            connections.close_all()  # those of this thread
        self._ended = time.monotonic()
        if error:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]


def problems() -> dict[str, str]:
    """What is wrong by name of the check, in one sentence; "" where all is well. It takes WAIT seconds at most."""
    for check in CHECKS.values():
        check.start()
    return {name: _sentence(check) for name, check in CHECKS.items()}


def _sentence(check: Kept[str]) -> str:
    try:
        return check.get()
    except TimeoutError:
        return f"There was no answer within {WAIT} seconds."
    except Exception as error:
        return f"It can't be checked: {' '.join(str(error).split()) or type(error).__name__}"


def database_problem() -> str:
    statement = "SELECT count(*) FROM sqlite_master" if connection.vendor == "sqlite" else "SELECT 1"
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.fetchone()
    return ""


def migrations_problem() -> str:
    """The check compares file names first: to load every migration would cost each web worker memory for good."""
    missing = _migration_names() - MigrationRecorder(connection).applied_migrations().keys()
    if not missing:
        return ""
    executor = MigrationExecutor(connection)  # it knows which migrations replace others
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return ""
    first = f"{plan[0][0].app_label}.{plan[0][0].name}"
    return f"Not all migrations are applied, the first of {len(plan)} is {first}; run manage.py migrate."


def _migration_names() -> set[tuple[str, str]]:
    return {
        (config.label, module.name)
        for config in apps.get_app_configs()
        for module in iter_modules([f"{config.path}/migrations"])
        if not module.ispkg and module.name[0] not in "_~"
    }


def worker_problem() -> str:
    """Whether a task worker has shown lately that it is alive."""
    newest = TaskWorker.objects.aggregate(newest=Max("beat_at"))["newest"]
    if newest is None:
        return "No task worker has ever shown a sign of life; is one running?"
    seconds = (timezone.now() - newest).total_seconds()
    if seconds <= SILENCE.total_seconds():
        return ""
    return f"The last sign of life of a task worker is {seconds:.0f} seconds old; is one running?"


def file_problem() -> str:
    """What the check of the whole SQLite file has found that the last start began."""
    found = kept_result(settings.DATA_DIR)
    if found is None or found.is_whole:
        return ""
    return damaged_sentence(str(settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"]), found.problems)


def disk_problem() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free // MEGABYTE
    if free >= settings.MIN_FREE_DISK:
        return ""
    least = settings.MIN_FREE_DISK
    return f"{settings.DATA_DIR} has {free} MB free, less than the {least} MB of NEWSREADER_MIN_FREE_DISK."


# A check is one function and one row here: it returns "" or a sentence, may raise, and may take WAIT seconds.
CHECKS: Mapping[str, Kept[str]] = {
    "database": Kept(database_problem),
    "migrations": Kept(migrations_problem),
    "worker": Kept(worker_problem),
    "file": Kept(file_problem),
    "disk": Kept(disk_problem),
}
