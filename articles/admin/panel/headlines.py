"""Headlines in the admin panel: where each leads and why, and decisions by hand about two of them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.panel.articles import HEAVY, link_to, links_to
from articles.admin.panel.base import CappedList, ReadOnly, SearchedByIndex, ShowingMore
from articles.headlines.manual_links import set_by_hand, undo
from articles.models import Headline, Verdict
from articles.operations.events import log_rows
from articles.requests import user_of
from articles.search.newest_matches import Index

MAX_MENTIONS = 50  # articles shown that name a headline
MAX_VERDICTS = 50  # shown of a headline
LONGEST_ID = 18  # digits; any number of 18 digits fits into a BIGINT


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("waiting", gettext("Waiting")), ("live", gettext("Live"))]

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
    fields = ["text", "key", "is_live", "wanted", "lists", "listed_on", "named_by"]
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
        undo = self.admin_site.admin_view(require_POST(self.undo_view))
        return [path("<int:pk>/undo/", undo, name="articles_headline_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide that a headline and the one through which it leads are not the same."""
        if not request.user.has_perm("articles.add_verdict"):
            raise PermissionDenied
        headline = get_object_or_404(Headline.objects.select_related("same_as"), pk=pk)
        if headline.same_as:
            other, user = headline.same_as, user_of(request)
            verdict = set_by_hand(headline, other, is_same=False, user=user, using=DEFAULT_DB_ALIAS)
            log_rows("added", [verdict], [verdict.pk], str(verdict))
            messages.success(request, gettext("Undone: these two are not matched again."))
        else:
            messages.info(request, gettext("There was nothing to undo: it leads nowhere by other words."))
        return redirect("admin:articles_headline_change", pk)

    def more(self, headline: Headline) -> dict[str, object]:
        verdicts = Verdict.objects.filter(Q(headline=headline) | Q(other=headline))
        return {"verdicts": verdicts.select_related("headline", "other", "user")[:MAX_VERDICTS]}

    def view_on_site(self, headline: Headline) -> str:
        return headline.get_absolute_url()

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


class VerdictForm(forms.ModelForm[Verdict]):
    """A decision about two headlines; it replaces an earlier one about the same two."""

    def clean(self) -> None:
        if self.cleaned_data.get("headline") == self.cleaned_data.get("other"):
            raise forms.ValidationError(_("These are one headline already. Choose two."))

    def validate_constraints(self) -> None:
        pass


@admin.register(Verdict)
class VerdictAdmin(CappedList[Verdict]):
    """Decisions are added and deleted, not edited: a new one about the same headlines replaces the old one."""

    form = VerdictForm
    list_display = ["headline", "is_same", "other", "user", "made_at"]
    list_filter = ["is_same", "user"]
    list_select_related = ["headline", "other", "user"]
    search_fields = ["headline__text", "other__text"]
    autocomplete_fields = ["headline", "other"]

    def has_change_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Verdict | None = None) -> tuple[str, ...]:
        decision = ("headline", "other", "is_same")
        return (*decision, "user", "made_at") if obj else decision

    def save_model(self, request: HttpRequest, obj: Verdict, form: VerdictForm, change: bool) -> None:
        stored = set_by_hand(
            obj.headline, obj.other, is_same=obj.is_same, user=user_of(request), using=DEFAULT_DB_ALIAS
        )
        obj.pk, obj.other, obj.user, obj.made_at = stored.pk, stored.other, stored.user, stored.made_at

    def response_add(self, request: HttpRequest, obj: Verdict, post_url_continue: str | None = None) -> HttpResponse:
        """Return to the page of the headline, which shows the effect."""
        messages.success(request, gettext("Saved. The headlines were matched again accordingly."))
        return redirect("admin:articles_headline_change", obj.headline_id)

    def delete_model(self, request: HttpRequest, obj: Verdict) -> None:
        undo(Verdict.objects.filter(pk=obj.pk), DEFAULT_DB_ALIAS)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> None:
        undo(queryset, DEFAULT_DB_ALIAS)
