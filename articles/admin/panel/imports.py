"""Imports, documents and revisions in the admin panel, which nobody changes."""

from pathlib import PurePosixPath

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.desk.access import may_open
from articles.admin.desk.presenting import show_blocks, show_document, shown_name
from articles.admin.desk.watching.report import Asked, report_page
from articles.admin.mending.access import may_mend
from articles.admin.panel.actions import understand_chosen
from articles.admin.panel.articles import HEAVY, link_to
from articles.admin.panel.base import (
    ByWhom,
    CappedList,
    ReadOnly,
    SearchedByIndex,
    ShowingMore,
    may_understand,
    short_time,
)
from articles.admin.panel.searching import newest_documents
from articles.documents.problems import Problem
from articles.importing.line_count_store import LineCountStore
from articles.importing.problem_sentences import sentence_of
from articles.models import Document, Import, Revision

COUNTED = (_("%(n)d added"), _("%(n)d revised"), _("%(n)d already here"), _("%(n)d refused"), _("%(n)d left out"))
SHA256_LENGTH = 64  # hexadecimal digits


@admin.register(Import)
class ImportAdmin(ByWhom[Import], ShowingMore[Import], ReadOnly[Import], CappedList[Import]):
    list_display = ["__str__", "state", "counted", "by_whom", "started"]
    list_filter = ["state", "started_at"]
    search_fields = ["label", "command", "user__username"]
    search_help_text = _("A part of the label, a command, or the name of a user.")
    date_hierarchy = "started_at"
    fieldsets = [
        (None, {"fields": ["label", "state", "by_whom", "command", "started_at", "finished_at"]}),
        (_("Documents"), {"fields": [("total", "created", "updated", "unchanged", "rejected")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        return super().get_queryset(request).select_related("user")

    @admin.display(description=_("documents"))
    def counted(self, run: Import) -> str:
        """Its counts in words, those that are not nothing."""
        counts = [(count, words) for count, words in zip(_counts(run), COUNTED, strict=True) if count]
        return gettext(", ").join(words % {"n": count} for count, words in counts) or "–"

    @admin.display(description=_("started"), ordering="started_at")
    def started(self, run: Import) -> str:
        return short_time(run.started_at)

    def more(self, request: HttpRequest, run: Import) -> dict[str, object]:
        return {"results": report_page(run, Asked()).rows, "may_open": may_open(request, run)}


@admin.register(Document)
class DocumentAdmin(ShowingMore[Document], ReadOnly[Document], CappedList[Document]):
    list_display = ["name", "result", "article_link", "import_link", "size_shown", "received"]
    actions = [understand_chosen]
    list_filter = ["state", "media_type"]  # no date hierarchy: it would read the whole table, bytes and all
    search_fields = ["name", "=sha256"]
    search_help_text = _("A part of the name, among the newest 100,000 documents, or the whole SHA-256.")
    fieldsets = [
        (None, {"fields": ["name", "state", "problem_message", "article_link", "import_link"]}),
        (
            _("As received"),
            {"fields": ["received_at", "media_type", "size_shown", "source_name", "sha256", "understood_by"]},
        ),
    ]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents = super().get_queryset(request).select_related("import_run", "article")
        return documents.defer("raw", *(f"article__{name}" for name in HEAVY))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Document], search_term: str
    ) -> tuple[QuerySet[Document], bool]:
        """By the sum, or by the name among the newest documents, as names have no index."""
        if len(search_term) == SHA256_LENGTH:
            return queryset.filter(sha256=search_term.lower()), False
        return super().get_search_results(request, newest_documents(queryset), search_term)

    def has_understand_permission(self, request: HttpRequest) -> bool:
        return may_understand(request)

    @admin.display(description=_("state"), ordering="state")
    def result(self, document: Document) -> str:
        """The state, and of a refused document why it was refused."""
        state = document.get_state_display()
        return f"{state}: {self.problem_message(document)}" if document.problem else state

    @admin.display(description=_("received"), ordering="received_at")
    def received(self, document: Document) -> str:
        return short_time(document.received_at)

    def get_urls(self) -> list[URLPattern]:
        original = self.admin_site.admin_view(require_safe(self.original_view))
        return [path("<int:pk>/original/", original, name="articles_document_original"), *super().get_urls()]

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as received, as a download that says nothing of their encoding; no browser shows or runs them."""
        document = get_object_or_404(Document, pk=pk)
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        return HttpResponse(
            document.content,
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": content_disposition_header(True, file_name(document)),
                "X-Content-Type-Options": "nosniff",
            },
        )

    def more(self, request: HttpRequest, document: Document) -> dict[str, object]:
        shown = show_document(document, LineCountStore(DEFAULT_DB_ALIAS))
        return {"shown": shown, "may_mend": may_mend(request, document)}

    @admin.display(description=_("problem"))
    def problem_message(self, document: Document) -> str:
        return sentence_of(Problem.from_json(document.problem)) if document.problem else ""

    @admin.display(description=_("size"), ordering="size")
    def size_shown(self, document: Document) -> str:
        return filesizeformat(document.size)

    @admin.display(description=_("article"))
    def article_link(self, document: Document) -> str:
        return link_to(document.article) if document.article else ""

    @admin.display(description=_("import"))
    def import_link(self, document: Document) -> str:
        return link_to(document.import_run)


@admin.register(Revision)
class RevisionAdmin(SearchedByIndex[Revision], ShowingMore[Revision], ReadOnly[Revision], CappedList[Revision]):
    searched_by = "article"
    list_display = ["headline", "position", "article", "seen"]
    search_fields = ["headline"]
    search_help_text = _("Words of the story that has the text, as it is now.")
    fields = ["article_link", "position", "headline", "standfirst", "captured_on", "seen_at", "fingerprint"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        revisions = super().get_queryset(request).select_related("article")
        return revisions.defer("blocks", *(f"article__{name}" for name in HEAVY))

    @admin.display(description=_("article"))
    def article_link(self, revision: Revision) -> str:
        return link_to(revision.article)

    @admin.display(description=_("seen"), ordering="seen_at")
    def seen(self, revision: Revision) -> str:
        return short_time(revision.seen_at)

    def more(self, request: HttpRequest, revision: Revision) -> dict[str, object]:
        return {"lines": show_blocks(revision.blocks)}


def file_name(document: Document) -> str:
    """The sender's file name without folders; a pasted text, which had none, gets an ending."""
    name = shown_name(document.name.replace("\\", "/").rsplit("/", 1)[-1])
    return name if PurePosixPath(name).suffix else f"{name}.txt"


def _counts(run: Import) -> tuple[int, ...]:
    return run.created, run.updated, run.unchanged, run.rejected, run.left_out
