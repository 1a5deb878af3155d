"""Base classes of the lists in the admin panel."""

import datetime as dt
from typing import Any, override

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.search.newest_matches import Index, newest_matches
from articles.search.query import MIN_PREFIX, parse

MAX_COUNT = 10_000  # rows counted for a list or found by a search; counting a million takes a second


class CappedPaginator[M: Model](Paginator[M]):
    """Pages of the first ten thousand rows; rows beyond are found by search and filters."""

    object_list: QuerySet[M]

    @cached_property
    def count(self) -> int:
        return min(self._counted, MAX_COUNT)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than are counted."""
        return self._counted > MAX_COUNT

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by()[: MAX_COUNT + 1].count()


class CappedList[M: Model](admin.ModelAdmin[M]):
    """A list that never counts a whole table."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for each filter
    list_per_page = 50
    list_max_show_all = 200

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the user may delete rows, and look at them: the page that asks leads to the row and its list."""
        return super().has_delete_permission(request, obj) and self.has_view_permission(request, obj)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Go back to the list as it was filtered. Django leads those who may not change rows to its first page."""
        response = super().response_delete(request, obj_display, obj_id)
        if not isinstance(response, HttpResponseRedirect) or not self.has_view_permission(request):
            return response
        list_address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(filters, list_address))


class SearchedByIndex[M: Model](admin.ModelAdmin[M]):
    """A list that is searched by the site's search index, since LIKE would read the whole table.

    The words may stand anywhere in the text, and the last one may be only begun, as in a field that completes it.
    """

    search_index = Index.ARTICLES
    searched_by = "pk"  # the column that holds primary keys of the index's rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """The rows among the newest matches; no row when nothing can be searched for, as for a lone quotation mark."""
        if not search_term.strip():
            return queryset, False
        typed = search_term.strip()
        query = parse(f"{typed}*" if typed[-1].isalnum() and len(typed.split()[-1]) >= MIN_PREFIX else typed)
        found = newest_matches(query, self.search_index, MAX_COUNT)
        return queryset.filter(**{f"{self.searched_by}__in": found}), False


class ShowingMore[M: Model](admin.ModelAdmin[M]):
    """A row's page that shows more than its fields, by a template in templates/admin/articles/."""

    def more(self, request: HttpRequest, row: M) -> dict[str, object]:
        """Further values for the template."""
        raise NotImplementedError

    @override
    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: M | None = None,
    ) -> HttpResponse:
        shown = self.more(request, obj) if obj else {}
        return super().render_change_form(request, {**context, **shown}, add, change, form_url, obj)


class ReadOnly[M: Model](admin.ModelAdmin[M]):
    """A list that nobody can add to, change or delete from."""

    def has_add_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


class ByWhom[M: Model](admin.ModelAdmin[M]):
    """A list of what people did; it names them without a link, as their accounts are for superusers only."""

    @admin.display(description=_("user"), ordering="user")
    def by_whom(self, row: M) -> str:
        user = getattr(row, "user", None)
        return user.get_username() if user else ""


def may_understand(request: HttpRequest) -> bool:
    """Whether the user may have documents understood again, which is as if they were imported again."""
    return request.user.has_perm("articles.run_import")


def short_day(moment: dt.date | None) -> str:
    """A day that fits into the column of a list."""
    return date_format(moment, gettext("j M Y")) if moment else ""


def short_time(moment: dt.datetime | None) -> str:
    return date_format(localtime(moment), gettext("j M Y, H:i")) if moment else ""
