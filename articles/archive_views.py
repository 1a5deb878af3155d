"""The public pages of the archive: years, months, the stories without a date, and the index of sources."""

import calendar
import datetime as dt
from collections.abc import Mapping
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.context import origin_of
from articles.forms import RiverForm, SourcesForm, UndatedForm
from articles.models import Source
from articles.pages.archive.days import days_beside, months_between
from articles.pages.archive.sources import source_index
from articles.pages.front.undated import undated_pages
from articles.pages.rail import newest_day
from articles.pages.river import newest_between, river_of
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
    page = undated_pages(source, form.after_or_404(), form.until_or_404())
    template = f"articles/article_undated.html{'#more' if is_fragment(request) else ''}"
    return render(request, template, {"page": page, "source": source})


@public
def sources(request: HttpRequest) -> HttpResponse:
    form = SourcesForm(request.GET)
    form.full_clean()
    index = source_index(form.words, form.slug)
    if form.slug and not index.sources:
        raise Http404
    return render(request, "articles/source_list.html", {"index": index, "words": form.words, "after": form.slug})
