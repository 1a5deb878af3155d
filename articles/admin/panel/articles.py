"""Sources, articles and their links, in the admin panel."""

from collections.abc import Iterable
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confidence import UnsureFilter, in_words, show_sureness
from articles.admin.desk.presenting import show_blocks
from articles.admin.mending.source_form import SourceForm
from articles.admin.panel.actions import export_csv, export_json_lines, understand_stories
from articles.admin.panel.base import (
    MAX_COUNT,
    CappedList,
    SearchedByIndex,
    ShowingMore,
    may_understand,
    short_day,
)
from articles.admin.panel.consequences import consequences
from articles.admin.panel.filters import ImportFilter, SourceFilter
from articles.admin.panel.searching import stories_of
from articles.admin.viewer import viewer
from articles.database.retrying import retry_transaction
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.applying import confidence_of
from articles.models import Article, RelatedHeadline, Revision, Source, StoryCount
from articles.templatetags.panel import link_for

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

UNSURE_FIRST = F("confidence").asc(nulls_last=True)
HEAVY = ("blocks", "body_html", "body_text")  # columns of an article that no list shows
MAX_UNDERSTANDINGS = 20  # revisions of understanding shown on an article's page
DELETED_AT_ONCE = 1_000  # articles; SQLite takes 32,766 values in a statement


class Stories(TypedDict):
    """The column that `SourceAdmin` adds to a source."""

    stories: int


@admin.register(Source)
class SourceAdmin(CappedList[Source]):
    list_display = ["name", "tagline", "language", "stories", "seen_on"]
    search_fields = ["name"]
    search_help_text = _("A part of the name.")
    list_filter = ["language"]
    form = SourceForm
    fields = ["name", "tagline", "url", "language", "slug", "seen_on"]
    readonly_fields = ["slug", "seen_on"]
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


@admin.register(Article)
class ArticleAdmin(SearchedByIndex[Article], ShowingMore[Article], CappedList[Article]):
    list_display = ["headline", "source", "day", "sureness", "words", "language"]
    list_filter = [UnsureFilter, "dated_at", SourceFilter, ImportFilter]  # a date hierarchy would read the whole table
    actions = [understand_stories, export_json_lines, export_csv]
    list_select_related = ["source"]
    search_fields = ["headline"]  # for the field to be shown
    search_help_text = _("Words of the headline or the text, the name of a source, an address, or the name of a file.")
    readonly_fields = ["source_link", "import_link", "document_link", "sureness"]
    fieldsets = [
        (None, {"fields": ["headline", "source_link", "standfirst", "byline", "sureness"]}),
        (_("When"), {"fields": ["published_at", "captured_on", "imported_at"]}),
        (_("Where from"), {"fields": ["url", "import_link", "document_link"]}),
        (_("As stored"), {"fields": ["language", "words", "slug", "key", "fingerprint"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer(*HEAVY)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """What the words find, and the stories of a source, an address or a file of this name."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        others = stories_of(search_term, MAX_COUNT)
        return (found | queryset.filter(pk__in=others), may_repeat) if others else (found, may_repeat)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_understand_permission(self, request: HttpRequest) -> bool:
        return may_understand(request)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Always False: a story is changed by importing a better document, not by hand."""
        return False

    def view_on_site(self, article: Article) -> str:
        return article.get_absolute_url()

    @admin.display(description=_("day"), ordering="dated_at")
    def day(self, article: Article) -> str:
        """Its day of publication; for a story without one that of its import, by which lists sort it."""
        if article.published_at:
            return short_day(article.published_at)
        return gettext("imported %(day)s") % {"day": short_day(article.imported_at)}

    @admin.display(description=_("source"))
    def source_link(self, article: Article) -> str:
        return link_to(article.source) if article.source else ""

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

    def more(self, request: HttpRequest, article: Article) -> dict[str, object]:
        related = article.related.select_related("headline").order_by("position", "pk")
        return {
            "lines": show_blocks(article.blocks),
            "related": related,
            "documents": article.documents.select_related("import_run").defer("raw").order_by("-pk"),
            "revisions": article.revisions.defer("blocks").order_by("-position"),
            "understandings": article.understandings.all()[:MAX_UNDERSTANDINGS],
        }

    def get_deleted_objects(
        self, objs: Iterable[Article], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """The stories, what becomes of the headlines that lead to each, and how many rows are concerned.

        What is deleted with a story needs no permission of its own.
        """
        articles = list(objs)
        pks = [article.pk for article in articles]
        sentences, becoming = consequences(pks)
        shown: list[object] = []
        for article in articles:
            shown.append(link_to(article))
            if told := sentences.get(article.pk):
                shown.append(told)
        counts = {
            str(Article._meta.verbose_name_plural): len(pks),
            str(RelatedHeadline._meta.verbose_name_plural): count_of(RelatedHeadline, pks),
            str(Revision._meta.verbose_name_plural): count_of(Revision, pks),
            **becoming,
        }
        return shown, counts, set(), []

    def delete_model(self, request: HttpRequest, article: Article) -> None:
        _delete_all([article.pk], request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Delete all or none. Their headlines are matched again: each leads to another story or waits."""
        _delete_all(list(queryset.values_list("pk", flat=True)), request)


def _delete_all(pks: list[int], request: HttpRequest) -> None:
    user = request.user if isinstance(request.user, User) else None
    retry_transaction(partial(_delete, pks, user), DEFAULT_DB_ALIAS, collisions_only=True)


def _delete(pks: list[int], user: User | None) -> None:
    with transaction.atomic():
        for some in batched(pks, DELETED_AT_ONCE):
            Article.objects.filter(pk__in=some).delete_by_hand(user)
        transaction.on_commit(partial(match_waiting, DEFAULT_DB_ALIAS))


def count_of(model: type[RelatedHeadline | Revision], article_pks: list[int]) -> int:
    return sum(model.objects.filter(article__in=some).count() for some in batched(article_pks, DELETED_AT_ONCE))


def link_to(row: Model) -> str:
    """A link to a row's own page in the panel, or its name for a user who may not look at it."""
    return link_for(viewer.get(), str(row._meta.model_name), row.pk, row)


def links_to(rows: Iterable[Model]) -> str:
    return format_html_join("", "<p>{}</p>", ((link_to(row),) for row in rows))
