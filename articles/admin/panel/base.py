"""Base classes of the lists in the admin panel."""

from typing import Any, override

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from articles.search.newest_matches import Index, newest_matches
from articles.search.query import MIN_PREFIX, parse

MAX_COUNT = 10_000  # rows counted for a list or found by a search; counting a million takes a second


class CappedPaginator[M: Model](Paginator[M]):
    """Pages of the first ten thousand rows; rows beyond are found by search and filters."""

    object_list: QuerySet[M]

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:MAX_COUNT].count()


class CappedList[M: Model](admin.ModelAdmin[M]):
    """A list that never counts a whole table."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for each filter
    list_per_page = 50
    list_max_show_all = 200


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

    def more(self, row: M) -> dict[str, object]:
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
        shown = self.more(obj) if obj else {}
        return super().render_change_form(request, {**context, **shown}, add, change, form_url, obj)


class ReadOnly[M: Model](admin.ModelAdmin[M]):
    """A list that nobody can add to, change or delete from."""

    def has_add_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False
