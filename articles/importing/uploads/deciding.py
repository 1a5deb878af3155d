"""What the owner decides about an import that waits: leave documents out, add the rest, or let it expire."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from articles.importing.staging import UNDECIDED, discard
from articles.importing.staging import confirm as confirm_staged
from articles.importing.uploads.previewing import settle_doubles
from articles.models import Document, Import, Outcome, Preview

EXPIRY = dt.timedelta(days=7)  # that an import may wait for a confirmation


def choose(run: Import, positions: Collection[int], kept: Collection[int]) -> list[int]:
    """Of the documents at these positions, let those in `kept` wait to be added, and leave the others out.

    Returns the positions of those whose previews changed by that.
    """
    with transaction.atomic():
        if not Import.objects.filter(pk=run.pk, state=Import.State.STAGED).update(state=Import.State.STAGED):
            return []
        asked = Outcome.objects.filter(import_run=run, position__in=positions, document__isnull=False)
        out, waiting = Outcome.State.LEFT_OUT, Outcome.State.WAITING
        asked.filter(position__in=kept, state=out).update(state=waiting)
        asked.exclude(position__in=kept).filter(state=waiting).update(state=out)
        return settle_doubles(run, positions)


def confirm(run: Import) -> bool:
    """Start the import without what was left out; False when it can't be started. The caller starts its task."""
    with transaction.atomic():
        staged = Import.objects.filter(pk=run.pk, state=Import.State.STAGED, seen_at=None)
        if staged.update(seen_at=timezone.now()):
            _leave_out(run)
        elif Import.objects.filter(pk=run.pk, state__in=UNDECIDED).exists():
            return False
        return confirm_staged(run.pk)


def expire() -> list[int]:
    """Give up the imports that nobody has confirmed for EXPIRY; their rows stay and say so."""
    old = Import.objects.filter(state__in=UNDECIDED, started_at__lt=timezone.now() - EXPIRY)
    return [pk for pk in old.values_list("pk", flat=True) if discard(pk, state=Import.State.EXPIRED)]


def _leave_out(run: Import) -> None:
    """Delete the documents that are left out under each of their names, and all previews."""
    outcomes = Outcome.objects.filter(import_run=run)
    left_out = outcomes.filter(state=Outcome.State.LEFT_OUT)
    waiting = outcomes.filter(state=Outcome.State.WAITING).values("document")
    Document.objects.filter(pk__in=left_out.values("document")).exclude(pk__in=waiting).delete()
    Preview.objects.filter(outcome__import_run=run).delete()
    Import.objects.filter(pk=run.pk).update(left_out=left_out.update(document=None))
