"""The page on which a document's lines and values are corrected, beside the story that they make."""

from collections.abc import Sequence

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from articles.admin.desk.access import may_open
from articles.admin.desk.presenting import shown_name
from articles.admin.mending.access import document_view, may_mend_source
from articles.admin.mending.sentences import sentence_of, undone
from articles.admin.mending.sheet import Sheet, sheet_of
from articles.admin.mending.shown import shown_sheet
from articles.documents.problems import Problem
from articles.importing.problem_sentences import sentence_of as sentence_of_problem
from articles.mending.correcting import Correction, NoStoryLeft, correct
from articles.mending.correcting import undo as undo_mends
from articles.models import Document, Mend
from articles.operations.events import log_event
from articles.requests import HtmxRequest, user_of

STALE = _("This document is read otherwise by now than this page showed. Look at it as it is, and correct it again.")


@require_http_methods(["GET", "HEAD", "POST"])
@document_view
@csrf_protect
def document(request: HtmxRequest, document: Document) -> HttpResponse:
    """The page of a document's corrections. A form is stored, or only drawn anew with what it changes."""
    if document.state == Document.State.STAGED and (held := _held(document)):
        return redirect("admin:mend_document", held.pk)
    posted = request.POST.dict() if request.method == "POST" else {}
    if posted.get("undo"):
        return _undo(request, document, posted["undo"])
    sheet = sheet_of(document, posted)
    if isinstance(sheet.readable.read, Problem):
        return _page(request, sheet, status=200)
    if posted and posted.get("seen") != sheet.seen:
        sheet = sheet_of(document)
        sheet.errors.append(str(STALE))
        return _page(request, sheet, status=409)
    corrections = sheet.corrections  # which may add errors
    if posted.get("action") == "save" and not sheet.errors:
        return _save(request, sheet, corrections)
    return _page(request, sheet)


def _save(request: HtmxRequest, sheet: Sheet, corrections: Sequence[Correction]) -> HttpResponse:
    if not corrections:
        messages.info(request, gettext("Nothing was changed."))
        return redirect("admin:mend_document", sheet.document.pk)
    try:
        correct(sheet.document, corrections, user_of(request), DEFAULT_DB_ALIAS)
    except NoStoryLeft as empty:
        sheet.errors.append(_refusal(empty))
        return _page(request, sheet, status=400)
    note(request, sheet.document, list(map(sentence_of, corrections)))
    sentence = ngettext("%(n)d correction saved.", "%(n)d corrections saved.", len(corrections))
    messages.success(request, f"{sentence % {'n': len(corrections)}} {_effect(sheet.document)}")
    return redirect("admin:mend_document", sheet.document.pk)


def _undo(request: HtmxRequest, document: Document, chosen: str) -> HttpResponse:
    """Take back one correction, or all of them."""
    mends = Mend.objects.filter(document=document).select_related("document")
    if chosen != "all":
        mends = mends.filter(pk=int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else mends.none()
    if rows := list(mends):
        undo_mends(rows, user_of(request), DEFAULT_DB_ALIAS)
        note(request, document, [undone(mend) for mend in rows])
        sentence = ngettext("%(n)d correction taken back.", "%(n)d corrections taken back.", len(rows))
        messages.success(request, f"{sentence % {'n': len(rows)}} {_effect(document)}")
    else:
        messages.info(request, gettext("There was nothing to take back: somebody has done it already."))
    return redirect("admin:mend_document", document.pk)


def _page(request: HtmxRequest, sheet: Sheet, status: int = 0) -> HttpResponse:
    first = request.GET.get("from-line", "")
    document = sheet.document
    problem = sheet.readable.read if isinstance(sheet.readable.read, Problem) else None
    context = {
        **admin.site.each_context(request),
        **({} if problem else shown_sheet(sheet, int(first) if first.isdecimal() and len(first) < 6 else 0)),
        "document": document,
        "name": shown_name(document.name),
        "errors": sheet.errors,
        "unreadable": sentence_of_problem(problem) if problem else "",
        "back": back_of(request, document),
        "may_mark": may_mend_source(request),
        "is_waiting": document.state == Document.State.STAGED,
    }
    part = "#mended" if request.htmx and status in (0, 400) else ""
    return render(request, f"admin/mend_document.html{part}", context, status=status or 200)


def back_of(request: HttpRequest, document: Document) -> str:
    """The address of the page that the document belongs to: its import's preview, its story's page, or its own."""
    if document.state == Document.State.STAGED:
        return reverse("admin:import_run", args=[document.import_run_id])
    user = user_of(request)
    if document.article_id and user.has_perm("articles.view_article"):
        return reverse("admin:articles_article_change", args=[document.article_id])
    if user.has_perm("articles.view_document"):
        return reverse("admin:articles_document_change", args=[document.pk])
    if may_open(request, document.import_run):
        return reverse("admin:import_run", args=[document.import_run_id])
    return reverse("admin:index")


def note(request: HttpRequest, document: Document, sentences: list[str]) -> None:
    """Enter the corrections into the history of the document and of its story, and into the log."""
    document.refresh_from_db(fields=["article"])
    user = user_of(request)
    for sentence in sentences:
        LogEntry.objects.log_actions(user.pk, [document], CHANGE, change_message=sentence)
        if document.article:
            LogEntry.objects.log_actions(user.pk, [document.article], CHANGE, change_message=sentence)
    log_event("document corrected", id=document.pk, article=document.article_id, corrections=len(sentences))


def _held(document: Document) -> Document | None:
    """The document of the library with the bytes of one that waits: its corrections are those that hold."""
    return Document.objects.kept().filter(sha256=document.sha256, article__isnull=False).only("pk").first()


def _effect(document: Document) -> str:
    document.refresh_from_db(fields=["article", "state"])
    if document.state == Document.State.STAGED:
        return gettext("It will be imported like this.")
    if document.article:
        return gettext("The story in the library was made anew.")
    return gettext("The document gives no story.")


def _refusal(empty: NoStoryLeft) -> str:
    sentence = gettext("Nothing was saved: no story would be left. %(why)s")
    return sentence % {"why": sentence_of_problem(empty.problem)}
