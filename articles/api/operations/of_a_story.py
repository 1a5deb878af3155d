"""What belongs to a story: the headlines that its page listed, and its versions."""

import re
from typing import Any

from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from articles.api.answering import Addresses, next_address, page
from articles.api.asking import Number, PageAsked, fields_of
from articles.api.operations.headlines import COLUMNS, values_of
from articles.api.operations.stories import blocks_of, moved_or_404
from articles.api.problems import PROBLEMS
from articles.api.schemas import RelatedHeadline, RelatedHeadlinePage, Version, VersionPage
from articles.models import Article, Headline, Revision
from articles.models import RelatedHeadline as Mention
from articles.pages.versions import seen_at
from articles.pages.wanted import Place

MOST_VERSIONS = 10  # of a page; each has a whole text
_NUMBER = re.compile(r"[1-9]\d{0,8}")

router = Router(tags=["Stories"])


class RelatedAsked(PageAsked):
    fields: fields_of(RelatedHeadline) = []  # type: ignore[valid-type]


class VersionsAsked(PageAsked):
    limit: int = Field(MOST_VERSIONS, ge=1, le=MOST_VERSIONS, description="How many items the page has at most.")
    fields: fields_of(Version, key="number") = []  # type: ignore[valid-type]


@router.get(
    "/stories/{id}/headlines",
    response={200: RelatedHeadlinePage, 301: None, **PROBLEMS},
    summary="The headlines that a story's page listed",
)
def related(request: HttpRequest, id: Path[Number], asked: Query[RelatedAsked]) -> HttpResponse:
    """In the order of that page, without the story's own."""
    addresses = Addresses.of(request)
    key = Article.objects.filter(pk=id).values_list("key", flat=True).first()
    if key is None:
        return moved_or_404(id, addresses, "/headlines")
    listed = Mention.objects.filter(article=id).exclude(headline__key=key).order_by("position", "pk")
    if place := asked.place(Place.read):
        listed = listed.filter(TupleGreaterThan(Tuple("position", "id"), (place.lists, place.pk)))
    mentions = list(listed.values_list("position", "pk", "headline_id")[: asked.limit + 1])
    shown = mentions[: asked.limit]
    following = next_address(request, "after", Place(*shown[-1][:2])) if len(mentions) > len(shown) else None
    rows = {row["id"]: row for row in Headline.objects.filter(pk__in=[pk for *_, pk in shown]).values(*COLUMNS)}
    items = [RelatedHeadline(position=position, **values_of(rows[pk], addresses)) for position, _, pk in shown]
    return page(RelatedHeadlinePage(items=items, next=following), asked.fields)


@router.get(
    "/stories/{id}/versions",
    response={200: VersionPage, 301: None, **PROBLEMS},
    summary="The texts that a story has and had",
)
def versions(request: HttpRequest, id: Path[Number], asked: Query[VersionsAsked]) -> HttpResponse:
    """The newest first; each is whole."""
    story = Article.objects.select_related("document").defer("document__raw").filter(pk=id).first()
    if story is None:
        return moved_or_404(id, Addresses.of(request), "/versions")
    before = asked.place(_number)
    revisions = story.revisions.order_by("-position")
    earlier = list((revisions.filter(position__lt=before) if before else revisions)[: asked.limit + 1])
    texts = list(map(_earlier, earlier))
    if before is None:
        texts.insert(0, _current(story, earlier[0].position + 1 if earlier else 1))
    shown = texts[: asked.limit]
    following = next_address(request, "after", shown[-1].number) if len(texts) > len(shown) else None
    return page(VersionPage(items=shown, next=following), asked.fields)


def _number(text: str) -> int | None:
    """The number of a version."""
    return int(text) if _NUMBER.fullmatch(text) else None


def _current(story: Article, number: int) -> Version:
    return Version(number=number, is_current=True, changed_at=None, **_values(story))


def _earlier(text: Revision) -> Version:
    return Version(number=text.position, is_current=False, changed_at=text.changed_at, **_values(text))


def _values(text: Article | Revision) -> dict[str, Any]:
    return {
        "headline": text.headline,
        "standfirst": text.standfirst or None,
        "captured_on": text.captured_on,
        "seen_at": seen_at(text),
        "text": blocks_of(text),
    }
