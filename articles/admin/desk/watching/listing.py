"""The desk's list of imports: what runs and what waits first, whoever started it, then the latest of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk.access import may_handle
from articles.admin.desk.presenting import shown_name
from articles.importing.workers.claims import WAITING
from articles.importing.workers.heartbeat import is_dead
from articles.models import Import, Outcome
from articles.pages.cards import grouped

OPEN = (Import.State.RUNNING, Import.State.RECEIVING, Import.State.STAGED)
SHOWN = 50  # imports that run or wait
RECENT = 10  # others

SAYS = {  # of each state: what the list says, and its class in the stylesheet
    Import.State.RECEIVING: (_("Being received"), "warn"),
    Import.State.STAGED: (_("Not confirmed"), "warn"),
    Import.State.RUNNING: (_("Under way"), "warn"),
    Import.State.FINISHED: (_("Finished"), "ok"),
    Import.State.STOPPED: (_("Stopped"), "bad"),
    Import.State.FAILED: (_("Interrupted"), "bad"),
    Import.State.DISCARDED: (_("Discarded"), ""),
    Import.State.EXPIRED: (_("Given up"), ""),
    Import.State.TAKEN_BACK: (_("Taken back"), ""),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One import of the list."""

    run: Import
    title: str
    label: str
    css: str
    starter: str
    counts: str
    may_open: bool  # whether its page is open to the user
    may_discard: bool


def desk_list(request: HttpRequest) -> dict[str, object]:
    """The values of the template `_imports.html`."""
    waiting = open_imports(request)
    return {
        "open_imports": waiting,
        "latest_imports": latest_imports(request),
        "may_discard_some": any(one.may_discard for one in waiting),
    }


def open_imports(request: HttpRequest) -> list[Listed]:
    """Those that run, the latest first, and then those that wait for somebody, the oldest first."""
    found = Import.objects.filter(state__in=OPEN).select_related("user")[:SHOWN]
    order = {state: place for place, state in enumerate(OPEN)}
    return listed(sorted(found, key=lambda run: (order[Import.State(run.state)], run.pk)), request)


def latest_imports(request: HttpRequest, number: int = RECENT) -> list[Listed]:
    """The latest imports that ended."""
    ended = Import.objects.exclude(state__in=OPEN).select_related("user")
    return listed(list(ended.order_by("-pk")[:number]), request)


def listed(runs: Sequence[Import], request: HttpRequest) -> list[Listed]:
    names = first_names(runs)
    return [_listed(run, names.get(run.pk, ""), request) for run in runs]


def _listed(run: Import, name: str, request: HttpRequest) -> Listed:
    label, css = SAYS[Import.State(run.state)]
    if is_dead(run):
        label, css = SAYS[Import.State.FAILED]
    if run.state == Import.State.TAKEN_BACK and run.claimed_by:
        label = _("Being taken back")
    is_staged = run.state in (Import.State.STAGED, Import.State.RECEIVING)
    is_mine = may_handle(request, run)
    return Listed(
        run=run,
        title=title_of(run, name) if is_mine or not is_staged else gettext("An import of %s") % run.user,
        label=str(label),
        css=css,
        starter=starter_of(run),
        counts=counts_of(run),
        may_open=is_mine or not is_staged,
        may_discard=is_mine and is_staged,
    )


def starter_of(run: Import) -> str:
    """Who started it, in a word or two."""
    if run.user:
        return run.user.get_username()
    return gettext("by command") if run.command else gettext("by somebody whose account is gone")


def title_of(run: Import, first_name: str) -> str:
    """The import's label, or else the names of its files: "lamp.txt and 29 more"."""
    if run.label:
        return run.label
    if not first_name:
        return str(run)
    more = (run.total or run.done) - 1
    if more < 1:
        return first_name
    return ngettext("%(name)s and %(n)d more", "%(name)s and %(n)d more", more) % {"name": first_name, "n": more}


def first_names(runs: Iterable[Import]) -> dict[int, str]:
    """The name of each import's first document, by the import; one query."""
    firsts = Outcome.objects.filter(import_run__in=[run.pk for run in runs], position=1)
    return {pk: shown_name(name) for pk, name in firsts.values_list("import_run", "name")}


def counts_of(run: Import) -> str:
    """What became of its documents, in a phrase: "20 added, 3 already here, 1 not added"."""
    if run.state in (Import.State.STAGED, Import.State.RECEIVING):
        n = run.total or 0
        return ngettext("%(n)d document waits", "%(n)d documents wait", n) % {"n": n}
    if run.state == Import.State.RUNNING:
        return gettext("%(done)s of %(total)s read") % {"done": run.done, "total": run.total or "?"}
    return results_of(run)


def results_of(run: Import) -> str:
    """The counts of an import that are not nought, in words."""
    parts = [
        (run.created, ngettext("%(n)s added", "%(n)s added", run.created)),
        (run.updated, ngettext("%(n)s changed", "%(n)s changed", run.updated)),
        (run.unchanged, ngettext("%(n)s already here", "%(n)s already here", run.unchanged)),
        (run.rejected, ngettext("%(n)s not added", "%(n)s not added", run.rejected)),
        (run.left_out, ngettext("%(n)s left out", "%(n)s left out", run.left_out)),
    ]
    shown = [text % {"n": grouped(n)} for n, text in parts if n]
    return gettext(", ").join(shown) or gettext("nothing was done")


def was_cut_short(run: Import) -> bool:
    """Whether the import ended before its end, so that something is left to do."""
    return run.state in WAITING or is_dead(run)
