"""The public pages of the archive: years, months, editions, undated stories, sources; and books."""

import calendar
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from functools import partial

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.context import origin_of
from articles.forms import RiverForm, SourcesForm, UndatedForm
from articles.models import Source
from articles.pages.archive.days import days_beside, months_between
from articles.pages.archive.sources import source_index
from articles.pages.editions.edition import edition_of, pieces_of
from articles.pages.front.undated import undated_pages
from articles.pages.rail import newest_day
from articles.pages.river import newest_between, river_of
from articles.pages.statistics.page import statistics as count_statistics
from articles.pages.stories.whole import whole_stories
from articles.publishing.epub.book import MEDIA_TYPE, Book, write_book
from articles.publishing.epub.chapters import chapters_of
from articles.publishing.epub.editions import edition_book
from articles.publishing.epub.saved import numbers_in, saved_book
from articles.requests import HtmxRequest, is_fragment, public, varies


@public
def newest_year(request: HttpRequest) -> HttpResponse:
    """The way into the archive: the year of the newest story."""
    newest = newest_day()
    return redirect("articles:year", newest.year) if newest else redirect("articles:front")


@public
def year(request: HttpRequest, year: int) -> HttpResponse:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    beside = days_beside(first, last)
    context = {"year": first, "months": months_between(first, last), "earlier": beside.earlier, "later": beside.later}
    return _archive(request, "articles/archive_year.html", context)


@public
@varies
def month(request: HtmxRequest, month: dt.date) -> HttpResponse:
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    span = RiverForm(request.GET).span_or_404()
    page = river_of(partial(newest_between, month, last), span)
    if is_fragment(request):
        return render(request, "articles/_river.html", {"river": page, "is_fragment": True})
    beside = days_beside(month, last)
    counted = next(iter(months_between(month, last)), None)
    context = {
        "month": month,
        "counted": counted,
        "river": page,
        "span": span,
        "canonical": origin_of(request) + request.path,
        "earlier": beside.earlier,
        "later": beside.later,
    }
    return _archive(request, "articles/archive_month.html", context)


def _archive(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The page of a time, or none where neither it nor the time before or after has a story."""
    if not (context["earlier"] or context["later"] or context.get("months") or context.get("counted")):
        raise Http404
    return render(request, template, {**context})


@public
@varies
def undated(request: HtmxRequest) -> HttpResponse:
    return _undated(request, None)


@public
@varies
def undated_of_source(request: HtmxRequest, slug: str) -> HttpResponse:
    return _undated(request, get_object_or_404(Source, slug=slug))


def _undated(request: HtmxRequest, source: Source | None) -> HttpResponse:
    form = UndatedForm(request.GET)
    after, until = form.after_or_404(), form.until_or_404()
    page = undated_pages(source, after, until)
    template = f"articles/article_undated.html{'#more' if is_fragment(request) else ''}"
    return render(request, template, {"page": page, "source": source, "is_part": bool(after or until)})


@public
def sources(request: HttpRequest) -> HttpResponse:
    form = SourcesForm(request.GET)
    after = form.after_or_404()
    index = source_index(form.words, after)
    if after and not index.sources:
        raise Http404
    return render(request, "articles/source_list.html", {"index": index, "words": form.words, "after": after})


@public
def edition(request: HttpRequest, day: dt.date) -> HttpResponse:
    found = edition_of(day)
    if found is None:
        raise Http404
    beside = days_beside(day, day)
    context = {"edition": found, "pieces": pieces_of(found), "earlier": beside.earlier, "later": beside.later}
    return render(request, "articles/edition.html", context)


@public
def edition_epub(request: HttpRequest, day: dt.date) -> HttpResponse:
    found = edition_of(day)
    if found is None:
        raise Http404
    book = edition_book(found, origin_of(request))
    return _book(book, found.numbers, origin_of(request), f"edition-{day.isoformat()}.epub")


@csrf_exempt
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The page of statistics, for those who may see it: everybody, staff, or nobody."""
    if settings.STATISTICS == "public":
        return _public_statistics(request)
    if settings.STATISTICS == "off":
        raise Http404
    if not (request.user.is_authenticated and request.user.is_staff):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    response = _statistics(request)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _statistics(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/statistics.html", {"page": count_statistics()})


_public_statistics = public(_statistics)


@csrf_exempt  # it changes nothing, and the pages that send it are the same for everybody
@require_POST
def saved_epub(request: HttpRequest) -> HttpResponse:
    """The stories whose numbers are sent, as a book."""
    saved = saved_book(numbers_in(request.POST.getlist("n")), origin_of(request))
    if saved is None:
        raise Http404
    response = _book(saved.book, saved.numbers, origin_of(request), "saved-stories.epub")
    response.headers["Cache-Control"] = "no-store"
    return response


def _book(book: Book, numbers: Sequence[int], origin: str, name: str) -> HttpResponse:
    """A book as a download. It is made in memory, which `MOST_TEXT` bounds."""
    file = io.BytesIO()
    write_book(book, chapters_of(whole_stories(numbers), origin), file)
    response = HttpResponse(file.getvalue(), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
