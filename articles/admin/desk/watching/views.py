"""Pages that watch imports: progress, report and its files, and what is undone, added again or discarded there."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.admin.desk.access import denied, desk_view, may_handle
from articles.admin.desk.pages import render
from articles.admin.desk.refusals import REFUSALS
from articles.admin.desk.watching.downloads import download
from articles.admin.desk.watching.listing import first_names, results_of, starter_of, title_of, was_cut_short
from articles.admin.desk.watching.progress import Progress
from articles.admin.desk.watching.report import MARKS, STATES, Asked, ReportForm, marked, report_page
from articles.admin.desk.watching.undoing import is_broken_off, undoing_of
from articles.admin.desk.watching.worker import worker_state
from articles.admin.history import note
from articles.admin.mending.access import mendable
from articles.importing.staging import can_start, discard, stop
from articles.importing.undoing import add_again, consequences
from articles.models import Document, Import
from articles.operations.events import log_event
from articles.requests import HtmxRequest, user_of
from articles.tasks import undo_import

SMALL = 20  # documents that are taken back while the browser waits; more are left to the worker


def of_import(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view of one import, which it gets instead of the key. One that waits is only for who may handle it."""

    @wraps(view)
    def found(request: HttpRequest, pk: int, **kwargs: object) -> HttpResponseBase:
        run = get_object_or_404(Import.objects.select_related("user"), pk=pk)
        is_private = run.state in (Import.State.STAGED, Import.State.RECEIVING)
        return denied(request) if is_private and not may_handle(request, run) else view(request, run, **kwargs)

    return found


def progress(request: HtmxRequest, running: Import) -> HttpResponse:
    """How far an import is; to htmx only the bar."""
    part = "#bar" if request.htmx else ""
    watched = Progress.of(running, request.GET.get("seen", ""))
    context = {
        "run": running,
        "title": title(running),
        "progress": watched,
        "counts": results_of(running),
        "worker": None if running.claimed_by else worker_state(),
        "may_stop": may_handle(request, running),
    }
    return render(request, f"admin/import_progress.html{part}", context)


def results(request: HtmxRequest, ended: Import) -> HttpResponse:
    """The report of an import that has ended, or was broken off."""
    undoing = undoing_of(request, ended)
    if request.htmx and undoing:
        context = {"run": ended, "undoing": undoing, "worker": None if ended.claimed_by else worker_state()}
        return render(request, "admin/import_results.html#undoing", context)
    if request.htmx:  # it was watching the progress
        return HttpResponse(headers={"HX-Redirect": address(ended.pk, "results"), "HX-Refresh": "true"})
    asked = ReportForm(request.GET).asked()
    may = may_handle(request, ended)
    page = report_page(ended, asked)
    context = {
        "run": ended,
        "title": title(ended),
        "starter": starter_of(ended),
        "page": page,
        "mendable": mendable(request, {row.document for row in page.rows if row.document}),
        "asked": asked,
        "choices": choices(ended, asked),
        "query": query_of(asked),
        "sentence": f"{capfirst(results_of(ended))}.",
        "can_go_on": can_start(ended) and may,
        "was_cut_short": was_cut_short(ended),
        "is_broken_off": is_broken_off(ended),
        "undoing": undoing,
        "worker": worker_state() if undoing and not ended.claimed_by else None,
        "may_undo": may and can_be_undone(ended) and not undoing,
        "may_add": user_of(request).has_perm("articles.delete_article"),
    }
    return render(request, "admin/import_results.html", context)


def can_be_undone(run: Import) -> bool:
    """Whether the undo page is offered: for what was added, and for an undo that was broken off."""
    ended = (Import.State.FINISHED, Import.State.STOPPED, Import.State.FAILED)
    return (run.state in ended and run.done > 0) or is_broken_off(run)


def title(run: Import) -> str:
    return title_of(run, first_names([run]).get(run.pk, ""))


def choices(run: Import, asked: Asked) -> list[dict[str, object]]:
    """What the report can show, each with its number where that is known, and whether it is shown now."""
    states = [(name, label, getattr(run, counter)) for name, (label, counter) in STATES.items()]
    counted = marked(run)
    marks = [(name, label, counted[name]) for name, (label, _condition) in MARKS.items()]
    possible = [one for one in (*states, *marks) if one[2] != 0 or one[0] == asked.show]
    found: list[tuple[str, object, int | None]] = [("", gettext("All"), run.done), *possible]
    return [
        {"name": label, "count": count, "href": f"?{urlencode({'show': name})}#results", "is_shown": asked.show == name}
        for name, label, count in found
    ]


