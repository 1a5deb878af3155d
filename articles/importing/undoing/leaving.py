"""Which documents of an import leave when it is taken back, and which stay as another import brought them too."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.importing.reprocessing import NAME as REPROCESSING
from articles.models import Document, Import, Outcome
from articles.models.documents import DocumentQuerySet

BROUGHT = (Outcome.State.CREATED, Outcome.State.UPDATED, Outcome.State.UNCHANGED)


def leaving(run: Import, using: str) -> DocumentQuerySet:
    """The documents that only this import brought."""
    return _stored(run, using).filter(~Exists(other_outcomes(run, using).filter(document=OuterRef("pk"))))


def staying(run: Import, using: str) -> DocumentQuerySet:
    """The documents that this import brought first, and another one again."""
    return _stored(run, using).filter(Exists(other_outcomes(run, using).filter(document=OuterRef("pk"))))


def other_outcomes(run: Import, using: str) -> QuerySet[Outcome, Any]:
    """The rows of other imports whose documents are in the library."""
    rows = Outcome.objects.using(using).filter(state__in=BROUGHT).exclude(import_run=run)
    return rows.exclude(import_run__state=Import.State.TAKEN_BACK).exclude(import_run__command=REPROCESSING)


def _stored(run: Import, using: str) -> DocumentQuerySet:
    return Document.objects.using(using).kept().filter(import_run=run)
