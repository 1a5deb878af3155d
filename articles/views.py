"""The public pages, the same for everybody. For htmx each also renders the fragment that it asks for."""

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial, wraps
from urllib.parse import urlencode

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from articles.context import origin_of, site
from articles.database.compiled_queries import Row
from articles.database.outages import failure_of
from articles.documents.limits import MAX_FORM, shown_size
from articles.forms import RelatedForm, RevisionsForm, RiverForm, SearchForm, WantedForm
from articles.models import Article, Headline, Source
from articles.pages import wanted_export
from articles.pages.cards import cut
from articles.pages.nearby_stories import count_naming, nearby_stories
from articles.pages.rail import count_stories, most_linked, rail
from articles.pages.related import RelatedList, RelatedRequest, leading_on, related_to
from articles.pages.river import Cursor, newest, newest_naming, newest_of_day, newest_of_source, page_of, river
from articles.pages.search_results import results_page, summary, waiting_summary
from articles.pages.story import story_to_read, story_with_list
from articles.pages.versions import headlines_of, versions_of
from articles.pages.wanted import COUNTED, WantedPage, count_wanted, wanted_page, wanted_part
from articles.requests import HtmxRequest
from articles.search import TooSlowError, search, suggest
from articles.search.query import parse
from articles.typography.languages import language_of_line
from articles.unavailable import unavailable

LEADS_ON = 2  # headlines under the lead
MOST_LINKED = 5  # headlines on the page of what isn't there
DESCRIPTION = 160  # characters; about what search engines print

PUBLIC = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"

varies = vary_on_headers("HX-Request", "HX-History-Restore-Request")  # both are read by `_is_fragment`


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for GET and HEAD only, whose answer is the same for everybody and may be kept by caches.

    Any other method gets 405, before a CSRF token is checked. A shared cache may give a page that is up to two seconds
    old without asking, and any older one while the site doesn't answer.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(*args: object, **kwargs: object) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", PUBLIC)
        return response

    return answer


@public
@varies
def front(request: HtmxRequest) -> HttpResponse:
    return _list(request, newest)


