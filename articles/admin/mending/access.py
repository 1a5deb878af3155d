"""Who may correct what: editors everything, and those who import what they brought in themselves."""

from collections.abc import Callable, Collection
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from articles.admin.desk.access import denied, logged_out, may_handle
from articles.models import Document, Source
from articles.requests import user_of

View = Callable[..., HttpResponseBase]


def may_mend(request: HttpRequest, document: Document) -> bool:
    """Whether the user may correct how the document is read."""
    user, run = user_of(request), document.import_run
    if not may_mend_any(request):
        return False
    if document.state == Document.State.STAGED:
        return user.has_perm("articles.run_import") and may_handle(request, run)
    return user.has_perm("articles.add_mend") or (user.has_perm("articles.run_import") and run.user_id == user.pk)


def mendable(request: HttpRequest, documents: Collection[int]) -> set[int]:
    """Those of these documents that give a story and that the user may correct, by primary key."""
    if not may_mend_any(request):
        return set()
    rows = Document.objects.filter(pk__in=documents, article__isnull=False).select_related("import_run").defer("raw")
    return {row.pk for row in rows if may_mend(request, row)}


def may_mend_any(request: HttpRequest) -> bool:
    """Whether there may be documents that the user may correct."""
    user = user_of(request)
    is_staff = user.is_active and user.is_staff
    return is_staff and (user.has_perm("articles.add_mend") or user.has_perm("articles.run_import"))


def may_mend_source(request: HttpRequest) -> bool:
    """Whether the user may join sources, and mark lines as boilerplate of one."""
    user = user_of(request)
    return user.is_active and user.is_staff and user.has_perm("articles.change_source")


def document_view(view: View) -> View:
    """Wrap a view of one document, which it gets instead of the key: strangers log in, others get 403."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return logged_out(request, request.get_full_path())
        if not may_mend_any(request):
            return denied(request)
        document = get_object_or_404(Document.objects.select_related("import_run", "article__source"), pk=pk)
        return view(request, document) if may_mend(request, document) else denied(request)

    return guarded


def source_view(view: View) -> View:
    """Wrap a view of one source, which it gets instead of the key: strangers log in, others get 403."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return logged_out(request, request.get_full_path())
        if not may_mend_source(request):
            return denied(request)
        return view(request, get_object_or_404(Source, pk=pk))

    return guarded
