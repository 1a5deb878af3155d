"""Sources, articles and their links, in the admin panel."""

from collections.abc import Iterable
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib import admin
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confidence import UnsureFilter, in_words, show_sureness
from articles.admin.desk.presenting import show_blocks
from articles.admin.panel.base import CappedList, ReadOnly, SearchedByIndex, ShowingMore
from articles.database.retrying import retry_transaction
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.applying import confidence_of
from articles.models import Article, RelatedHeadline, Revision, Source, StoryCount
from articles.search.newest_matches import Index

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

UNSURE_FIRST = F("confidence").asc(nulls_last=True)
HEAVY = ("blocks", "body_html", "body_text")  # columns of an article that no list shows
MAX_SOURCES = 50  # to filter by
MAX_UNDERSTANDINGS = 20  # revisions of understanding shown on an article's page
DELETED_AT_ONCE = 1_000  # articles; SQLite takes 32,766 values in a statement


class Stories(TypedDict):
    """The column that `SourceAdmin` adds to a source."""

    stories: int


@admin.register(Source)
class SourceAdmin(CappedList[Source]):
    list_display = ["name", "tagline", "language", "stories", "seen_on"]
    search_fields = ["name"]
    list_filter = ["language"]
    fields = ["name", "slug", "tagline", "url", "language", "seen_on"]
    readonly_fields = ["name", "slug", "tagline", "seen_on"]  # its newest masthead says them
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Each with the number of its stories, as importers count them."""
        count = StoryCount.objects.of_all_days().filter(source_id=OuterRef("pk"))
        return super().get_queryset(request).annotate(stories=Coalesce(Subquery(count.values("stories")[:1]), 0))

    @admin.display(description=_("stories"), ordering="stories")
    def stories(self, source: "WithAnnotations[Source, Stories]") -> int:
        return source.stories

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """Whether the user may delete sources, and this one has no stories left."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and not obj.articles.exists()


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


@admin.register(Article)
class ArticleAdmin(SearchedByIndex[Article], ShowingMore[Article], CappedList[Article]):
    list_display = ["headline", "sureness", "source", "dated_at", "captured_on", "words", "language"]
    list_filter = [UnsureFilter, "dated_at", SourceFilter]  # no date hierarchy: it would read the whole table
    list_select_related = ["source"]
    search_fields = ["headline"]  # for the field to be shown
    search_help_text = _("Words of the headline or the text.")
    readonly_fields = ["import_link", "document_link", "sureness"]
    fieldsets = [
        (None, {"fields": ["headline", "source", "standfirst", "byline", "sureness"]}),
        (_("When"), {"fields": ["published_at", "captured_on", "imported_at"]}),
        (_("Where from"), {"fields": ["url", "import_link", "document_link"]}),
        (_("As stored"), {"fields": ["language", "words", "slug", "key", "fingerprint"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer(*HEAVY)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Always False: a story is changed by importing a better document, not by hand."""
        return False

    def view_on_site(self, article: Article) -> str:
        return article.get_absolute_url()

    @admin.display(description=_("import"))
    def import_link(self, article: Article) -> str:
        return link_to(article.import_run) if article.import_run else ""

    @admin.display(description=_("how sure"), ordering=UNSURE_FIRST)
    def sureness(self, article: Article) -> str:
        """The confidence in words; ascending order lists the unsure stories first."""
        return in_words(show_sureness(confidence_of(article))) or gettext("not judged")

    @admin.display(description=_("document"))
    def document_link(self, article: Article) -> str:
        return link_to(article.document) if article.document else ""

    def more(self, article: Article) -> dict[str, object]:
        related = article.related.select_related("headline").order_by("position", "pk")
        return {
            "lines": show_blocks(article.blocks),
            "related": related,
            "documents": article.documents.select_related("import_run")
            .defer("raw", "import_run__report")
            .order_by("-pk"),
            "revisions": article.revisions.defer("blocks").order_by("-position"),
            "understandings": article.understandings.all()[:MAX_UNDERSTANDINGS],
        }

    def get_deleted_objects(
        self, objs: Iterable[Article], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """The stories by name and the number of rows deleted with them, which need no permission of their own."""
        articles = list(objs)
        pks = [article.pk for article in articles]
        counts = {
            str(Article._meta.verbose_name_plural): len(pks),
            str(RelatedHeadline._meta.verbose_name_plural): count_of(RelatedHeadline, pks),
            str(Revision._meta.verbose_name_plural): count_of(Revision, pks),
        }
        return [link_to(article) for article in articles], counts, set(), []

    def delete_model(self, request: HttpRequest, article: Article) -> None:
        _delete_all([article.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Delete all or none. Their headlines are matched again: each leads to another story or waits."""
        _delete_all(list(queryset.values_list("pk", flat=True)))


def _delete_all(pks: list[int]) -> None:
    retry_transaction(partial(_delete, pks), DEFAULT_DB_ALIAS, collisions_only=True)


def _delete(pks: list[int]) -> None:
    with transaction.atomic():
        for some in batched(pks, DELETED_AT_ONCE):
            Article.objects.filter(pk__in=some).delete()
        transaction.on_commit(partial(match_waiting, DEFAULT_DB_ALIAS))


@admin.register(RelatedHeadline)
class RelatedHeadlineAdmin(SearchedByIndex[RelatedHeadline], ReadOnly[RelatedHeadline], CappedList[RelatedHeadline]):
    search_index, searched_by = Index.HEADLINES, "headline"
    list_display = ["article", "position", "headline", "is_live"]
    list_display_links = ["position"]
    search_fields = ["headline__text"]
    fields = ["article", "headline", "position"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RelatedHeadline]:
        related = super().get_queryset(request).select_related("article", "headline")
        return related.defer(*(f"article__{name}" for name in HEAVY))

    @admin.display(description=_("live"), boolean=True)
    def is_live(self, related: RelatedHeadline) -> bool:
        return not related.headline.is_waiting


def count_of(model: type[RelatedHeadline | Revision], article_pks: list[int]) -> int:
    return sum(model.objects.filter(article__in=some).count() for some in batched(article_pks, DELETED_AT_ONCE))


def link_to(row: Model) -> str:
    """A link to a row's own page in the panel."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), row)


def links_to(rows: Iterable[Model]) -> str:
    return format_html_join("", "<p>{}</p>", ((link_to(row),) for row in rows))
