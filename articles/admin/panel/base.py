"""What several lists of the panel share."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

MAX_COUNT = 10_000  # rows counted for a list; counting a million takes a second, and nobody leafs so far


class CappedPaginator(Paginator):
    """Pages of the first ten thousand rows; what lies beyond is found by search and filters."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:MAX_COUNT].count()


class CappedList(admin.ModelAdmin):
    """A list that never counts a whole table."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for each filter
    list_per_page = 50
    list_max_show_all = 200


class ShowingMore:
    """A row's page that shows more than its fields; its template stands in templates/admin/articles/."""

    def more(self, row: models.Model) -> dict[str, object]:
        """What the template needs besides."""
        raise NotImplementedError

    def render_change_form(
        self, request: HttpRequest, context: dict, *, obj: models.Model | None = None, **kwargs: object
    ) -> HttpResponse:
        shown = self.more(obj) if obj else {}
        return super().render_change_form(request, {**context, **shown}, obj=obj, **kwargs)


class ReadOnly:
    """To be looked at, by those who may; not added to, changed or deleted by anybody."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
