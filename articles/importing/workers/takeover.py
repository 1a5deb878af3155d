"""What becomes of runs whose process died. It imports nothing that understands, so that an idle worker stays small."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.database.retrying import retry_transaction
from articles.importing.workers.heartbeat import dead
from articles.models import Import


def take_over(using: str = DEFAULT_DB_ALIAS) -> list[int]:
    """Queue the runs of the desk that nobody works at: their process died, or no worker has begun with them yet.

    The primary keys of the imports for which the caller starts `run_staged`; no two callers get the same.
    """
    runs = Import.objects.using(using).filter(dead(), command="")
    return [pk for pk in runs.values_list("pk", flat=True) if runs.filter(pk=pk).update(**queued())]


def queued() -> dict[str, object]:
    """The values of a run that waits for a worker."""
    return {"state": Import.State.RUNNING, "claimed_by": "", "seen_at": timezone.now(), "finished_at": None}


def give_up_dead_commands(using: str = DEFAULT_DB_ALIAS) -> None:
    """Mark the dead runs of commands as failed: only the same command has their documents."""
    runs = Import.objects.using(using).filter(dead()).exclude(command="")
    retry_transaction(
        lambda: runs.update(state=Import.State.FAILED, finished_at=Coalesce(F("seen_at"), F("started_at"))), using
    )
