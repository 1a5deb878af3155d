"""The public pages, the same for everybody. For htmx each also renders the fragment that it asks for."""

import datetime as dt
import sys
from functools import partial
from urllib.parse import urlencode

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from articles.came_from import as_query, came_from
from articles.context import origin_of, site
from articles.database.outages import failure_of
from articles.documents.limits import MAX_FORM, shown_size
from articles.forms import RelatedForm, RevisionsForm, RiverForm, WantedForm, WatchedForm
from articles.models import Article, Headline, Source
from articles.pages import wanted_export
from articles.pages.archive.days import days_beside
from articles.pages.cards import cite_href, cut, story_href
from articles.pages.front.page import front_page, leading_on_from
from articles.pages.nearby_stories import count_naming, nearby_stories
from articles.pages.rail import most_linked, newest_day, rail, rail_of
from articles.pages.related import RelatedList, RelatedRequest, related_to
from articles.pages.river import (
    Cursor,
    RowsAfter,
    cards_of,
    newest,
    newest_naming,
    newest_of_day,
    newest_of_source,
    river_of,
)
from articles.pages.slugs import words_of
from articles.pages.stories.facts import facts_of
from articles.pages.stories.reading_lists import reading_order
from articles.pages.stories.text import text_of
from articles.pages.story import story_to_read, story_with_list
from articles.pages.versions import headlines_of, versions_of
from articles.pages.wanted import COUNTED, WantedPage, count_wanted, wanted_page, wanted_part
from articles.publishing.json_ld import news_article
from articles.requests import HtmxRequest, is_fragment, public, varies
from articles.typography.languages import language_of_line
from articles.unavailable import unavailable

MOST_LINKED = 5  # headlines on the page of what isn't there
DESCRIPTION = 160  # characters; about what search engines print


@public
@varies
def front(request: HtmxRequest) -> HttpResponse:
    return _list(request, newest)


@public
@varies
def source(request: HtmxRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source.objects.with_joined(), slug=slug)
    if found.joined_to:
        return redirect("articles:source", found.joined_to)
    return _list(request, partial(newest_of_source, found.pk), found)


def _list(request: HtmxRequest, rows_after: RowsAfter, source: Source | None = None) -> HttpResponse:
    span = RiverForm(request.GET).span_or_404()
    page = front_page(rows_after, span, source)
    if is_fragment(request):
        return render(request, "articles/_river.html", {"river": page.river, "source": source, "is_fragment": True})
    context = {
        "page": page,
        "river": page.river,
        "undated": page.undated,
        "span": span,
        "canonical": origin_of(request) + request.path,
        "leads_on": leading_on_from(page.river.top),
        "source": source,
        "rail": rail_of(source) if source else rail(newest_day() if span.after else page.river.date),
    }
    return render(request, "articles/article_list.html", context)


@public
@varies
def day(request: HtmxRequest, day: dt.date) -> HttpResponse:
    span = RiverForm(request.GET).span_or_404()
    page = river_of(partial(newest_of_day, day), span)
    if is_fragment(request):
        return render(request, "articles/_river.html", {"river": page, "is_fragment": True})
    beside = days_beside(day, day, with_headlines=not page.days)
    context = {
        "river": page,
        "span": span,
        "canonical": origin_of(request) + request.path,
        "day": day,
        "earlier": beside.earlier,
        "later": beside.later,
    }
    return render(request, "articles/article_day.html", context)


@public
@varies
def detail(request: HtmxRequest, pk: int, slug: str = "") -> HttpResponse:
    article = story_with_list(pk) if is_fragment(request) else story_to_read(pk)
    if article is None:
        return redirect(get_object_or_404(Article, merged__number=pk), permanent=True)
    if slug != article.slug:
        return _moved(request, article, permanent=True)
    # a form of three fields costs 0.1 ms, and most requests ask for nothing in particular
    asked = RelatedForm(request.GET).asked(is_fragment=is_fragment(request)) if request.GET else RelatedRequest()
    related = related_to(article, asked)
    if is_fragment(request):
        return _related(request, article, related, asked)
    facts = facts_of(article)
    origin = origin_of(request)
    canonical = origin + story_href(article.pk, article.slug)
    image = origin + reverse("articles:share_image", args=[article.pk])
    description = cut(article.standfirst or article.first_paragraph, DESCRIPTION)
    order = reading_order(article, came_from(request.GET.get("from", "")), has_near=not related.onward)
    context = {
        "article": article,
        "text": text_of(article),
        "facts": facts,
        "related": related,
        "nearby": nearby_stories(article, related.stories, order),
        "order": order,
        "list": order.list,
        "from": as_query(order.list),
        "canonical": canonical,
        "cite": cite_href(pk),
        "description": description,
        "image": image,
        "linked_data": news_article(article, facts, address=canonical, description=description, image=image),
    }
    return render(request, "articles/article_detail.html", context)


def _related(request: HttpRequest, article: Article, related: RelatedList, asked: RelatedRequest) -> HttpResponse:
    """The fragment that a request wants of the related list: all, the rest, or one row."""
    if not related.rows:
        raise Http404
    context = {"article": article, "related": related}
    if asked.row is not None:
        return render(request, "articles/_related.html#row", {**context, "row": related.rows[0]})
    return render(request, f"articles/_related.html{'#rest' if asked.is_rest else ''}", context)


