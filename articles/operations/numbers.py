"""Numbers of the database for Prometheus, one function and one row of a table each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import Max, Min, Sum
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.database.content_version import read_version
from articles.importing.workers.heartbeat import dead
from articles.models import Import, TaskWorker
from articles.operations.health import Kept

OUTCOMES = ("created", "updated", "unchanged", "rejected")


@dataclass(frozen=True, slots=True)
class Numbers:
    """One metric: its values by value of the `label`, or one value by ""."""

    name: str
    help: str
    look_up: Callable[[], Mapping[str, float]]
    kind: str = "gauge"
    label: str = ""


def documents() -> dict[str, float]:
    """Documents by what became of them, in all runs of imports by desk and by command."""
    sums = Import.objects.aggregate(**{outcome: Sum(outcome, default=0) for outcome in OUTCOMES})
    return {outcome: sums[outcome] for outcome in OUTCOMES}


def imports_running() -> dict[str, float]:
    return {"": Import.objects.filter(state=Import.State.RUNNING).exclude(dead()).count()}


def tasks_waiting() -> dict[str, float]:
    return {"": DBTaskResult.objects.ready().count()}


def oldest_task() -> dict[str, float]:
    since = DBTaskResult.objects.ready().aggregate(since=Min("enqueued_at"))["since"]
    return {"": (timezone.now() - since).total_seconds() if since else 0}


def content_version() -> dict[str, float]:
    return {"": read_version(connection)}


def worker_silence() -> dict[str, float]:
    newest = TaskWorker.objects.aggregate(newest=Max("beat_at"))["newest"]
    return {"": (timezone.now() - newest).total_seconds()} if newest else {}


def database_bytes() -> dict[str, float]:
    """Of SQLite the file with those beside it, of PostgreSQL what the server says."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return {"": sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return {"": cursor.fetchone()[0]}


def look_up_all() -> dict[str, Mapping[str, float]]:
    return {numbers.name: numbers.look_up() for numbers in NUMBERS}


NUMBERS = (
    Numbers("newsreader_documents", "Documents by outcome.", documents, "counter", "outcome"),
    Numbers("newsreader_imports_running", "Imports that run now.", imports_running),
    Numbers("newsreader_tasks_waiting", "Tasks that wait for a worker.", tasks_waiting),
    Numbers("newsreader_task_oldest_waiting_seconds", "Age of the oldest waiting task.", oldest_task),
    Numbers("newsreader_content_version", "Moves with each change of the pages.", content_version, "counter"),
    Numbers("newsreader_worker_silence_seconds", "Age of the task worker's last sign of life.", worker_silence),
    Numbers("newsreader_database_bytes", "Size of the database.", database_bytes),
)

kept_numbers = Kept(look_up_all)  # by name of the metric
