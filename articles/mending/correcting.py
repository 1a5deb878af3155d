"""Stores corrections by hand of a document, and makes its story anew with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.database.retrying import retry_transaction
from articles.documents.problems import Problem
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.by_hand.loading import mends_from, mends_of
from articles.importing.line_count_store import LineCountStore
from articles.importing.reprocessing import understand_by_hand
from articles.importing.uploads.previewing import preview_again
from articles.mending.reading import readable
from articles.models import Document, Mend, Outcome
from articles.understanding import NO_MENDS, Mends

# Values that differ from one capture of a story to the next: another capture is corrected where it has the same one.
OF_ONE_TEXT = (Mend.Kind.HEADLINE, Mend.Kind.STANDFIRST)


@dataclass(frozen=True, slots=True)
class Correction:
    """The role of a line or a value, as understood and as corrected; `new` is None to undo an earlier correction."""

    kind: str
    new: str | None
    old: str = ""
    line: int = 0
    text: str = ""


class NoStoryLeft(Exception):
    """With these corrections the document would be no article."""

    def __init__(self, problem: Problem) -> None:
        """`problem` is why."""
        super().__init__(problem.code)
        self.problem = problem


def correct(document: Document, corrections: Sequence[Correction], user: User | None, using: str) -> None:
    """Store the corrections, also for the other captures of the story that have these lines and values.

    The stories are made anew in the same transaction. A document that waits on the import desk only keeps them.
    Raises NoStoryLeft, and stores nothing, when an article would be none any more.
    """
    retry_transaction(partial(_correct, document.pk, corrections, user, using), using)
    if document.state == Document.State.STAGED:
        waiting = Outcome.objects.using(using).filter(document=document, state=Outcome.State.WAITING)
        preview_again(list(waiting), document.import_run, using)


def undo(mends: Iterable[Mend], user: User | None, using: str) -> None:
    """Take back corrections of one document, and the same ones of the other captures of its story."""
    by_document: dict[Document, list[Correction]] = {}
    for mend in mends:
        taken_back = Correction(mend.kind, None, mend.old, mend.line, mend.text)
        by_document.setdefault(mend.document, []).append(taken_back)
    for document, corrections in by_document.items():
        correct(document, corrections, user, using)


def corrected(mends: Iterable[Mend], corrections: Iterable[Correction]) -> Mends:
    """Return the corrections that a document would have with these in addition."""
    rows = {(mend.kind, mend.line): mend for mend in mends}
    for one in corrections:
        rows.pop((one.kind, one.line), None)
        if one.new is not None:
            rows[one.kind, one.line] = Mend(kind=one.kind, line=one.line, text=one.text, new=one.new)
    return mends_from(rows.values())


def _correct(pk: int, corrections: Sequence[Correction], user: User | None, using: str) -> None:
    with transaction.atomic(using=using):
        documents = Document.objects.using(using)
        document = documents.get(pk=pk)
        _write(document, corrections, user, using)
        if document.article_id:
            for capture in documents.filter(article=document.article_id).exclude(pk=pk).order_by("pk"):
                _write(capture, _for_capture(capture, corrections, using), user, using)
            if any(one.new is not None for one in corrections):  # what is undone may have been the whole story
                _refuse_empty(document, using)
            again = documents.filter(article=document.article_id)
        elif document.state == Document.State.REJECTED:
            again = documents.filter(pk=pk)
        else:  # it waits on the import desk, or its story was deleted
            return
        understand_by_hand(again, using)
        transaction.on_commit(partial(match_waiting, using), using=using)


def _for_capture(capture: Document, corrections: Iterable[Correction], using: str) -> Iterator[Correction]:
    """The corrections that hold for another capture of the story: those of lines and values that it has too."""
    story = readable(capture, LineCountStore(using)).understood().story
    mends = Mend.objects.using(using).filter(document=capture)
    for one in corrections:
        if one.kind != Mend.Kind.LINE:
            if one.kind not in OF_ONE_TEXT or one.new is None or getattr(story, one.kind) == one.old:
                yield one
            continue
        numbers = [line.number for line in story.lines if line.text == one.text]
        if one.new is None:
            numbers = list(mends.filter(kind=one.kind, text=one.text).values_list("line", flat=True))
        if numbers:
            yield replace(one, line=min(numbers, key=lambda number: abs(number - one.line)))


def _write(document: Document, corrections: Iterable[Correction], user: User | None, using: str) -> None:
    now = timezone.now()
    for one in corrections:
        Mend.objects.using(using).filter(document=document, kind=one.kind, line=one.line).delete()
        if one.new is not None:
            Mend.objects.using(using).create(
                document=document,
                kind=one.kind,
                line=one.line,
                text=one.text,
                old=one.old,
                new=one.new,
                user=user,
                made_at=now,
            )


def _refuse_empty(document: Document, using: str) -> None:
    mends = mends_of([document.pk], using).get(document.pk, NO_MENDS)
    if problem := readable(document, LineCountStore(using)).understood(mends).problem:
        raise NoStoryLeft(problem)
