"""What machines read, the same for everybody: feeds, sitemaps, pictures of stories, and what crawlers ask for."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, conditional_page

from articles.context import origin_of
from articles.forms import SearchForm, UndatedForm
from articles.models import Headline, Revision, Source
from articles.pages.river import MAX_ID
from articles.publishing import sitemaps
from articles.publishing.feeds import atom, json_feed, stories
from articles.publishing.feeds.feed import Feed
from articles.publishing.share_images.story import image_of_story
from articles.requests import public
from articles.search import Order, TooSlowError, parse, search

XML = "application/xml; charset=utf-8"
SHORT_NAME = 16  # characters that OpenSearch takes
MAX_FILES = MAX_ID // sitemaps.MAX_URLS  # of sitemaps, which hold stories by number
FORMS = {
    "atom": (atom.atom, f"{atom.MEDIA_TYPE}; charset=utf-8"),
    "json": (json_feed.json_feed, f"{json_feed.MEDIA_TYPE}; charset=utf-8"),
}


def written(view: Callable[..., Feed | HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that gives a feed, made into one that writes it in the form that the address names."""

    @wraps(view)
    def answer(request: HttpRequest, *, form: str, **place: object) -> HttpResponse:
        given = view(request, **place)
        if isinstance(given, HttpResponse):
            return given
        write, media_type = FORMS[form]
        return HttpResponse(write(given, origin_of(request)), content_type=media_type)

    return answer


def feed(view: Callable[..., Feed | HttpResponse]) -> Callable[..., HttpResponse]:
    return public(conditional_page(written(view)))


@feed
def newest(request: HttpRequest) -> Feed:
    after = _after(request)
    entries, following = stories.newest_arrivals(after)
    return Feed(
        key="feeds/stories",
        title=settings.SITE_NAME,
        subtitle=_("Every story, in the order in which they came into the library."),
        page=reverse("articles:front"),
        path=_part(request, after),
        entries=entries,
        following=_part(request, following) if following else "",
    )


@feed
def of_source(request: HttpRequest, slug: str) -> Feed | HttpResponse:
    source = get_object_or_404(Source.objects.with_joined(), slug=slug)
    if source.joined_to:
        return redirect(request.path.replace(f"/{slug}/feed.", f"/{source.joined_to}/feed."))
    after = _after(request)
    entries, following = stories.newest_arrivals_of(source.pk, after)
    return Feed(
        key=f"feeds/sources/{source.pk}",
        title=f"{source.name}, {settings.SITE_NAME}",
        subtitle=_("Every story of one source, in the order in which they came into the library."),
        page=source.get_absolute_url(),
        path=_part(request, after),
        entries=entries,
        following=_part(request, following) if following else "",
    )


@feed
def of_search(request: HttpRequest) -> Feed | HttpResponse:
    """The newest results of a search."""
    form = SearchForm(request.GET)
    form.full_clean()
    query = parse(form.words)
    if query.is_empty:
        raise Http404
    try:
        results = search(query, sources=form.sources, years=form.years, order=Order.NEWEST)
    except TooSlowError:
        return HttpResponse(_("This search takes too long."), content_type="text/plain; charset=utf-8", status=503)
    asked = form.address_of(1)
    return Feed(
        key=f"feeds/search?{asked}",
        title=_("“{words}” in {site}").format(words=form.words, site=settings.SITE_NAME),
        subtitle=_("The newest stories that a search finds."),
        page=f"{reverse('articles:search')}?{asked}",
        path=f"{request.path}?{asked}",
        entries=stories.entries_of([hit.article_id for hit in results.hits]),
    )


@feed
def of_headline(request: HttpRequest, pk: int) -> Feed:
    """The story of a headline: no entry while it waits, one from its arrival on."""
    headline = get_object_or_404(Headline, pk=pk)
    return Feed(
        key=f"feeds/headlines/{headline.pk}",
        title=_("The story of “{headline}”").format(headline=headline.text),
        subtitle=_("Its one entry comes as soon as the story of this headline is in the library."),
        page=headline.get_absolute_url(),
        path=request.path,
        entries=stories.entries_of([headline.article_id] if headline.article_id else []),
    )


@written
def _changed(request: HttpRequest) -> Feed:
    return Feed(
        key="feeds/changes",
        title=_("{site}: changed stories").format(site=settings.SITE_NAME),
        subtitle=_("Stories whose text or headline is another now than in an earlier capture."),
        page=reverse("articles:front"),
        path=request.path,
        entries=stories.changes(),
    )


def _newest_change(request: HttpRequest, form: str) -> str:
    """An ETag that differs after each change: a change rewrites all earlier texts of its story."""
    newest = Revision.objects.latest_first().values_list("pk", "changed_at").first()
    return f"{newest[0]}-{newest[1].timestamp()}-{form}" if newest else ""


changed = public(condition(etag_func=_newest_change)(_changed))


def _after(request: HttpRequest) -> int | None:
    """The story after which a part of a feed begins. Raises Http404 for what is none."""
    return UndatedForm(request.GET).after_or_404()


def _part(request: HttpRequest, after: int | None) -> str:
    """The path of the part of this feed that begins after a story; of the first one for None."""
    return f"{request.path}?after={after}" if after else request.path


@public
def share_image(request: HttpRequest, pk: int) -> HttpResponse:
    """A story's picture, which other sites may show."""
    image = image_of_story(pk)
    if image is None:
        raise Http404
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(image, content_type="image/png", headers=headers)


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    return HttpResponse(sitemaps.sitemap_index(origin_of(request)), content_type=XML)


@public
def sitemap_lists(request: HttpRequest) -> HttpResponse:
    return HttpResponse(sitemaps.sitemap_lists(origin_of(request)), content_type=XML)


@public
def sitemap_stories(request: HttpRequest, number: int) -> HttpResponse:
    file = sitemaps.sitemap_stories(number, origin_of(request)) if number < MAX_FILES else b""
    if not file:
        raise Http404
    return HttpResponse(file, content_type="application/gzip")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, because it costs much and says nothing new; and where the sitemap is."""
    context = {"sitemap": origin_of(request) + reverse("articles:sitemap")}
    return render(request, "articles/robots.txt", context, content_type="text/plain; charset=utf-8")


@public
def open_search(request: HttpRequest) -> HttpResponse:
    """The description by which browsers and others search here (OpenSearch 1.1)."""
    context = {"origin": origin_of(request), "short_name": settings.SITE_NAME[:SHORT_NAME]}
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "articles/opensearch.xml", context, content_type=media_type)
