"""The import desk: upload or paste documents, preview them, import them, see the results."""

from django.contrib import messages
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin.desk.access import desk_view
from articles.admin.desk.forms import UploadForm
from articles.admin.desk.presenting import show_document, show_results
from articles.documents.limits import MAX_AT_ONCE
from articles.importing.line_count_store import LineCountStore
from articles.importing.staging import discard, stage
from articles.models import Document, Import
from articles.requests import HtmxRequest, user_of
from articles.tasks import import_staged

OPEN = 20  # documents of a preview that stand open; the others unfold
RECENT = 5  # imports listed on the desk


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def desk(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        staged = stage(form.received(), user=user_of(request), label=given["label"], source_name=given["source_name"])
        return redirect(address(staged.pk, "preview"))
    recent = Import.objects.select_related("user").defer("report")[:RECENT]
    return render(
        request, "admin/import_desk.html", {"form": form, "recent": recent}, status=400 if form.errors else 200
    )


@require_safe
@desk_view
def run(request: HtmxRequest, pk: int) -> HttpResponse:
    """The page of one import: its preview, its progress, or its results."""
    found = get_object_or_404(Import, pk=pk)
    if found.state == Import.State.STAGED:
        return preview(request, found)
    if found.state == Import.State.RUNNING:
        return progress(request, found)
    return results(request, found)


def preview(request: HttpRequest, staged: Import) -> HttpResponse:
    boilerplate = LineCountStore(DEFAULT_DB_ALIAS)  # each source's lines are fetched once for all documents
    shown = [show_document(document, boilerplate) for document in staged.documents.order_by("pk")]
    context = {
        "run": staged,
        "open": shown[:OPEN],
        "folded": shown[OPEN:],
        "refused": show_results(staged),
        "addable": any(not document.problem for document in shown),
        "sentence": preview_sentence(sum(not document.problem for document in shown)),
    }
    return render(request, "admin/import_preview.html", context)


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
    context = {"run": ended, "results": show_results(ended), "sentence": results_sentence(ended)}
    return render(request, "admin/import_results.html", context)


def results_sentence(ended: Import) -> str:
    values = {"in": ended.created + ended.updated, "here": ended.unchanged, "out": ended.rejected}
    return gettext("%(in)d added or revised, %(here)d already here, %(out)d not added.") % values


@require_POST
@desk_view
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a staged import. A second click finds it started already and only shows it."""
    get_object_or_404(Import.objects.only("pk"), pk=pk)
    if Import.objects.filter(pk=pk, state=Import.State.STAGED).update(state=Import.State.RUNNING):
        is_small = Document.objects.filter(import_run=pk).count() <= MAX_AT_ONCE
        import_staged.call(pk) if is_small else import_staged.enqueue(pk)
    return redirect(address(pk, "results"))


@require_POST
@desk_view
def discard_run(request: HttpRequest, pk: int) -> HttpResponse:
    staged = get_object_or_404(Import.objects.defer("report"), pk=pk)
    if staged.state != Import.State.STAGED:
        return redirect(address(pk, "results"))
    discard(pk)
    messages.info(request, gettext("Discarded. Nothing of it was kept."))
    return redirect("admin:import_desk")


def address(pk: int, part: str) -> str:
    """The address of an import's page, with the part that gets the focus."""
    return f"{reverse('admin:import_run', args=[pk])}#{part}"
