"""Whether a worker is there for what the desk leaves to it."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django_tasks_db.models import DBTaskResult

from articles.importing.workers.heartbeat import SILENCE
from articles.models import TaskWorker


@dataclass(frozen=True, slots=True)
class Worker:
    """What can be said of the processes that run tasks."""

    is_alive: bool
    sentence: str


def worker_state() -> Worker:
    """Whether a worker is there for what the desk leaves to it, and how much waits for one."""
    seen = TaskWorker.objects.aggregate(newest=Max("beat_at"))["newest"]
    waiting = DBTaskResult.objects.ready().count()
    waits = ngettext("%(n)d task waits.", "%(n)d tasks wait.", waiting) % {"n": waiting} if waiting else ""
    if seen and seen >= timezone.now() - SILENCE:
        return Worker(True, " ".join(filter(None, [gettext("A worker is there and takes imports on."), waits])))
    since = (
        gettext("No worker has shown signs of life for %s: imports wait until one runs.") % timesince(seen)
        if seen
        else gettext("No worker runs: imports wait until one does.")
    )
    advice = gettext("Whoever looks after this site starts one by “manage.py task_worker”.")
    return Worker(False, " ".join(filter(None, [since, waits, advice])))
