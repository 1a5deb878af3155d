"""A headline is linked by hand to a story or to another spelling that a search finds; links are parted again."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.history import note
from articles.admin.linking.candidates import Asked, candidates, has_story, headline_of
from articles.headlines.manual_links import part, set_by_hand
from articles.models import Headline
from articles.operations.events import log_event
from articles.requests import user_of

MAX_WORDS = 1_000  # characters of a search


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int, panel: ModelAdmin[Headline]) -> HttpResponse:
    """The search for what a headline is linked to, and, by POST, the link."""
    _check(request, "articles.add_verdict", "articles.view_headline")
    headline = _headline(pk)
    if headline.how == Headline.How.BY_HAND and headline.same_as_id:
        messages.info(request, gettext("It is linked by hand already. Undo that link first."))
        return redirect("admin:articles_headline_change", pk)
    if request.method == "POST":
        return _store(request, headline)
    asked = _asked(request, headline)
    context = {
        **panel.admin_site.each_context(request),
        "title": gettext("Link by hand"),
        "subtitle": headline.text,
        "opts": panel.opts,
        "headline": headline,
        "has_story": has_story(headline),
        "asked": asked,
        "found": candidates(headline, asked),
        "chosen_year": str(asked.years[0]) if asked.years else "",
        "chosen_source": asked.sources[0] if asked.sources else None,
    }
    return TemplateResponse(request, "admin/articles/headline/link.html", context)


@require_POST
def undo_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Part a headline from the one through which it leads: take a link by hand back, or say that they differ."""
    headline = _headline(pk)
    other, was_by_hand = headline.same_as, headline.how == Headline.How.BY_HAND
    _check(request, "articles.delete_verdict" if was_by_hand else "articles.add_verdict")
    if other and part(headline, user=user_of(request), using=DEFAULT_DB_ALIAS):
        sentence = (
            gettext("The link by hand between “%(one)s” and “%(other)s” was undone.")
            if was_by_hand
            else gettext("“%(one)s” and “%(other)s” are not the same: they are not matched again.")
        )
        _tell(request, [headline, other], sentence % {"one": headline, "other": other})
    else:
        messages.info(request, gettext("There was nothing to undo: it leads nowhere by other words."))
    return redirect("admin:articles_headline_change", pk)


def _store(request: HttpRequest, headline: Headline) -> HttpResponse:
    """Link to the story or the headline that was chosen; the choice may be gone by now."""
    other = _chosen(request.POST.get("to", ""), headline)
    if other is None:
        messages.warning(request, gettext("Nothing was linked: what you chose is no longer there. Search again."))
        return redirect("admin:articles_headline_link", headline.pk)
    set_by_hand(headline, other, is_same=True, user=user_of(request), using=DEFAULT_DB_ALIAS)
    headline.refresh_from_db()
    story = headline.article
    if story:
        sentence = gettext("“%(one)s” and “%(other)s” are the same by hand: both lead to the story “%(story)s”.")
    else:
        sentence = gettext(
            "“%(one)s” and “%(other)s” are the same by hand. "
            "Both wait: when the story of either comes, both lead there."
        )
    _tell(request, [headline, other], sentence % {"one": headline, "other": other, "story": story})
    return redirect("admin:articles_headline_change", headline.pk)


def _chosen(choice: str, headline: Headline) -> Headline | None:
    """The headline of a choice, which is "story" or "headline" and a number."""
    kind, _, number = choice.partition(" ")
    if not number.isdecimal() or not number.isascii() or len(number) > 18:
        return None
    if kind == "story":
        return None if has_story(headline) else headline_of(int(number))
    other = Headline.objects.select_related("same_as").filter(pk=int(number)).exclude(pk=headline.pk).first()
    return other if other and not (has_story(headline) and has_story(other)) else None


def _asked(request: HttpRequest, headline: Headline) -> Asked:
    """What the form asks for; the headline's own words before anybody has asked."""
    words = request.GET.get("q", headline.text)[:MAX_WORDS]
    year = request.GET.get("year", "")
    sources = request.GET.getlist("source")[:1]
    is_year = year.isascii() and year.isdecimal() and len(year) <= 4
    return Asked(words, [slug for slug in sources if slug != "*"], [int(year)] if is_year else [])


def _check(request: HttpRequest, *rights: str) -> None:
    if not request.user.has_perms(rights):
        raise PermissionDenied


def _headline(pk: int) -> Headline:
    return get_object_or_404(Headline.objects.select_related("same_as"), pk=pk)


def _tell(request: HttpRequest, headlines: Sequence[Headline], sentence: str) -> None:
    """Say it on the next page, in the history of both headlines and in the log."""
    note(request, headlines, sentence)
    log_event("link by hand", ids=",".join(str(one.pk) for one in headlines), what=sentence)
    messages.success(request, sentence)
