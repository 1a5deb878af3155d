"""Takes an import back: the library becomes as if it had never come."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import batched

from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.captures.capture import Capture
from articles.captures.planning import plan_articles
from articles.database.retrying import retry_transaction
from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import assign_articles, upsert_headlines
from articles.importing.applying import write_plans
from articles.importing.line_count_store import LineCountStore
from articles.importing.loading import articles_to_reread, captures_of_document, load_component, spellings_of
from articles.importing.reprocessing import NAME as REPROCESSING
from articles.importing.undoing.handing_over import Heir, hand_over, heirs_of
from articles.importing.undoing.leaving import leaving
from articles.importing.undoing.line_counts import Uncounted, headlines_to_reread, put_uncounted, uncounted
from articles.importing.undoing.numbers import date_stories, former_numbers
from articles.importing.undoing.publications import restore_sources
from articles.importing.undoing.spellings import restore_spellings
from articles.importing.workers.claims import new_claim
from articles.importing.workers.heartbeat import SILENCE
from articles.models import Article, Document, Import, Outcome

BATCH = 100  # documents a transaction
ATTEMPTS = 5  # to count lines while other imports count
logger = logging.getLogger(__name__)


class CannotUndo(Exception):
    """The import can't be taken back now; the sentence says why."""


def why_not(run: Import, using: str = DEFAULT_DB_ALIAS) -> str:
    """Why the import can't be taken back now, as a sentence; "" when it can."""
    if run.command == REPROCESSING:
        return _("It brought no documents; it only understood again what was here.")
    alive = Import.objects.using(using).filter(state=Import.State.TAKEN_BACK, seen_at__gte=timezone.now() - SILENCE)
    if alive.exclude(claimed_by="").exists():
        return _("An import is being taken back at the moment. Try again when that is done.")
    if run.state == Import.State.RUNNING:
        return _("It runs. Stop it first.")
    if run.state == Import.State.TAKEN_BACK and not run.claimed_by:
        return _("It was taken back already.")
    ended = (Import.State.FINISHED, Import.State.STOPPED, Import.State.FAILED, Import.State.TAKEN_BACK)
    return "" if run.state in ended else _("Nothing of it has been added.")


def undo(run: Import, user: User | None, using: str = DEFAULT_DB_ALIAS) -> Iterator[int]:
    """Take the import back, batch by batch; yield the number of documents taken back so far after each.

    Each batch is one transaction; a broken off undo goes on when it is called again. The run ends as taken back, and
    its outcomes stay as they were reported.
    """
    if reason := why_not(run, using):
        raise CannotUndo(reason)
    _mark(run, using, state=Import.State.TAKEN_BACK, claimed_by=new_claim(), seen_at=timezone.now())
    heirs = heirs_of(run, using)
    _take_lines_back(run, heirs, using)
    for pks in batched(heirs, BATCH):
        _atomically(partial(hand_over, {pk: heirs[pk] for pk in pks}, run, using), using)
        _mark(run, using, seen_at=timezone.now())
    done = 0
    while documents := list(leaving(run, using).order_by("-pk")[:BATCH]):
        _take_back(documents, run, using)
        done += len(documents)
        _mark(run, using, seen_at=timezone.now())
        yield done
    Document.objects.using(using).filter(import_run=run, state=Document.State.STAGED).delete()
    run.outcomes.using(using).filter(state=Outcome.State.WAITING).update(state=Outcome.State.LEFT_OUT)
    match_waiting(using)
    _mark(run, using, claimed_by="", finished_at=timezone.now())
    fields = {"id": run.pk, "user": user.get_username() if user else "", "documents": done}
    logger.info("import taken back", extra={"fields": fields})


def _mark(run: Import, using: str, **values: object) -> None:
    retry_transaction(lambda: Import.objects.using(using).filter(pk=run.pk).update(**values), using)
    for name, value in values.items():
        setattr(run, name, value)


def _atomically[T](work: partial[T], using: str) -> T:
    def transact() -> T:
        with transaction.atomic(using=using):
            return work()

    return retry_transaction(transact, using)


def _take_lines_back(run: Import, heirs: Mapping[int, Heir], using: str) -> None:
    """Take the lines of the import out of the counts of their sources, and read the stories again that this changes."""
    renamed = [pk for pk, source in _sources_given(heirs, using) if source != heirs[pk].source_name]
    gone = Document.objects.using(using).kept()
    gone = gone.filter(Q(pk__in=leaving(run, using).values("pk")) | Q(pk__in=renamed))
    for _attempt in range(ATTEMPTS):
        if _atomically(partial(_put_lines, uncounted(gone, using), run, using), using):
            return
    raise CannotUndo(
        _("Other imports count lines of the same publications at the moment. Try again when they are done.")
    )


def _put_lines(found: Sequence[Uncounted], run: Import, using: str) -> bool:
    if not put_uncounted(found, LineCountStore(using)):
        transaction.set_rollback(True, using=using)
        return False
    if touched := articles_to_reread(headlines_to_reread(found), using):
        _plan_anew([], {}, touched, run, using)
    return True


def _sources_given(heirs: Mapping[int, Heir], using: str) -> Collection[tuple[int, str]]:
    return list(Document.objects.using(using).filter(pk__in=list(heirs)).values_list("pk", "source_name"))


def _take_back(documents: Sequence[Document], run: Import, using: str) -> None:
    """Take these documents out of the library, in one transaction."""
    boilerplate = LineCountStore(using)
    captures = [one for row in documents for one in captures_of_document(row, boilerplate)]
    _atomically(partial(_remove, documents, captures, run, using), using)
    match_waiting(using)


def _remove(documents: Sequence[Document], captures: Sequence[Capture], run: Import, using: str) -> None:
    pks = [row.pk for row in documents]
    rows = Document.objects.using(using).filter(pk__in=pks)
    before = {pk: article for pk, article in rows.values_list("pk", "article") if article}
    _plan_anew(captures, before, set(before.values()), run, using)
    rows.only("pk").delete()
    Article.objects.using(using).filter(pk__in=set(before.values()), documents=None).delete()
    restore_spellings(spellings_of(captures), using)
    restore_sources(captures, using)


def _plan_anew(
    gone: Sequence[Capture], before: Mapping[int, int], touched: Collection[int], run: Import, using: str
) -> None:
    """Write the stories of what is connected with these captures as they are without them.

    `before` has the articles of the documents that go; these are not among the captures that are planned.
    """
    connection = connections[using]
    upsert_headlines(spellings_of(gone), connection)
    captures, component = load_component(gone, before, touched, LineCountStore(using), using)
    leaving_documents = {*before, *(capture.document for capture in gone)}
    kept = [capture for capture in captures if capture.document not in leaving_documents]
    component.numbers = former_numbers(component, using)
    written = write_plans(plan_articles(kept), component, None, timezone.now(), using)
    date_stories(written, run, using)
    assign_articles(component.keys, connection)
