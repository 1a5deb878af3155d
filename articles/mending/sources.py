"""Joins two names of one publication, parts them again, and marks lines as boilerplate of a source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.database.retrying import retry_transaction
from articles.importing.import_row import note, running
from articles.importing.reprocessing import NAME, Change, understand_again
from articles.models import Article, Document, Import, JoinedSource, Source, SourceBoilerplate, SourceLines
from articles.models.documents import DocumentQuerySet
from articles.text.digests import signed_digest

LATEST = 1_000  # stories of a source that are searched for a line
SHOWN = 20  # of them, those whose change is shown before a line is marked


class CannotJoin(Exception):
    """A source can't be joined to itself, or to one that was joined to another."""


@dataclass(frozen=True, slots=True)
class MarkPreview:
    """What marking a line as boilerplate of a source would change: in `stories` of the latest LATEST ones."""

    stories: int
    changes: Sequence[Change]


def join(source: Source, into: Source, user: User | None, using: str) -> None:
    """Let stories of `source`, and of the names that were joined to it, count as stories of `into` from now on.

    The stories that are stored follow when they are understood again: `stories_of`.
    """
    if source.pk == into.pk or JoinedSource.objects.using(using).filter(key=into.key).exists():
        raise CannotJoin
    now = timezone.now()
    with transaction.atomic(using=using):
        joined = JoinedSource.objects.using(using)
        joined.filter(source=source).update(source=into)
        given = {"name": source.name, "source": into, "user": user, "made_at": now}
        joined.update_or_create(key=source.key, defaults=given)
        _move_marks(source.key, into.key, using)


def part(joined: JoinedSource, using: str) -> None:
    """Let a name be a source of its own again; stored stories follow when those of the other source are understood."""
    with transaction.atomic(using=using):
        joined.delete(using=using)
        # their lines were counted together; they are counted anew when the documents are understood again
        SourceLines.objects.using(using).filter(source__in=[joined.key, joined.source.key]).delete()


def stories_of(source: Source, using: str) -> DocumentQuerySet:
    """The documents of the stories of a source, to be understood again after a decision about it."""
    return Document.objects.using(using).kept().filter(article__source=source)


def understand_source(source: Source, using: str) -> int:
    """Understand the documents of a source again; return how many stories changed. It may be done twice, or go on."""
    steps = understand_again(stories_of(source, using), dry_run=False, using=using, is_by_hand=True)
    return len({change.article for step in steps for change in step.changes})


def queue_understanding(source: Source, user: User | None, using: str) -> Import:
    """The run, which waits for a worker, that understands the documents of a source again and shows how far it is."""
    now, total = timezone.now(), stories_of(source, using).count()
    waits = {"state": Import.State.RUNNING, "started_at": now, "seen_at": now, "total": total}
    return Import.objects.using(using).create(command=NAME, label=source.name, user=user, **waits)


def understanding_of(source: Source, using: str) -> Import | None:
    """The latest run that understood the documents of a source again, or does, or waits for a worker."""
    return Import.objects.using(using).filter(command=NAME, label=source.name).order_by("-pk").first()


def understand_queued(source: Source, run: Import, using: str) -> None:
    """Understand the documents of a source again, noting in the run what became of each."""
    with running(run, using):
        for step in understand_again(stories_of(source, using), dry_run=False, using=using, is_by_hand=True):
            note(run, step.results, using)


def mark(source: Source, text: str, user: User | None, using: str) -> SourceBoilerplate:
    """Mark a line as boilerplate: it is left out of the stories of its source, except where its role is set by hand."""
    given = {"text": text, "user": user, "made_at": timezone.now()}
    marks = SourceBoilerplate.objects.using(using)
    return marks.get_or_create(source=source.key, digest=signed_digest(text), defaults=given)[0]


def stories_with(source: Source, text: str, using: str) -> list[int]:
    """The latest stories of a source that have a line in their text, the latest first."""
    latest = Article.objects.using(using).filter(source=source).newest().values("pk")[:LATEST]
    found = Article.objects.using(using).filter(pk__in=list(latest.values_list("pk", flat=True)))
    rows = found.filter(body_text__contains=text).newest().defer("body_html").only("blocks", "dated_at")
    return [row.pk for row in rows if any(block["text"] == text for block in row.blocks)]


def preview_of_mark(source: Source, text: str, using: str) -> MarkPreview:
    """Return what marking the line would change, by a rehearsal with the latest stories that is rolled back."""
    return retry_transaction(partial(_rehearse, source, text, using), using)


def _rehearse(source: Source, text: str, using: str) -> MarkPreview:
    with transaction.atomic(using=using):
        stories = stories_with(source, text, using)
        mark(source, text, None, using)
        documents = Document.objects.using(using).filter(article__in=stories[:SHOWN])
        steps = understand_again(documents, dry_run=True, using=using)
        changes = [change for step in steps for change in step.changes]
        transaction.set_rollback(True, using=using)
    return MarkPreview(len(stories), changes)


def _move_marks(key: str, into: str, using: str) -> None:
    marks = SourceBoilerplate.objects.using(using)
    known = marks.filter(source=into).values_list("digest", flat=True)
    marks.filter(source=key).exclude(digest__in=list(known)).update(source=into)
