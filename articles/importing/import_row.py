"""The Import row of a run: how far it is, what became of each document, and how it ended."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from django.db import Error, connections
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.database.retrying import retry_transaction, shorten_lock_wait
from articles.importing.results import Result
from articles.models import Import

MAX_REPORT = 1_000  # results kept in an Import
SILENCE = dt.timedelta(minutes=10)  # after which a run that says it is running has been killed
_COUNTS = ("created", "updated", "unchanged", "rejected")
_TOLD = (*_COUNTS, "report", "state", "seen_at")

logger = logging.getLogger(__name__)


def begin(run: Import, using: str) -> None:
    """Let a run by command be seen, and say of those that were killed that they are not running any more."""
    run.started_at, run.state = timezone.now(), Import.State.RUNNING
    retry_transaction(partial(_give_up_killed, using), using)
    retry_transaction(partial(run.save, using=using), using)
    logger.info("import started id=%s label=%r", run.pk, run.label)


def note(run: Import, results: Sequence[Result], using: str) -> None:
    """Count the results, keep the first thousand, and write down what has changed."""
    for state, count in Counter(result.state for result in results).items():
        setattr(run, state, getattr(run, state) + count)
    changed = [*_COUNTS, "seen_at", "state"]
    if room := max(0, MAX_REPORT - len(run.report)):
        run.report = [*run.report, *(result.as_json() for result in results[:room])]
        changed.append("report")
    run.seen_at = timezone.now()
    run.save(using=using, update_fields=changed)


def adopt(run: Import, stored: Import) -> None:
    """What was noted on another copy of the row and is stored now."""
    for name in _TOLD:
        setattr(run, name, getattr(stored, name))


def finish(run: Import, using: str) -> Import:
    run.state, run.finished_at, run.total = Import.State.FINISHED, timezone.now(), run.done
    retry_transaction(partial(run.save, using=using, update_fields=["state", "finished_at", "total"]), using)
    logger.info(
        "import finished id=%s created=%d updated=%d unchanged=%d rejected=%d",
        run.pk, run.created, run.updated, run.unchanged, run.rejected,
    )  # fmt: skip
    return run


def break_off(run: Import, state: Import.State, using: str) -> None:
    """Note how far a run came that ends before its time, if the database can be reached.

    An interruption may have come between the end of a transaction and our note of it, so the counts are read again.
    """
    logger.info("import broken off id=%s state=%s", run.pk, state)
    if not connections[using].in_atomic_block:
        connections[using].close()  # whatever state it was left in
    with suppress(Error):
        shorten_lock_wait(using)
        run.refresh_from_db(using=using, fields=_TOLD)
        run.state, run.finished_at = state, timezone.now()
        run.save(using=using, update_fields=["state", "finished_at"])


def _give_up_killed(using: str) -> None:
    """A run by command whose last sign of life is long ago has failed; should it live after all, it says so again."""
    before = timezone.now() - SILENCE
    silent = Q(seen_at__lt=before) | Q(seen_at=None, started_at__lt=before)
    running = Import.objects.using(using).filter(silent, state=Import.State.RUNNING).exclude(command="")
    running.update(state=Import.State.FAILED, finished_at=Coalesce(F("seen_at"), F("started_at")))