@public
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    stories = Article.objects.select_related("source", "document").defer("document__raw")
    article = stories.filter(pk=pk).first()
    if article is None:
        return redirect("articles:revisions", get_object_or_404(Article, merged__number=pk).pk, permanent=True)
    page = versions_of(article, until=RevisionsForm(request.GET).until_or_404())
    context = {"article": article, "page": page, "versions": page.versions, "headlines": headlines_of(page.versions)}
    return render(request, "articles/article_revisions.html", context)


@public
@varies
def headline(request: HtmxRequest, pk: int) -> HttpResponse:
    """A waiting headline and the stories that name it; a live one leads to its own story."""
    found = get_object_or_404(Headline.objects.select_related("article"), pk=pk)
    return _moved(request, found.article) if found.article else _naming(request, found)


@public
@varies
def headline_stories(request: HtmxRequest, pk: int) -> HttpResponse:
    """The stories that name a headline, whether it waits or not."""
    return _naming(request, get_object_or_404(Headline.objects.select_related("article"), pk=pk))


def _naming(request: HtmxRequest, headline: Headline) -> HttpResponse:
    span = RiverForm(request.GET).span_or_404()
    stories, following = cards_of(partial(newest_naming, headline.pk, headline.article_id), span)
    if not stories:
        raise Http404
    after = Cursor(stories[-1].dated_at, stories[-1].pk) if following else None
    named = count_naming(headline.pk, headline.article_id)
    near = [headline.article.language] if headline.article else [story.lang for story in stories]
    lang = next(filter(None, (language_of_line(headline.text, language) for language in near)), "")
    context = {"headline": headline, "lang": lang, "stories": stories, "named": named, "after": after, "span": span}
    if is_fragment(request):
        return render(request, "articles/headline_detail.html#more", context)
    return render(request, "articles/headline_detail.html", context)


@public
@varies
def wanted(request: HtmxRequest) -> HttpResponse:
    form = WantedForm(request.GET)
    after, until = form.after_or_404(), form.until_or_404()
    page = wanted_page(after, until)
    if is_fragment(request):
        return render(request, "articles/headline_wanted.html#more", {"page": page})
    total = count_wanted()
    context = {
        "page": page,
        "total": min(total, COUNTED),
        "is_capped": total > COUNTED,
        "is_part": bool(after or until),
        "canonical": origin_of(request) + request.path,
    }
    return render(request, "articles/headline_wanted.html", context)


@public
def wanted_csv(request: HttpRequest) -> HttpResponse:
    """A part of the wanted list as a table; the Link header names the next part."""
    part = wanted_part(WantedForm(request.GET).after_or_404())
    return _part(request, wanted_export.as_csv(part.rows, origin_of(request)), "text/csv", part)


@public
def wanted_text(request: HttpRequest) -> HttpResponse:
    """A part of the wanted list as plain text; the Link header names the next part."""
    part = wanted_part(WantedForm(request.GET).after_or_404())
    return _part(request, wanted_export.as_text(part.rows), "text/plain", part)


def _part(request: HttpRequest, content: str, media_type: str, part: WantedPage) -> HttpResponse:
    """The whole answer at once: one that is streamed would keep a thread until the slowest client has read it."""
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    if part.after:
        response.headers["Link"] = f'<{request.path}?{urlencode({"after": part.after})}>; rel="next"'
    return response


@public
def arrived(request: HttpRequest) -> HttpResponse:
    """Of the headlines that a reader watches, those that have a story now, by number."""
    numbers = WatchedForm(request.GET).numbers_or_404()
    found = Headline.objects.filter(pk__in=numbers, article__isnull=False)
    rows = found.values_list("pk", "article_id", "article__slug", "article__headline")
    stories = {number: {"href": story_href(pk, slug), "headline": headline} for number, pk, slug, headline in rows}
    return JsonResponse(stories)


@public
def saved(request: HttpRequest) -> HttpResponse:
    """The page of what a reader keeps, which a script fills in the browser: it is the same for everybody."""
    return render(request, "articles/saved.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"most_linked": most_linked(newest_day(), MOST_LINKED), "words": words_of(request.path)}
    return render(request, "errors/404.html", context, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose CSRF token is missing or wrong; Django logs the reason."""
    return render(request, "errors/403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of status 400 or 413, rendered without the request: its host may be what was bad."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return HttpResponse(render_to_string("errors/413.html", {**site(), "size": shown_size(MAX_FORM)}), status=413)
    return HttpResponse(render_to_string("errors/400.html", site()), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of status 500, rendered without request and database: either may have failed.

    When the error says that the database can't serve for now, it is the page of status 503.
    """
    if failure := failure_of(sys.exception()):
        return unavailable(request, failure)
    return HttpResponse(render_to_string("errors/500.html", site()), status=500)


def _moved(request: HttpRequest, article: Article, *, permanent: bool = False) -> HttpResponse:
    """A redirect to a story that keeps the query, which says what is open on its page."""
    query = request.META["QUERY_STRING"]
    return redirect(f"{article.get_absolute_url()}{'?' if query else ''}{query}", permanent=permanent)
