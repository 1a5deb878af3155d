"""Headlines, the stories to which they lead, and the stories that list them."""

from typing import Any, Literal

from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from articles.api.answering import Addresses, next_address, page, whole
from articles.api.asking import Number, PageAsked, fields_of
from articles.api.operations.summaries import newest_page
from articles.api.problems import PROBLEMS
from articles.api.schemas import STATE, Headline, HeadlinePage, StoryLink, StoryPage, StorySummary
from articles.models import Article
from articles.models import Headline as HeadlineRow
from articles.models.headlines import HeadlineQuerySet
from articles.pages.cards import headline_href, story_href
from articles.pages.river import MAX_ID
from articles.pages.wanted import Place

NO_HEADLINE = "There is no headline of this id."
# Of a headline, with the story to which it leads.
COLUMNS = (
    *("id", "text", "how", "wanted", "lists", "listed_on"),
    *("article_id", "article__headline", "article__slug"),
)

router = Router(tags=["Headlines"])


class HeadlinesAsked(PageAsked):
    state: Literal["any", "live", "waiting"] = Field("any", description=STATE)
    fields: fields_of(Headline) = []  # type: ignore[valid-type]


class HeadlineAsked(Schema):
    fields: fields_of(Headline) = []  # type: ignore[valid-type]


class NamingAsked(PageAsked):
    fields: fields_of(StorySummary) = []  # type: ignore[valid-type]


@router.get("/headlines", response={200: HeadlinePage, **PROBLEMS}, summary="Headlines and their states")
def headlines(request: HttpRequest, asked: Query[HeadlinesAsked]) -> HttpResponse:
    """Waiting ones: those in the most lists first. Live ones: those that the most stories list first, without those
    that lead to a story by way of another headline of nearly the same words. Any: those that were seen last first.
    """
    place = asked.place(Place.read)
    rows = list(_of_state(asked.state, place).values(*COLUMNS)[: asked.limit + 1])
    following = (
        next_address(request, "after", _place(asked.state, rows[asked.limit - 1])) if rows[asked.limit :] else None
    )
    addresses = Addresses.of(request)
    items = [Headline(**values_of(row, addresses)) for row in rows[: asked.limit]]
    return page(HeadlinePage(items=items, next=following), asked.fields)


@router.get("/headlines/{id}", response={200: Headline, **PROBLEMS}, summary="One headline")
def headline(request: HttpRequest, id: Path[Number], asked: Query[HeadlineAsked]) -> HttpResponse:
    """A headline of the list of a story, or that of a story of the library."""
    row = HeadlineRow.objects.filter(pk=id).values(*COLUMNS).first()
    if row is None:
        raise Http404(NO_HEADLINE)
    return whole(Headline(**values_of(row, Addresses.of(request))), asked.fields)


@router.get(
    "/headlines/{id}/stories",
    response={200: StoryPage, **PROBLEMS},
    summary="The stories that list a headline",
)
def headline_stories(request: HttpRequest, id: Path[Number], asked: Query[NamingAsked]) -> HttpResponse:
    """In its words or in nearly the same, from its latest thousand mentions; the headline's own story is left out."""
    headline = HeadlineRow.objects.filter(pk=id).only("article_id").first()
    if headline is None:
        raise Http404(NO_HEADLINE)
    naming = Article.objects.naming(id).exclude(pk=headline.article_id or 0)
    return page(newest_page(naming, asked, request), asked.fields)


def values_of(row: dict[str, Any], addresses: Addresses) -> dict[str, Any]:
    """The fields of a headline that was read with COLUMNS."""
    pk, story = row["id"], row["article_id"]
    return {
        "id": pk,
        "url": addresses.page(headline_href(pk)),
        "api_url": addresses.api(f"headlines/{pk}"),
        "text": row["text"],
        "state": "live" if story else "waiting",
        "matched": row["how"] if story else None,
        "story": StoryLink(
            id=story,
            headline=row["article__headline"],
            url=addresses.page(story_href(story, row["article__slug"])),
            api_url=addresses.api(f"stories/{story}"),
        )
        if story
        else None,
        "listed_by": row["wanted"],
        "lists": row["lists"],
        "listed_on": row["listed_on"],
    }


def _of_state(state: str, after: Place | None) -> HeadlineQuerySet:
    """The headlines of a state that follow a place in their order: one range of an index at any depth."""
    headlines = HeadlineRow.objects.all()
    if state == "waiting":
        return headlines.waiting().after(after.lists, after.pk) if after else headlines.waiting()
    if state == "live":
        live = headlines.filter(article__isnull=False, same_as=None).order_by("-wanted", "-pk")
        return live.filter(TupleLessThan(Tuple("wanted", "id"), (after.lists, after.pk))) if after else live
    return headlines.filter(pk__lt=after.pk if after else MAX_ID).order_by("-pk")


def _place(state: str, row: dict[str, Any]) -> Place:
    """The place of a headline in the order of its state."""
    return Place({"waiting": row["lists"], "live": row["wanted"]}.get(state, 0), row["id"])
