"""Filters of the list of stories: by one of the largest sources, and by an import."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Document, Import, StoryCount

MAX_SOURCES = 50  # to filter by
MAX_IMPORTS = 15  # to filter by: the latest


class SourceFilter(admin.SimpleListFilter):
    """Filters stories by one of the largest sources; a library may have thousands."""

    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        largest = StoryCount.objects.largest_sources().exclude(source_id=0)[:MAX_SOURCES]
        return [(str(row["source_id"]), row["name"]) for row in largest]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.value() or ""
        return queryset.filter(source=int(chosen)) if chosen.isdecimal() else queryset


class ImportFilter(admin.SimpleListFilter):
    """Filters stories by an import that brought a document of theirs: one of the latest, or that of the address."""

    title = _("import")
    parameter_name = "import"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        latest = list(Import.objects.filter(created__gt=0).order_by("-pk")[:MAX_IMPORTS])
        chosen = _number(request.GET.get(self.parameter_name, ""))
        if chosen and chosen not in [run.pk for run in latest]:
            latest += Import.objects.filter(pk=chosen)
        return [(str(run.pk), str(run)) for run in latest]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = _number(self.value() or "")
        if not chosen:
            return queryset
        return queryset.filter(pk__in=Document.objects.filter(import_run=chosen).values("article_id"))


def _number(text: str) -> int:
    """The primary key that an address names; 0 for none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0
