"""The Import row of a run: its state, what became of each document, and how the run ended."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from getpass import getuser

from django.db import Error, connections
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.database.retrying import retry_transaction, shorten_lock_wait
from articles.importing.results import Result
from articles.importing.workers.heartbeat import dead, heartbeat
from articles.models import Import

MAX_REPORT = 1_000  # results kept in an Import
_COUNTS = ("created", "updated", "unchanged", "rejected")
_PROGRESS = (*_COUNTS, "report", "state", "seen_at")
logger = logging.getLogger(__name__)


@contextmanager
def running(run: Import, using: str) -> Iterator[None]:
    """Save the run as running, with a heartbeat, and save how the block ended.

    The run is finished when the block ends; stopped after Ctrl-C, a signal, `sys.exit` or the close of a generator;
    failed after any other exception. The exception is raised again.
    """
    begin(run, using)
    try:
        with heartbeat(run, using):
            yield
    except (KeyboardInterrupt, GeneratorExit, SystemExit):
        _break_off(run, Import.State.STOPPED, using)
        raise
    except BaseException:
        _break_off(run, Import.State.FAILED, using)
        raise
    _finish(run, using)


def begin(run: Import, using: str) -> None:
    """Save the run as running, and mark dead runs as failed. A new run is inserted, a staged or broken one resumed."""
    now = timezone.now()
    run.state, run.started_at, run.seen_at, run.finished_at = Import.State.RUNNING, run.started_at or now, now, None
    retry_transaction(partial(_save_started, run, using), using)
    _log("import started", run, label=run.label)


def _save_started(run: Import, using: str) -> None:
    run.save(using=using)
    others = Import.objects.using(using).filter(dead())
    others.update(state=Import.State.FAILED, finished_at=Coalesce(F("seen_at"), F("started_at")))


def note(run: Import, results: Sequence[Result], using: str) -> None:
    """Add the results to the run's counts and, up to MAX_REPORT, to its report; save what has changed."""
    for state, count in Counter(result.state for result in results).items():
        setattr(run, state, getattr(run, state) + count)
    changed = [*_COUNTS, "seen_at", "state"]
    if room := max(0, MAX_REPORT - len(run.report)):
        run.report = [*run.report, *(result.as_json() for result in results[:room])]
        changed.append("report")
    run.seen_at = timezone.now()
    run.save(using=using, update_fields=changed)


def adopt(run: Import, saved: Import) -> None:
    """Copy the progress from another copy of the row, once its transaction is committed."""
    for name in _PROGRESS:
        setattr(run, name, getattr(saved, name))


def _finish(run: Import, using: str) -> None:
    run.state, run.finished_at, run.total = Import.State.FINISHED, timezone.now(), run.done
    retry_transaction(partial(run.save, using=using, update_fields=["state", "finished_at", "total"]), using)
    _log("import finished", run, **_counts_of(run))


def _break_off(run: Import, state: Import.State, using: str) -> None:
    """Save how the run ended early, if the database can be reached.

    An interruption may have come between the commit of a batch and `adopt`, so the progress is loaded first.
    """
    if not connections[using].in_atomic_block:
        connections[using].close()  # it may be in the middle of an answer
    with suppress(Error):
        shorten_lock_wait(using)
        run.refresh_from_db(using=using, fields=_PROGRESS)
        run.state, run.finished_at = state, timezone.now()
        run.save(using=using, update_fields=["state", "finished_at"])
    _log(f"import {state}", run, **_counts_of(run))


def _log(event: str, run: Import, **fields: object) -> None:
    """Log an event of the run, with who started it: a user of the desk, or this process's user for a command."""
    logger.info(event, extra={"fields": {"id": run.pk, "command": run.command, "user": _user_of(run), **fields}})


def _user_of(run: Import) -> str:
    if run.command:
        with suppress(OSError, KeyError):  # the process's user has no name, as in some containers
            return getuser()
    with suppress(Error):  # the database may be away, which a line of the log must not turn into a failure
        return run.user.get_username() if run.user else ""
    return ""


def _counts_of(run: Import) -> dict[str, object]:
    return {name: getattr(run, name) for name in _COUNTS}
