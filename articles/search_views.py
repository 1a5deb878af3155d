"""The search page, the same for everybody."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles.forms import SearchForm
from articles.pages.search_results import results_page, source_facets, summary, waiting_summary
from articles.requests import HtmxRequest, is_fragment, public, varies
from articles.search import Query, Results, TooSlowError, parse, search, suggest


@public
@varies
def search_page(request: HtmxRequest) -> HttpResponse:
    asked = SearchForm(request.GET)
    asked.full_clean()
    if asked.errors.keys() & {"page", "until"}:
        raise Http404
    try:
        answer = _answer(asked)
    except TooSlowError:
        too_slow = {"asked": asked, "query": parse(""), "is_too_slow": True}
        return render(request, "articles/article_search.html", too_slow, status=503)
    form, results = answer.form, answer.results
    if form.pages.start > 1 and not results.hits:
        raise Http404
    page = results_page(results, form.pages)
    context = {
        "asked": asked,
        "form": form,
        "query": answer.query,
        "results": results,
        "page": page,
        "sources": source_facets(results, form.sources),
        "more": form.address_of(page.following) if page.following else "",
        "as_feed": "" if answer.query.is_empty else form.address_of(1),
        "summary": summary(results, form.words, is_narrowed=form.is_narrowed),
        "waiting_summary": waiting_summary(results),
        "suggestion": answer.suggestion,
        "is_corrected": form is not asked,
    }
    if not is_fragment(request):
        return render(request, "articles/article_search.html", context)
    return render(request, f"articles/article_search.html#{'more' if form.pages.start > 1 else 'answer'}", context)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The results of a form; `suggestion` is a near spelling with more results than the form's words."""

    form: SearchForm
    query: Query
    results: Results
    suggestion: str | None = None


def _answer(asked: SearchForm) -> _Answer:
    """The results of the words that were asked for, or, where nothing has them, those of a near spelling."""
    answer = _found(asked)
    if answer.query.is_empty or not answer.results.is_scant:
        return answer
    suggestion = suggest(asked.words)
    if suggestion and not answer.results.years and not answer.results.waiting:
        return _found(asked.with_words(suggestion))
    return replace(answer, suggestion=suggestion)


def _found(form: SearchForm) -> _Answer:
    query, pages = parse(form.words), form.pages
    results = search(
        query, sources=form.sources, years=form.years, order=form.order, page=pages.start, pages=len(pages)
    )
    return _Answer(form, query, results)
