"""A worker of background tasks that outlives its database, and takes over what dead workers have left."""

import datetime as dt
import logging
import os
import secrets
import signal
import socket
import sys
import time
from contextlib import suppress
from types import FrameType

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from articles.importing.uploads.claims import abandoned
from articles.importing.uploads.deciding import expire
from articles.importing.workers.ending_signals import PROCESS_ENDS
from articles.importing.workers.heartbeat import BEAT, SILENCE, beating
from articles.importing.workers.takeover import give_up_dead_commands, take_over
from articles.models import TaskWorker
from articles.operations.statistics.counting import count_library
from articles.tasks import import_staged, prepare_import

FORGOTTEN = dt.timedelta(days=1)  # after which the row of a dead worker is deleted
COUNTING = 60  # seconds at least between two counts of the library
COUNTING_SHARE = 100  # of the worker's time, at most a hundredth is spent on counting
MAX_PAUSE = 10  # seconds; a database that is back is noticed that soon
logger = logging.getLogger("articles.task_worker")


class WorkerDied(Exception):
    """The worker of this task died. If it imported something, another task goes on with that."""


class TaskRunner(Worker):
    """Runs tasks one after the other. `until_idle` ends it when there are none."""

    def __init__(self, *, interval: float, until_idle: bool) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=True,  # `Worker.run` returns when no task is ready; `run` calls it again and again
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}",
            excluded_queue_names=[],
        )
        self._until_idle = until_idle
        self._looked_at: float | None = None  # after others, by time.monotonic()
        self._count_at = 0.0  # when to count the library again, by time.monotonic()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Signal handler: the task that runs may end, and an import hands itself back; a second signal ends at once."""
        if not (self.running and self.running_task):
            self.running = False
            sys.exit(0)
        self.running = False
        PROCESS_ENDS.set()
        logger.info("task worker ends after its task signal=%s", signal.Signals(signum).name)

    def run(self) -> None:
        """Work until a signal comes, however often the database is away, locked or full."""
        outage = Outage()
        try:
            with beating(self._show_life, DEFAULT_DB_ALIAS):
                while self.running:
                    try:
                        self._run_once()
                    except Error as error:
                        outage.wait(error)
                        continue
                    outage.is_over()
                    if self._until_idle:
                        return
                    if self.running:
                        time.sleep(self.interval)
        finally:
            with suppress(Error):
                TaskWorker.objects.filter(name=self.worker_id).delete()

    def _run_once(self) -> None:
        """Run the tasks that are ready; before that, every few seconds, look after what others have left."""
        if self._looked_at is None or time.monotonic() - self._looked_at >= BEAT:
            self._show_life()
            self._fail_tasks_of_the_dead()
            give_up_dead_commands()
            for pk in take_over():
                logger.warning("import taken over id=%s: no process showed signs of life for it", pk)
                import_staged.enqueue(pk)
            for pk in abandoned(DEFAULT_DB_ALIAS):
                logger.warning("import prepared by another worker id=%s: its worker died", pk)
                prepare_import.enqueue(pk)
            for pk in expire():
                logger.info("import expired id=%s: nobody has confirmed it", pk)
            self._looked_at = time.monotonic()
        super().run()
        if self.running and time.monotonic() >= self._count_at:
            self._count()

    def _count(self) -> None:
        """Count what pages can't; a large library, which takes longer, is counted less often."""
        began = time.monotonic()
        if settings.STATISTICS != "off":
            count_library()
        ended = time.monotonic()
        self._count_at = ended + max(COUNTING, COUNTING_SHARE * (ended - began))

    def _show_life(self) -> None:
        TaskWorker.objects.update_or_create(name=self.worker_id, defaults={"beat_at": timezone.now()})

    def _fail_tasks_of_the_dead(self) -> None:
        """Mark tasks as failed that count as running, though their worker is dead, or is this one, which is idle."""
        now = timezone.now()
        alive = set(TaskWorker.objects.filter(beat_at__gte=now - SILENCE).values_list("name", flat=True))
        for task in DBTaskResult.objects.running():
            worker = task.worker_ids[-1] if task.worker_ids else ""
            if worker == self.worker_id or worker not in alive:
                task.set_failed(WorkerDied(f"The worker {worker} has shown no sign of life."))
        TaskWorker.objects.filter(beat_at__lt=now - FORGOTTEN).delete()


class Outage:
    """Tells of a database that can't be used: one line when that begins and one when it is over."""

    def __init__(self) -> None:
        self._began_at: float | None = None
        self._pause = 1

    def wait(self, error: Error) -> None:
        """Wait for a pause that grows with each call."""
        if self._began_at is None:
            self._began_at, self._pause = time.monotonic(), 1
            reason = " ".join(str(error).split())
            logger.warning("task worker waits for the database, and tries again and again: %s", reason)
        with suppress(Error):
            connections[DEFAULT_DB_ALIAS].close()
        time.sleep(self._pause)
        self._pause = min(2 * self._pause, MAX_PAUSE)

    def is_over(self) -> None:
        if self._began_at is not None:
            logger.warning("task worker can use the database again after %d s", time.monotonic() - self._began_at)
            self._began_at = None
