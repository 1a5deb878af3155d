"""The import desk: upload or paste documents, preview them, import them, see the results."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin.desk.access import desk_view, import_view, may_handle, waiting_for
from articles.admin.desk.forms import UploadForm
from articles.admin.desk.presenting import show_document, show_results
from articles.documents.limits import MAX_AT_ONCE
from articles.importing.line_count_store import LineCountStore
from articles.importing.staging import can_start, discard, stage, stop
from articles.importing.staging import confirm as confirm_staged
from articles.importing.workers.claims import WAITING
from articles.importing.workers.heartbeat import is_dead
from articles.models import Document, Import
from articles.operations.events import log_event
from articles.requests import HtmxRequest, user_of
from articles.tasks import import_staged

PAGE = 20  # documents on a page of a preview; each is understood again on every request
RECENT = 5  # imports listed on the desk, of those that wait and of the others


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def desk(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        staged = stage(form.received(), user=user_of(request), label=given["label"], source_name=given["source_name"])
        log_event("import staged", id=staged.pk, label=staged.label, documents=staged.total, rejected=staged.rejected)
        return redirect(address(staged.pk, "preview"))
    imports = (waiting_for(request), Import.objects.exclude(state=Import.State.STAGED))
    recent = [run for kind in imports for run in kind.select_related("user").defer("report")[:RECENT]]
    return render(
        request, "admin/import_desk.html", {"form": form, "recent": recent}, status=400 if form.errors else 200
    )


@require_safe
@desk_view
@import_view
def run(request: HtmxRequest, found: Import) -> HttpResponse:
    """The page of one import: its preview, its progress, or its results."""
    if found.state == Import.State.STAGED:
        return preview(request, found)
    if found.state == Import.State.RUNNING and not is_dead(found):
        return progress(request, found)
    return results(request, found)


def preview(request: HttpRequest, staged: Import) -> HttpResponse:
    boilerplate = LineCountStore(DEFAULT_DB_ALIAS)  # each source's lines are fetched once for all documents
    page = Paginator(staged.documents.order_by("pk").defer("raw"), PAGE).get_page(request.GET.get("page"))
    # one at a time, since a document with its bytes may be 10 MB
    shown = [show_document(staged.documents.get(pk=document.pk), boilerplate) for document in page]
    is_only_page = not page.has_other_pages()
    addable = sum(not document.problem for document in shown) if is_only_page else page.paginator.count
    context = {
        "run": staged,
        "page": page,
        "documents": shown,
        "refused": show_results(staged),
        "addable": addable,
        "sentence": preview_sentence(addable) if is_only_page else pages_sentence(page),
    }
    return render(request, "admin/import_preview.html", context)


def pages_sentence(page: "Page[Document]") -> str:
    """How many documents wait. How many of them can be added is not known, as only this page's are understood."""
    sentence = gettext("%(n)d documents wait to be added. These are %(first)d to %(last)d.")
    return sentence % {"n": page.paginator.count, "first": page.start_index(), "last": page.end_index()}


def preview_sentence(addable: int) -> str:
    if not addable:
        return gettext("Nothing of this can be added.")
    sentence = ngettext("%(n)d document can be added.", "%(n)d documents can be added.", addable)
    return f"{sentence % {'n': addable}} {gettext('Nothing is in the library yet.')}"


def progress(request: HtmxRequest, running: Import) -> HttpResponse:
    part = "#bar" if request.htmx else ""
    return render(request, f"admin/import_progress.html{part}", {"run": running})


def results(request: HtmxRequest, ended: Import) -> HttpResponse:
    if request.htmx:  # it was watching the progress
        return HttpResponse(headers={"HX-Redirect": address(ended.pk, "results"), "HX-Refresh": "true"})
    context = {
        "run": ended,
        "results": show_results(ended),
        "sentence": results_sentence(ended),
        "can_go_on": can_start(ended) and may_handle(request, ended),
        "was_cut_short": ended.state in WAITING or is_dead(ended),
    }
    return render(request, "admin/import_results.html", context)


def results_sentence(ended: Import) -> str:
    values = {"in": ended.created + ended.updated, "here": ended.unchanged, "out": ended.rejected}
    return gettext("%(in)d added or revised, %(here)d already here, %(out)d not added.") % values


@require_POST
@desk_view
@import_view
def confirm(request: HttpRequest, run: Import) -> HttpResponse:
    """Start a staged import, or continue one that was interrupted; any other import is only shown."""
    if confirm_staged(run.pk):
        log_event("import confirmed", id=run.pk)
        is_small = Document.objects.filter(import_run=run).count() <= MAX_AT_ONCE
        import_staged.call(run.pk) if is_small else import_staged.enqueue(run.pk)
    return redirect(address(run.pk, "results"))


@require_POST
@desk_view
@import_view
def stop_run(request: HttpRequest, run: Import) -> HttpResponse:
    """Stop an import of the desk or of a command; one that doesn't run is only shown."""
    stop(run.pk)
    return redirect(address(run.pk, "results"))


@require_POST
@desk_view
@import_view
def discard_run(request: HttpRequest, staged: Import) -> HttpResponse:
    if staged.state != Import.State.STAGED:
        return redirect(address(staged.pk, "results"))
    discard(staged.pk)
    log_event("import discarded", id=staged.pk, label=staged.label, documents=staged.total)
    messages.info(request, gettext("Discarded. Nothing of it was kept."))
    return redirect("admin:import_desk")


def address(pk: int, part: str) -> str:
    """The address of an import's page, with the part that gets the focus."""
    return f"{reverse('admin:import_run', args=[pk])}#{part}"
