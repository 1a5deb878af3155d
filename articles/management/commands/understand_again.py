"""Understand the stored documents again, after the understanding has changed."""

import datetime as dt
import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q
from django.utils import timezone

from articles.captures.version import UNDERSTOOD_BY
from articles.importing.import_row import note, running
from articles.importing.reprocessing import NAME, Change, understand_again
from articles.importing.workers.claims import ClaimLost
from articles.management.progress_bar import Progress
from articles.management.signals import Stopped, StopRequest, stop_on_signals
from articles.models import Document, Import, Source
from articles.models.documents import DocumentQuerySet
from articles.text.normal_form import normal_form


class Command(BaseCommand):
    help = (
        "Understand the stored documents again by the understanding installed now, and bring the library up to it. "
        "What a run has done stays done: a run that was stopped goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", default="", metavar="NAME", help="only documents of this source")
        parser.add_argument("--since", type=_day, metavar="DATE", help="only documents received since this day")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        documents = self._documents(options["source"], options["since"])
        if sys.stderr.isatty():
            logging.getLogger("articles").setLevel(logging.WARNING)
        if not documents.exists():
            self.stdout.write(f"There is no such document that isn't understood by {UNDERSTOOD_BY} already.")
            return
        run = Import(command=NAME, label=f"Understood by {UNDERSTOOD_BY}")
        with stop_on_signals() as request:
            try:
                with nullcontext() if options["dry_run"] else running(run, DEFAULT_DB_ALIAS):
                    done = self._understand(documents, run, request, options["dry_run"])
            except (Stopped, ClaimLost) as stopped:  # by a signal, or at the desk
                self.stdout.write("Stopped. Run the same command again to go on.")
                sys.exit(stopped.exit_code if isinstance(stopped, Stopped) else 143)
        self.stdout.write(done)

    def _understand(self, documents: DocumentQuerySet, run: Import, request: StopRequest, dry_run: bool) -> str:
        """Understand the documents; a sentence for people with the counts."""
        documents_done, kinds = 0, Counter[str]()
        changed: set[int] = set()
        steps = self._steps(documents, run, dry_run)
        for changes in Progress.over(steps, documents.count, doing="Understanding"):
            request.check()
            documents_done += 1
            for change in changes:
                kinds[change.kind] += change.article not in changed
                changed.add(change.article)
                if dry_run:
                    self.stdout.write(change_text(change))
        return summary(documents_done, kinds, dry_run)

    def _documents(self, source: str, since: dt.date | None) -> DocumentQuerySet:
        documents = Document.objects.stale(UNDERSTOOD_BY)
        if source:
            key = normal_form(source)
            if not Source.objects.filter(Q(key=key) | Q(slug=source)).exists():
                raise CommandError(f"The library has no source {source!r}. Its page in the admin panel shows the name.")
            of_it = Q(article__source__key=key) | Q(article__source__slug=source) | Q(source_name=source)
            documents = documents.filter(of_it)
        if since:
            start = timezone.make_aware(dt.datetime.combine(since, dt.time()), dt.UTC)
            documents = documents.filter(received_at__gte=start)
        return documents

    def _steps(self, documents: DocumentQuerySet, run: Import, dry_run: bool) -> Iterator[Sequence[Change]]:
        """One item a document, once its batch is committed; the last of a batch has the changes of the batch."""
        for step in understand_again(documents, dry_run=dry_run, using=DEFAULT_DB_ALIAS):
            if not dry_run:
                note(run, step.results, DEFAULT_DB_ALIAS)
            yield from [()] * (len(step.results) - 1)
            yield step.changes


def change_text(change: Change) -> str:
    """The change of one article as lines of text."""
    return "\n".join([f"{change.kind}: {change.headline}", *(f"  {line}" for line in change.diff[2:]), ""])


def summary(documents: int, kinds: Counter[str], dry_run: bool) -> str:
    changes = ", ".join(f"{kinds[kind]:,} {kind}" for kind in ("changed", "created", "removed"))
    stories = (
        f"{documents:,} document{'' if documents == 1 else 's'} understood by {UNDERSTOOD_BY}. Stories: {changes}."
    )
    return stories + (" Nothing was stored: this was a dry run." if dry_run else "")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-22.") from error
