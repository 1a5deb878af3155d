"""How far the undo of an import is."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from articles.importing.undoing.taking_back import why_not
from articles.importing.workers.heartbeat import SILENCE
from articles.models import Document, Import


@dataclass(frozen=True, slots=True)
class Undoing:
    """An import that is being taken back, or waits for a worker to begin with that."""

    sentence: str
    left: int  # documents that are still in the library
    of: int  # as many as when its page was opened
    is_moving: bool  # whether the page has anything to wait for

    @property
    def done(self) -> int:
        return self.of - self.left


def undoing_of(request: HttpRequest, run: Import) -> Undoing | None:
    """How far the undo is; None when nobody is at it, and none was asked for a moment ago."""
    has_begun = run.state == Import.State.TAKEN_BACK
    if is_broken_off(run) or not (run.claimed_by if has_begun else "undoing" in request.GET):
        return None
    left = Document.objects.kept().filter(import_run=run).count()
    asked = request.GET.get("of", "")
    of = max(left, int(asked)) if asked.isdecimal() and len(asked) < 10 else left
    if not has_begun:
        reason = why_not(run)
        return Undoing(reason or gettext("Its undo waits for a worker."), left, of, is_moving=not reason)
    sentence = ngettext(
        "It is being taken back: %(n)d of its documents is still in the library.",
        "It is being taken back: %(n)d of its documents are still in the library.",
        left,
    )
    return Undoing(sentence % {"n": left}, left, of, is_moving=True)


def is_broken_off(run: Import) -> bool:
    """Whether the undo of an import began, and whoever did it shows no sign of life."""
    is_undoing = run.state == Import.State.TAKEN_BACK and bool(run.claimed_by)
    return is_undoing and (run.seen_at is None or run.seen_at < timezone.now() - SILENCE)