@public
@varies
def source(request: HtmxRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    return _list(request, partial(newest_of_source, found.pk), found)


def _list(
    request: HtmxRequest, rows_after: Callable[[Cursor | None], list[Row]], source: Source | None = None
) -> HttpResponse:
    after = RiverForm(request.GET).cursor()
    page = river(rows_after(after), after, has_top=True)
    if _is_fragment(request):
        return render(request, "articles/_river.html", {"river": page, "source": source})
    leads_on = leading_on([page.lead.pk], LEADS_ON)[page.lead.pk] if page.lead and page.lead.links else []
    beside = rail(source)
    context = {
        "river": page,
        "leads_on": leads_on,
        "source": source,
        "rail": beside,
        "stories": count_stories(source) if source else beside.stories,
    }
    return render(request, "articles/article_list.html", context)


@public
@varies
def day(request: HtmxRequest, day: dt.date) -> HttpResponse:
    after = RiverForm(request.GET).cursor()
    page = river(newest_of_day(day, after), after)
    if _is_fragment(request):
        return render(request, "articles/_river.html", {"river": page})
    beside = Article.objects.days_beside(day)
    context = {
        "river": page,
        "day": day,
        "earlier": next((other for other in beside if other < day), None),
        "later": next((other for other in beside if other > day), None),
    }
    return render(request, "articles/article_day.html", context)


@public
@varies
def detail(request: HtmxRequest, pk: int, slug: str = "") -> HttpResponse:
    article = story_with_list(pk) if _is_fragment(request) else story_to_read(pk)
    if article is None:
        raise Http404
    if slug != article.slug:
        return redirect(article, permanent=True)
    # a form of three fields costs 0.1 ms, and most requests ask for nothing in particular
    asked = RelatedForm(request.GET).asked(is_fragment=_is_fragment(request)) if request.GET else RelatedRequest()
    related = related_to(article, asked)
    if _is_fragment(request):
        return _related(request, article, related, asked)
    context = {
        "article": article,
        "related": related,
        "nearby": nearby_stories(article),
        "canonical": origin_of(request) + article.get_absolute_url(),
        "description": cut(article.standfirst or article.first_paragraph, DESCRIPTION),
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
    article = get_object_or_404(Article.objects.select_related("source", "document").defer("document__raw"), pk=pk)
    page = versions_of(article, until=RevisionsForm(request.GET).until_number())
    context = {"article": article, "page": page, "versions": page.versions, "headlines": headlines_of(page.versions)}
    return render(request, "articles/article_revisions.html", context)


@public
@varies
def headline(request: HtmxRequest, pk: int) -> HttpResponse:
    """A waiting headline and the stories that name it; a live one leads to its own story."""
    found = get_object_or_404(Headline.objects.select_related("article"), pk=pk)
    return redirect(found.article) if found.article else _naming(request, found)


@public
@varies
def headline_stories(request: HtmxRequest, pk: int) -> HttpResponse:
    """The stories that name a headline, whether it waits or not."""
    return _naming(request, get_object_or_404(Headline.objects.select_related("article"), pk=pk))


def _naming(request: HtmxRequest, headline: Headline) -> HttpResponse:
    stories, following = page_of(newest_naming(headline.pk, headline.article_id, RiverForm(request.GET).cursor()))
    if not stories:
        raise Http404
    after = Cursor(stories[-1].dated_at, stories[-1].pk) if following else None
    named = count_naming(headline.pk, headline.article_id)
    lang = language_of_line(headline.text, stories[0].lang)
    context = {"headline": headline, "lang": lang, "stories": stories, "named": named, "after": after}
    if _is_fragment(request):
        return render(request, "articles/headline_detail.html#more", context)
    return render(request, "articles/headline_detail.html", context)


@public
@varies
def wanted(request: HtmxRequest) -> HttpResponse:
    page = wanted_page(WantedForm(request.GET).place())
    if _is_fragment(request):
        return render(request, "articles/headline_wanted.html#more", {"page": page})
    total = count_wanted()
    context = {"page": page, "total": min(total, COUNTED), "is_capped": total > COUNTED}
    return render(request, "articles/headline_wanted.html", context)


@public
def wanted_csv(request: HttpRequest) -> HttpResponse:
    """A part of the wanted list as a table; the Link header names the next part."""
    part = wanted_part(WantedForm(request.GET).place())
    return _part(request, wanted_export.as_csv(part.rows, origin_of(request)), "text/csv", part)


@public
def wanted_text(request: HttpRequest) -> HttpResponse:
    """A part of the wanted list as plain text; the Link header names the next part."""
    part = wanted_part(WantedForm(request.GET).place())
    return _part(request, wanted_export.as_text(part.rows), "text/plain", part)


def _part(request: HttpRequest, content: str, media_type: str, part: WantedPage) -> HttpResponse:
    """The whole answer at once: one that is streamed would keep a thread until the slowest client has read it."""
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    if part.after:
        response.headers["Link"] = f'<{request.path}?{urlencode({"after": part.after})}>; rel="next"'
    return response


@public
@varies
def search_page(request: HtmxRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    form.full_clean()
    query, number = parse(form.words), form.page_number
    try:
        results = search(query, sources=form.sources, years=form.years, order=form.order, page=number)
        suggestion = suggest(form.words) if results.is_scant and not query.is_empty else None
    except TooSlowError:
        too_slow = {"form": form, "query": parse(""), "is_too_slow": True}
        return render(request, "articles/article_search.html", too_slow, status=503)
    page = results_page(results, number)
    context = {
        "form": form,
        "query": query,
        "results": results,
        "page": page,
        "more": form.address_of(page.following) if page.following else "",
        "summary": summary(results, form.words, is_narrowed=form.is_narrowed),
        "waiting_summary": waiting_summary(results),
        "suggestion": suggestion,
    }
    if not _is_fragment(request):
        return render(request, "articles/article_search.html", context)
    return render(request, f"articles/article_search.html#{'more' if number > 1 else 'answer'}", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", {"most_linked": most_linked(MOST_LINKED)}, status=404)


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


def _is_fragment(request: HtmxRequest) -> bool:
    """Whether htmx asks for a fragment; when it restores a page of the history, it wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request