def query_of(asked: Asked) -> str:
    """What is asked for, without the place in the list, for the addresses of other pages of it."""
    return urlencode({name: value for name in ("show", "why", "q") if (value := getattr(asked, name))})


@require_safe
@desk_view
@of_import
def report_file(request: HttpRequest, run: Import, form: str) -> HttpResponseBase:
    """The report as a file."""
    return download(request, run, ReportForm(request.GET).asked(), form)


@require_POST
@desk_view
@of_import
def stop_run(request: HttpRequest, run: Import) -> HttpResponse:
    """Stop an import of the desk or of a command; one that doesn't run is only shown."""
    if not may_handle(request, run):
        messages.error(request, str(REFUSALS["not-yours-to-stop"]))
    elif stop(run.pk):
        log_event("import stopped by hand", id=run.pk)
        note(request, [run], gettext("Stopped."))
    return redirect(address(run.pk, "results"))


@require_POST
@desk_view
def discard_several(request: HttpRequest) -> HttpResponse:
    """Discard the chosen imports that wait for a confirmation."""
    keys = [int(key) for key in request.POST.getlist("run") if key.isdecimal()][:100]
    waiting = Import.objects.filter(pk__in=keys, state__in=(Import.State.STAGED, Import.State.RECEIVING))
    mine = [run for run in waiting if may_handle(request, run)]
    for run in mine:
        discard(run.pk)
        log_event("import discarded", id=run.pk, label=run.label, documents=run.total)
    sentence = ngettext("%(n)d import was discarded.", "%(n)d imports were discarded.", len(mine)) % {"n": len(mine)}
    if len(mine) < len(keys):
        sentence += " " + gettext("The others no longer wait, or are not yours.")
    messages.info(request, sentence if keys else str(REFUSALS["none-chosen"]))
    return redirect("admin:import_desk")


@desk_view
@of_import
def undo_run(request: HttpRequest, run: Import) -> HttpResponse:
    """Show what the undo of an import takes back; when that is confirmed, take it back."""
    if not may_handle(request, run):
        messages.error(request, str(REFUSALS["not-yours-to-undo"]))
        return redirect(address(run.pk, "results"))
    foreseen = consequences(run)
    if request.method == "POST" and not foreseen.why_not:
        note(request, [run], gettext("Taken back."))
        log_event("import undo asked", id=run.pk, label=run.label, documents=run.done)
        (undo_import.call if run.done <= SMALL else undo_import.enqueue)(run.pk, user_of(request).pk)
        run.refresh_from_db(fields=["state", "claimed_by"])
        if run.state == Import.State.TAKEN_BACK and not run.claimed_by:
            messages.info(request, gettext("The import was taken back."))
            return redirect(address(run.pk, "results"))
        return redirect(f"{reverse('admin:import_run', args=[run.pk])}?undoing=1#results")
    context = {"run": run, "title": title(run), "part": gettext("Undo"), "foreseen": foreseen}
    return render(request, "admin/import_undo.html", context)


@require_POST
@desk_view
@of_import
def add_stories_again(request: HttpRequest, run: Import) -> HttpResponse:
    """Add stories again that were deleted by hand, from the documents of this import that are named.

    Whoever may take a story out may bring it back, and nobody else.
    """
    if not user_of(request).has_perm("articles.delete_article"):
        return denied(request)
    keys = [int(key) for key in request.POST.getlist("document") if key.isdecimal()][:100]
    documents = Document.objects.filter(pk__in=keys, outcomes__import_run=run, deleted_at__isnull=False).distinct()
    added = add_again(documents, user_of(request))
    n = len({one.article for one in added if one.article})  # one story may come from several documents
    note(request, [run], ngettext("Added %(n)d again.", "Added %(n)d again.", n) % {"n": n})
    messages.info(request, ngettext("%(n)d story was added again.", "%(n)d stories were added again.", n) % {"n": n})
    back = request.POST.get("query", "")
    return redirect(f"{reverse('admin:import_run', args=[run.pk])}?{back}#results")


def address(pk: int, part: str) -> str:
    """The address of an import's page, with the part that gets the focus."""
    return f"{reverse('admin:import_run', args=[pk])}#{part}"
