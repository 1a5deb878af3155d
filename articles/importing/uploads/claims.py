"""Which process prepares an import that waits: one at a time, and one that has lost it notices at its next write.

An import that is staged and has a last sign of life is being prepared; its documents can be added once it has none.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.importing.workers.claims import ClaimLost, new_claim
from articles.importing.workers.heartbeat import SILENCE
from articles.models import Import


def is_being_prepared(run: Import) -> bool:
    return run.state == Import.State.STAGED and run.seen_at is not None


def claim(import_id: int, using: str) -> Import | None:
    """The import, claimed for this process; None when it needs no preparing, or another process is at it."""
    unclaimed = Q(claimed_by="") | Q(seen_at__lt=timezone.now() - SILENCE)
    name = new_claim()
    found = being_prepared(using).filter(unclaimed, pk=import_id)
    if not found.update(claimed_by=name, seen_at=timezone.now()):
        return None
    return Import.objects.using(using).filter(pk=import_id, claimed_by=name).first()


def hold(run: Import, using: str) -> None:
    """Show a sign of life, in each transaction. Raises ClaimLost when the import is no longer this process's."""
    if not _held(run, using).update(seen_at=timezone.now()):
        raise ClaimLost


def show_life(run: Import, using: str) -> None:
    _held(run, using).update(seen_at=timezone.now())


def release(run: Import, using: str, *, is_ready: bool) -> None:
    """Leave the import, ready for its owner, or for another process to go on with."""
    _held(run, using).update(claimed_by="", seen_at=None if is_ready else timezone.now())


def abandoned(using: str) -> list[int]:
    """Free the imports whose process died while it prepared them; no two callers get the same."""
    silent = being_prepared(using).filter(seen_at__lt=timezone.now() - SILENCE)
    freed = {"claimed_by": "", "seen_at": timezone.now()}
    return [pk for pk in silent.values_list("pk", flat=True) if silent.filter(pk=pk).update(**freed)]


def being_prepared(using: str) -> QuerySet[Import]:
    return Import.objects.using(using).filter(state=Import.State.STAGED, seen_at__isnull=False)


def _held(run: Import, using: str) -> QuerySet[Import]:
    return being_prepared(using).filter(pk=run.pk, claimed_by=run.claimed_by)
