"""Headlines in the admin panel: where each leads and why, and decisions by hand about two of them."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from articles.admin.linking import views
from articles.admin.panel.articles import HEAVY, link_to, links_to
from articles.admin.panel.base import ByWhom, CappedList, ReadOnly, SearchedByIndex, ShowingMore
from articles.headlines.manual_links import undo
from articles.models import Headline, Verdict
from articles.search.newest_matches import Index

MAX_MENTIONS = 50  # articles shown that name a headline
MAX_VERDICTS = 50  # shown of a headline
LONGEST_ID = 18  # digits; any number of 18 digits fits into a BIGINT


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("waiting", pgettext("headlines", "Waiting")), ("live", pgettext("headlines", "Live"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Headline]) -> QuerySet[Headline]:
        match self.value():
            case "waiting":
                return queryset.filter(article=None)
            case "live":
                return queryset.filter(article__isnull=False)
        return queryset


class HowFilter(admin.SimpleListFilter):
    title = _("how it leads")
    parameter_name = "how"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Headline.How.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Headline]) -> QuerySet[Headline]:
        if not self.value():
            return queryset
        led = queryset.filter(how=self.value(), article__isnull=False)
        return led if self.value() == Headline.How.EXACT else led.filter(same_as__isnull=False)  # few, and indexed


@admin.register(Headline)
class HeadlineAdmin(SearchedByIndex[Headline], ShowingMore[Headline], ReadOnly[Headline], CappedList[Headline]):
    search_index = Index.HEADLINES
    list_display = ["text", "is_live", "how_shown", "wanted", "lists", "article_link"]
    list_filter = [StateFilter, HowFilter]
    search_fields = ["text"]
    search_help_text = _("Words of the headline, or its number.")
    fieldsets = [
        (None, {"fields": ["text", "state", "wanted", "lists", "listed_on", "named_by"]}),
        (_("As stored"), {"fields": ["listed_as", "key"], "classes": ["collapse"]}),
    ]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Headline]:
        headlines = super().get_queryset(request).select_related("article", "same_as")
        return headlines.defer(*(f"article__{name}" for name in HEAVY))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Headline], search_term: str
    ) -> tuple[QuerySet[Headline], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term.isdecimal() and len(search_term) <= LONGEST_ID:
            found |= queryset.filter(pk=int(search_term))
        return found, may_repeat

    def get_urls(self) -> list[URLPattern]:
        link = self.admin_site.admin_view(partial(views.link, panel=self))
        undo = self.admin_site.admin_view(views.undo_link)
        return [
            path("<int:pk>/link/", link, name="articles_headline_link"),
            path("<int:pk>/undo/", undo, name="articles_headline_undo"),
            *super().get_urls(),
        ]

    def more(self, request: HttpRequest, headline: Headline) -> dict[str, object]:
        verdicts = Verdict.objects.filter(Q(headline=headline) | Q(other=headline))
        return {"verdicts": verdicts.select_related("headline", "other", "user")[:MAX_VERDICTS]}

    def view_on_site(self, headline: Headline) -> str:
        return headline.get_absolute_url()

    @admin.display(description=_("state"))
    def state(self, headline: Headline) -> str:
        """What the state means, in a sentence."""
        if not headline.is_waiting:
            return gettext("Live: it leads to a story of the library.")
        return (
            gettext("Waiting: stories list it, and its own story is not in the library yet.")
            if headline.lists
            else gettext("Waiting, and in no list any more: readers don't meet it.")
        )

    @admin.display(description=_("live"), boolean=True)
    def is_live(self, headline: Headline) -> bool:
        return not headline.is_waiting

    @admin.display(description=_("how"), ordering="how")
    def how_shown(self, headline: Headline) -> str:
        return "" if headline.is_waiting else headline.get_how_display()

    @admin.display(description=_("article"))
    def article_link(self, headline: Headline) -> str:
        return link_to(headline.article) if headline.article else ""

    @admin.display(description=_("named by"))
    def named_by(self, headline: Headline) -> str:
        mentions = headline.mentions.select_related("article").only("article__headline").order_by("-article_id")
        return links_to(mention.article for mention in mentions[:MAX_MENTIONS])


@admin.register(Verdict)
class VerdictAdmin(ByWhom[Verdict], CappedList[Verdict]):
    """Decisions are made on the pages of headlines; here they are listed and taken back."""

    list_display = ["headline", "decision", "other", "by_whom", "made_at"]
    list_filter = ["is_same", "user"]
    list_select_related = ["headline", "other", "user"]
    search_fields = ["headline__text", "other__text"]
    search_help_text = _("Words of either headline.")
    fields = ["headline_link", "decision", "other_link", "by_whom", "made_at"]
    readonly_fields = ["headline_link", "decision", "other_link", "by_whom"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return super().get_queryset(request).select_related("headline", "other", "user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Always False: who may add one does so on the page of a headline."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        return False

    @admin.display(description=_("headline"))
    def headline_link(self, verdict: Verdict) -> str:
        return link_to(verdict.headline)

    @admin.display(description=_("other headline"))
    def other_link(self, verdict: Verdict) -> str:
        return link_to(verdict.other)

    @admin.display(description=_("decision"), ordering="is_same")
    def decision(self, verdict: Verdict) -> str:
        return gettext("is the same as") if verdict.is_same else gettext("is not the same as")

    def delete_model(self, request: HttpRequest, obj: Verdict) -> None:
        undo(Verdict.objects.filter(pk=obj.pk), DEFAULT_DB_ALIAS)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> None:
        undo(queryset, DEFAULT_DB_ALIAS)
