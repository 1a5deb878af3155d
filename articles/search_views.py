"""The search page, the same for everybody."""

from django.http import HttpResponse
from django.shortcuts import render

from articles.forms import SearchForm
from articles.pages.search_results import results_page, summary, waiting_summary
from articles.public import is_fragment, public, varies
from articles.requests import HtmxRequest
from articles.search import TooSlowError, search, suggest
from articles.search.query import parse


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
    if not is_fragment(request):
        return render(request, "articles/article_search.html", context)
    return render(request, f"articles/article_search.html#{'more' if number > 1 else 'answer'}", context)
