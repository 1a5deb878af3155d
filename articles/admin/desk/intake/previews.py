"""The preview of an import that waits: its documents page by page, one alone, what to leave out, and the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles.admin.desk.access import desk_view, form_view, import_view
from articles.admin.desk.intake.choosing import SHOWS, choices, counts_of, outcomes_of, page_of, sentence_of
from articles.admin.desk.intake.showing import articles_of, show
from articles.admin.desk.pages import render
from articles.admin.desk.refusals import REFUSALS
from articles.importing.staging import discard
from articles.importing.uploads.claims import is_being_prepared
from articles.importing.uploads.deciding import choose, confirm
from articles.models import Import, Preview
from articles.operations.events import log_event
from articles.requests import HtmxRequest
from articles.tasks import import_staged


def preview(request: HtmxRequest, run: Import) -> HttpResponse:
    """The page of an import that waits: how far it is prepared, and then its documents."""
    if run.state == Import.State.RECEIVING:
        return render(request, "admin/import_receiving.html", {"run": run, "files": run.uploads.count()})
    if is_being_prepared(run):
        return preparing(request, run)
    if request.htmx:  # it was watching the preparation
        return HttpResponse(headers={"HX-Redirect": address(run.pk), "HX-Refresh": "true"})
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWS else ""
    counts = counts_of(run)
    offered = choices(counts, shown)
    total = next(choice.count for choice in offered if choice.is_shown)
    page = page_of(run, shown, request.GET.get("page"), total)
    rows = {one.pk: one for one in outcomes_of(run).filter(pk__in=list(page)).select_related("preview")}
    outcomes = [rows[pk] for pk in page if pk in rows]
    articles = articles_of(outcomes)
    context = {
        "run": run,
        "page": page,
        "shown": shown,
        "choices": offered,
        "documents": [show(outcome, articles, is_alone=len(outcomes) == 1) for outcome in outcomes],
        "sentence": sentence_of(counts),
        "can_confirm": bool(counts["added"] or counts["show_left"]),
    }
    return render(request, "admin/import_preview.html", context)


def preparing(request: HtmxRequest, run: Import) -> HttpResponse:
    """How many documents are read and previewed so far; to htmx only the bar."""
    context = {
        "run": run,
        "files": run.uploads.count(),
        "documents": run.total or 0,
        "read": Preview.objects.filter(outcome__import_run=run).count() + run.rejected,
    }
    return render(request, f"admin/import_preparing.html{'#bar' if request.htmx else ''}", context)


@require_safe
@desk_view
@import_view
def document(request: HttpRequest, run: Import, position: int) -> HttpResponse:
    """One document that waits, with all its lines beside its story."""
    outcome = outcomes_of(run).filter(position=position).select_related("preview").first()
    if not outcome:
        raise Http404
    if run.state != Import.State.STAGED:
        return redirect("admin:import_run", run.pk)
    shown = show(outcome, articles_of([outcome]), is_alone=True)
    return render(request, "admin/import_document.html", {"run": run, "shown": shown, "part": shown.name})


@form_view
@desk_view
@import_view
def choose_documents(request: HtmxRequest, run: Import) -> HttpResponse:
    """Leave out the documents of the page that are not ticked."""
    changed = save_choice(request, run)
    if request.htmx:
        outcomes = list(outcomes_of(run).filter(position__in=changed).select_related("preview"))
        articles = articles_of(outcomes)
        shown = [show(outcome, articles, is_alone=False) for outcome in outcomes]
        context = {"run": run, "sentence": sentence_of(counts_of(run)), "changed": shown}
        return render(request, "admin/import_preview.html#chosen", context)
    query = {name: value for name in ("show", "page") if (value := request.POST.get(name))}
    return redirect(f"{reverse('admin:import_run', args=[run.pk])}?{urlencode(query)}#preview")


@form_view
@desk_view
@import_view
def confirm_import(request: HttpRequest, run: Import) -> HttpResponse:
    """Start a staged import, or continue one that was interrupted; any other import is only shown."""
    save_choice(request, run)
    if confirm(run):
        log_event("import confirmed", id=run.pk)
        import_staged.enqueue(run.pk)
    elif run.state == Import.State.DISCARDED:
        messages.warning(request, str(REFUSALS["discarded-meanwhile"]))
    return redirect(f"{reverse('admin:import_run', args=[run.pk])}#results")


@form_view
@desk_view
@import_view
def discard_import(request: HttpRequest, run: Import) -> HttpResponse:
    if not discard(run.pk):
        return redirect(f"{reverse('admin:import_run', args=[run.pk])}#results")
    log_event("import discarded", id=run.pk, label=run.label, documents=run.total)
    messages.info(request, gettext("Discarded. Nothing of it was kept."))
    return redirect("admin:import_desk")


def save_choice(request: HttpRequest, run: Import) -> list[int]:
    """Apply the ticks that the form has; the positions of documents whose previews changed by that."""
    asked, kept = (
        {int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 10}
        for name in ("position", "kept")
    )
    return choose(run, asked, kept) if asked else []


def address(pk: int) -> str:
    return f"{reverse('admin:import_run', args=[pk])}#preview"
