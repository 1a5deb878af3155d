"""What can be done with the ticked rows of a list: exports, and understanding their documents again."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Document
from articles.operations.exporting import story_lines
from articles.pages.spreadsheets import safe_cell
from articles.requests import user_of
from articles.tasks import understand_documents

MAX_EXPORTED = 10_000  # stories; the command export_library has no limit
MAX_UNDERSTOOD = 1_000  # documents; the command understand_again has no limit
COLUMNS = ("headline", "source", "published", "captured", "byline", "words", "language", "address", "page")

type Pages = admin.ModelAdmin[Any]


@admin.action(description=_("Export as JSON lines"), permissions=["view"])
def export_json_lines(pages: Pages, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponseBase:
    """The stories with their texts, as `export_library` writes them."""
    return _download(story_lines(_chosen(queryset)), "application/x-ndjson", "stories.jsonl")


@admin.action(description=_("Export as a table (CSV)"), permissions=["view"])
def export_csv(pages: Pages, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponseBase:
    """One row a story, without its text; no cell is a formula."""
    rows = (_row(article, request) for article in _chosen(queryset).iterator(chunk_size=500))
    return _download(_csv_lines([COLUMNS], rows), "text/csv; charset=utf-8", "stories.csv")


@admin.action(description=_("Understand again"), permissions=["understand"])
def understand_stories(pages: Pages, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    chosen = queryset.order_by("pk").values_list("pk", flat=True)[: MAX_UNDERSTOOD + 1]
    _understand(pages, request, Document.objects.filter(article__in=list(chosen)))


@admin.action(description=_("Understand again"), permissions=["understand"])
def understand_chosen(pages: Pages, request: HttpRequest, queryset: QuerySet[Document]) -> None:
    _understand(pages, request, queryset)


def _understand(pages: Pages, request: HttpRequest, documents: QuerySet[Document]) -> None:
    """Leave it to a worker, as an import of its own. A story that was deleted by hand stays out."""
    kept = documents.filter(deleted_at=None).exclude(state=Document.State.STAGED).order_by("pk")
    pks = list(kept.values_list("pk", flat=True)[: MAX_UNDERSTOOD + 1])
    if len(pks) > MAX_UNDERSTOOD:
        words = gettext("Nothing was done: these are more than %(n)d documents. Tick fewer rows.")
        pages.message_user(request, words % {"n": MAX_UNDERSTOOD}, messages.ERROR)
        return
    if not pks:
        words = gettext(
            "Nothing was done: the ticked rows have no document, it waits on the import desk, or its story was deleted."
        )
        pages.message_user(request, words, messages.WARNING)
        return
    understand_documents.enqueue(pks, user_of(request).pk)
    words = ngettext(
        "%(n)d document is being understood again. The list of imports shows how far it is, and what changed.",
        "%(n)d documents are being understood again. The list of imports shows how far it is, and what changed.",
        len(pks),
    )
    pages.message_user(request, words % {"n": len(pks)}, messages.SUCCESS)


def _chosen(queryset: QuerySet[Article]) -> QuerySet[Article]:
    pks = list(queryset.values_list("pk", flat=True)[:MAX_EXPORTED])
    return Article.objects.filter(pk__in=pks).select_related("source").order_by("key", "fingerprint")


def _row(article: Article, request: HttpRequest) -> list[str]:
    published, captured = article.published_at, article.captured_on
    values = (
        *(article.headline, article.source.name if article.source else ""),
        *(published.isoformat() if published else "", captured.isoformat() if captured else ""),
        *(article.byline, str(article.words), article.language, article.url or ""),
        request.build_absolute_uri(article.get_absolute_url()),
    )
    return [safe_cell(value) for value in values]


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(head: Iterable[Iterable[str]], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for some in (head, rows):
        for row in some:
            yield str(writer.writerow(row))


def _download(lines: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
