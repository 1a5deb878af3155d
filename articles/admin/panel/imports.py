"""Imports, documents and revisions in the admin panel, which nobody changes."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from articles.admin.desk.presenting import show_blocks, show_document, show_results, shown_name
from articles.admin.panel.articles import HEAVY, link_to
from articles.admin.panel.base import CappedList, ReadOnly, SearchedByIndex, ShowingMore
from articles.documents.problems import Problem
from articles.importing.line_count_store import LineCountStore
from articles.importing.problem_sentences import sentence_of
from articles.models import Document, Import, Revision

MAX_SEARCHED = 100_000  # documents; to read the names of a million takes seconds
SHA256_LENGTH = 64  # hexadecimal digits


@admin.register(Import)
class ImportAdmin(ShowingMore[Import], ReadOnly[Import], CappedList[Import]):
    list_display = ["__str__", "user", "state", "total", "created", "updated", "unchanged", "rejected", "started_at"]
    list_filter = ["state", "started_at"]
    search_fields = ["label", "command", "user__username"]
    date_hierarchy = "started_at"
    fieldsets = [
        (None, {"fields": ["label", "state", "user", "command", "started_at", "finished_at"]}),
        (_("Documents"), {"fields": [("total", "created", "updated", "unchanged", "rejected")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        return super().get_queryset(request).select_related("user").defer("report")

    def more(self, run: Import) -> dict[str, object]:
        return {"results": show_results(run)}


@admin.register(Document)
class DocumentAdmin(ShowingMore[Document], ReadOnly[Document], CappedList[Document]):
    list_display = ["name", "state", "problem_message", "size_shown", "import_run", "article_link", "received_at"]
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
        return documents.defer("raw", "import_run__report", *(f"article__{name}" for name in HEAVY))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Document], search_term: str
    ) -> tuple[QuerySet[Document], bool]:
        """Names have no index, so only the newest documents are searched by name."""
        if len(search_term) == SHA256_LENGTH:
            return queryset.filter(sha256=search_term.lower()), False
        newest = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        return super().get_search_results(request, queryset.filter(pk__gt=newest - MAX_SEARCHED), search_term)

    def get_urls(self) -> list[URLPattern]:
        original = self.admin_site.admin_view(self.original_view)
        return [path("<int:pk>/original/", original, name="articles_document_original"), *super().get_urls()]

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as received, as a download, so that no browser shows or runs them."""
        document = get_object_or_404(Document, pk=pk)
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        return HttpResponse(
            document.content,
            content_type="text/plain; charset=utf-8",
            headers={
                "Content-Disposition": content_disposition_header(True, text_name(document)),
                "X-Content-Type-Options": "nosniff",
            },
        )

    def more(self, document: Document) -> dict[str, object]:
        return {"shown": show_document(document, LineCountStore(DEFAULT_DB_ALIAS))}

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
    list_display = ["headline", "position", "article", "captured_on", "seen_at"]
    search_fields = ["headline"]
    fields = ["article", "position", "headline", "standfirst", "captured_on", "seen_at", "fingerprint"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        revisions = super().get_queryset(request).select_related("article")
        return revisions.defer("blocks", *(f"article__{name}" for name in HEAVY))

    def more(self, revision: Revision) -> dict[str, object]:
        return {"lines": show_blocks(revision.blocks)}


def text_name(document: Document) -> str:
    """A name for the downloaded original: the sender's file name without folders, ending in .txt."""
    name = shown_name(document.name.replace("\\", "/").rsplit("/", 1)[-1])
    return name if name.lower().endswith(".txt") else f"{name}.txt"
