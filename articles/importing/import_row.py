"""The Import row of a run: its state, what became of each document, and how the run ended."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from getpass import getuser

from django.db import Error, InterfaceError, OperationalError, connections
from django.utils import timezone

from articles.database.retrying import retry_transaction, shorten_lock_wait
from articles.importing.outcomes.recording import record
from articles.importing.results import Result
from articles.importing.workers.claims import ClaimLost, claimable, held, new_claim
from articles.importing.workers.ending_signals import HandedBack
from articles.importing.workers.heartbeat import dead, heartbeat
from articles.importing.workers.takeover import give_up_dead_commands
from articles.models import Import

_COUNTS = ("created", "updated", "unchanged", "rejected")
_PROGRESS = (*_COUNTS, "state", "seen_at")
ENDED = (KeyboardInterrupt, GeneratorExit, SystemExit, HandedBack)  # this process is asked to end
AWAY = (OperationalError, InterfaceError)  # the database is away, locked or full
logger = logging.getLogger(__name__)


@contextmanager
def running(run: Import, using: str, *, can_be_taken_over: bool = False) -> Iterator[None]:
    """Save the run as running, with a heartbeat, and save how the block ended.

    The run is finished when the block ends; stopped after Ctrl-C, a signal, `sys.exit` or the close of a generator;
    failed after any other exception. The exception is raised again. A run that can be taken over, since its documents
    are in the database, stays running and claimed by nobody when this process is ended or the database is away.
    Raises ClaimLost when the run is, or has become, another process's.
    """
    begin(run, using)
    try:
        with heartbeat(run, using):
            yield
        _finish(run, using)
    except ClaimLost:
        logger.info("import given up id=%s: it was stopped, or taken over", run.pk)
        raise
    except BaseException as error:
        is_ended = isinstance(error, ENDED)
        if can_be_taken_over and (is_ended or isinstance(error, AWAY)):
            state = Import.State.RUNNING
        else:
            state = Import.State.STOPPED if is_ended else Import.State.FAILED
        _break_off(run, state, using)
        raise


def begin(run: Import, using: str) -> None:
    """Claim the run for this process and save it as running. A new run is inserted, a staged or broken one resumed.

    Raises ClaimLost when another process works at it.
    """
    retry_transaction(partial(_claim, run, using), using)
    give_up_dead_commands(using)
    _log("import started", run, label=run.label)


def _claim(run: Import, using: str) -> None:
    now = timezone.now()
    values = {"state": Import.State.RUNNING, "claimed_by": new_claim(), "seen_at": now, "finished_at": None}
    if run.pk is None:
        for name, value in {"started_at": now, **values}.items():
            setattr(run, name, value)
        run.save(using=using)
    elif Import.objects.using(using).filter(claimable() | dead(), pk=run.pk).update(**values):
        run.refresh_from_db(using=using)  # another process may have counted since it was loaded
    else:
        raise ClaimLost


def note(run: Import, results: Sequence[Result], using: str) -> None:
    """Write a row for each result, and count them in the run. Raises ClaimLost."""
    add(run, record(run, results, using))
    run.seen_at, run.state = timezone.now(), Import.State.RUNNING
    if not held(run, using).update(**{name: getattr(run, name) for name in _PROGRESS}):
        raise ClaimLost


def add(run: Import, results: Sequence[Result]) -> None:
    """Add the results to the run's counts, without saving them."""
    for state, count in Counter(result.state for result in results).items():
        setattr(run, state, getattr(run, state) + count)


def adopt(run: Import, saved: Import) -> None:
    """Copy the progress from another copy of the row, once its transaction is committed."""
    for name in _PROGRESS:
        setattr(run, name, getattr(saved, name))


def _finish(run: Import, using: str) -> None:
    """Save the run as finished. Raises ClaimLost."""
    ended = {"state": Import.State.FINISHED, "finished_at": timezone.now(), "total": run.done, "claimed_by": ""}
    if not retry_transaction(lambda: held(run, using).update(**ended), using):
        raise ClaimLost
    for name, value in ended.items():
        setattr(run, name, value)
    _log("import finished", run, **_counts_of(run))


def _break_off(run: Import, state: Import.State, using: str) -> None:
    """Save how the run ended early, if the database can be reached.

    An interruption may have come between the commit of a batch and `adopt`, so the progress is loaded first.
    """
    if not connections[using].in_atomic_block:
        connections[using].close()  # it may be in the middle of an answer
    with suppress(Error):
        shorten_lock_wait(using)
        ended_at = None if state == Import.State.RUNNING else timezone.now()
        held(run, using).update(state=state, finished_at=ended_at, seen_at=timezone.now(), claimed_by="")
        run.refresh_from_db(using=using, fields=[*_PROGRESS, "finished_at", "claimed_by"])
    _log(f"import {'broken off' if state == Import.State.RUNNING else state}", run, **_counts_of(run))


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
