"""Which process works at a run: one at a time, and one that has lost its run notices at its next write."""

from django.db.models import Q, QuerySet
from django.utils.crypto import get_random_string

from articles.models import Import

WAITING = (Import.State.STAGED, Import.State.STOPPED, Import.State.FAILED)  # states in which a run can be started


class ClaimLost(Exception):
    """The run is another process's by now, or was stopped at the desk: what was not committed is rolled back."""


def new_claim() -> str:
    """A name for what this process begins now; no other process ever has it."""
    return get_random_string(32)


def claimable() -> Q:
    """The condition of a run that nobody works at."""
    return Q(state__in=WAITING) | Q(state=Import.State.RUNNING, claimed_by="")


def held(run: Import, using: str) -> QuerySet[Import]:
    """The run's row, as long as this process may write to it; otherwise no row.

    A command's run that was taken for dead meanwhile, as on a machine that slept, still is the command's.
    """
    mine = Import.objects.using(using).filter(pk=run.pk, claimed_by=run.claimed_by).exclude(claimed_by="")
    return mine.filter(state__in=(Import.State.RUNNING, Import.State.FAILED))
