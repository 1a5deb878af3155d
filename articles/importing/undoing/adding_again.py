"""Brings stories back that were deleted by hand, from their documents."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from articles.captures.capture import Capture
from articles.captures.version import UNDERSTOOD_BY
from articles.database.retrying import retry_transaction
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.applying import Written
from articles.importing.kept_out import with_their_fellows
from articles.importing.loading import LoadedComponent
from articles.importing.reprocessing import prepared_again
from articles.importing.results import Result
from articles.importing.storing import Row, store_batch
from articles.importing.undoing.numbers import date_stories, numbers_before_deletion
from articles.importing.workers.preparing import Prepared
from articles.models import Document
from articles.models.documents import DocumentQuerySet

logger = logging.getLogger(__name__)


def add_again(documents: DocumentQuerySet, user: User | None, using: str = DEFAULT_DB_ALIAS) -> list[Result]:
    """Add the stories of these documents again, from all documents that they had; one Result each, the oldest first.

    Those that were not deleted by hand are left as they are. A story gets the number back that it had.
    """
    rows = with_their_fellows(documents, using)
    results = retry_transaction(partial(_store, rows, using), using) if rows else []
    match_waiting(using)
    fields = {"documents": [row.pk for row in rows], "user": user.get_username() if user else ""}
    logger.info("added again", extra={"fields": fields})
    return results


def _store(documents: Sequence[Document], using: str) -> list[Result]:
    rows = _AddedAgain(documents, using, prepared_again(documents, using))
    with transaction.atomic(using=using):
        store_batch(list(rows.prepared.values()), rows, None, timezone.now(), using)
    return rows.results()


@dataclass(slots=True)
class _AddedAgain:
    """The stored rows of documents whose stories come back."""

    documents: Sequence[Document]
    using: str
    prepared: dict[int, Prepared] = field(default_factory=dict)  # by primary key

    def load(self, batch: Sequence[Prepared]) -> Sequence[Row]:
        return [(self.prepared[row.pk], row) for row in self.documents]

    def before_writing(self, component: LoadedComponent) -> None:
        component.numbers = numbers_before_deletion([row.pk for row in self.documents], self.using)

    def save(self, written: Written, captures: Sequence[Capture]) -> None:
        articles = written.articles
        for row in self.documents:
            problem = self.prepared[row.pk].problem
            row.deleted_at, row.deleted_by = None, None
            row.article_id, row.key, row.understood_by = articles.get(row.pk), self.prepared[row.pk].key, UNDERSTOOD_BY
            row.problem = problem.as_json() if problem else None
            row.state = Document.State.REJECTED if problem else row.state
        changing = ["deleted_at", "deleted_by", "article", "key", "understood_by", "problem", "state"]
        Document.objects.using(self.using).bulk_update(self.documents, changing)
        date_stories(written, None, self.using)

    def results(self) -> list[Result]:
        return [
            Result(
                row.name,
                row.sha256,
                "rejected" if (problem := self.prepared[row.pk].problem) else "created",
                problem,
                row.article_id,
                row.pk,
            )
            for row in self.documents
        ]
