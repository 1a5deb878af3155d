"""The search of stories and waiting headlines."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from ninja import Query, Router, Schema
from pydantic import Field

from articles.api.answering import Addresses, next_address, page
from articles.api.asking import Slug, Words, fields_of
from articles.api.operations.summaries import shown, summary_of
from articles.api.problems import PROBLEMS
from articles.api.schemas import SearchPage, SearchResult, WaitingResult
from articles.forms import MAX_PAGES, MAX_QUERY
from articles.models import Article
from articles.pages.cards import headline_href
from articles.search import PAGE_SIZE, Hit, Order, Results, WaitingHit, parse, search, suggest
from articles.search.highlight import plain, segments

router = Router(tags=["Search"])


class SearchAsked(Schema):
    q: Words = Field(
        min_length=1,
        max_length=MAX_QUERY,
        description='Words, "phrases", -without, one OR other, and beginnings* of words.',
    )
    source: list[Slug] = Field(
        [], description="Only stories of these sources, by their slugs; an empty one is for stories without a source."
    )
    year: list[Annotated[int, Field(ge=1, le=9999)]] = Field([], description="Only stories of these years.")
    sort: Literal["best", "newest"] = Field("best", description="By relevance, or the newest first.")
    page: int = Field(1, ge=1, le=MAX_PAGES, description=f"Each page has {PAGE_SIZE} stories.")
    fields: fields_of(SearchResult) = []  # type: ignore[valid-type]


@router.get("/search", response={200: SearchPage, **PROBLEMS}, summary="Stories and waiting headlines with these words")
def search_stories(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponse:
    """The newest thousand stories that match are ranked and counted."""
    results = search(parse(asked.q), sources=asked.source, years=asked.year, order=Order(asked.sort), page=asked.page)
    addresses = Addresses.of(request)
    has_more = asked.page * PAGE_SIZE < results.total and asked.page < MAX_PAGES
    found = SearchPage(
        items=_results(results, addresses),
        next=next_address(request, "page", asked.page + 1) if has_more else None,
        total=results.total,
        is_capped=results.is_capped,
        waiting=[_waiting(hit, addresses) for hit in results.waiting],
        waiting_total=results.waiting_total,
        suggestion=suggest(asked.q) if results.is_scant else None,
    )
    return page(found, asked.fields)


def _results(results: Results, addresses: Addresses) -> list[SearchResult]:
    """One for each hit, in order; a story that was deleted meanwhile is left out. One query."""
    pks = [hit.article_id for hit in results.hits]
    stories = {story.pk: story for story in shown(Article.objects.filter(pk__in=pks))} if pks else {}
    return [_result(stories[hit.article_id], hit, addresses) for hit in results.hits if hit.article_id in stories]


def _result(story: Article, hit: Hit, addresses: Addresses) -> SearchResult:
    return SearchResult(
        **summary_of(story, addresses), headline_html=_marked(hit.headline), extract_html=_marked(hit.extract)
    )


def _waiting(hit: WaitingHit, addresses: Addresses) -> WaitingResult:
    return WaitingResult(
        id=hit.headline_id,
        url=addresses.page(headline_href(hit.headline_id)),
        api_url=addresses.api(f"headlines/{hit.headline_id}"),
        text=plain(hit.text),
        listed_by=hit.wanted,
    )


def _marked(text: str) -> str:
    """The text as HTML, with its matches in <mark>."""
    return "".join(f"<mark>{escape(piece)}</mark>" if found else escape(piece) for piece, found in segments(text))
