"""Sources, by name."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import Path, Query, Router, Schema
from pydantic import Field

from articles.api.answering import Addresses, next_address, page, whole
from articles.api.asking import PageAsked, Slug, Words, fields_of
from articles.api.problems import PROBLEMS
from articles.api.schemas import Source, SourcePage
from articles.database.compiled_queries import Row
from articles.models import Article, StoryCount
from articles.models import Source as SourceRow
from articles.models.sources import ALL_DAYS
from articles.pages.cards import source_href
from articles.text.normal_form import normal_form

NO_SOURCE = "There is no source of this slug; /api/v1/sources lists all."

router = Router(tags=["Sources"])


class SourcesAsked(PageAsked):
    q: Words = Field("", max_length=100, description="Words of the name.")
    fields: fields_of(Source, key="slug") = []  # type: ignore[valid-type]


class SourceAsked(Schema):
    fields: fields_of(Source, key="slug") = []  # type: ignore[valid-type]


@router.get("/sources", response={200: SourcePage, **PROBLEMS}, summary="All sources by name")
def sources(request: HttpRequest, asked: Query[SourcesAsked]) -> HttpResponse:
    """Those without stories too."""
    after = asked.place(_key_of)
    words = normal_form(asked.q)
    named = SourceRow.objects.filter(key__contains=words) if words else SourceRow.objects.all()
    rows = list(_columns(named.filter(key__gt=after or ""))[: asked.limit + 1])
    following = next_address(request, "after", rows[asked.limit - 1][0]) if rows[asked.limit :] else None
    addresses = Addresses.of(request)
    return page(
        SourcePage(items=[_source(row, addresses) for row in rows[: asked.limit]], next=following), asked.fields
    )


@router.get("/sources/{slug}", response={200: Source, 301: None, **PROBLEMS}, summary="One source", url_name="source")
def source(request: HttpRequest, slug: Path[Slug], asked: Query[SourceAsked]) -> HttpResponse:
    """A source that was joined to another is answered by 301 with the address of that one."""
    addresses, found = Addresses.of(request), source_or_404(slug)
    if found.joined_to:
        return HttpResponsePermanentRedirect(addresses.api(f"sources/{found.joined_to}"))
    row = _columns(SourceRow.objects.filter(pk=found.pk)).get()
    return whole(_source(row, addresses), asked.fields)


def source_or_404(slug: str, *, follow: bool = False) -> SourceRow:
    """The source of a slug; if it is `joined_to` another, `follow` gives that one. Raises Http404 if there is none."""
    found = SourceRow.objects.with_joined().filter(slug=slug).first()
    if found is None:
        raise Http404(NO_SOURCE)
    return source_or_404(found.joined_to) if follow and found.joined_to else found


def _key_of(slug: str) -> str | None:
    """The place of a source in the order of names."""
    return SourceRow.objects.filter(slug=slug.replace("\0", "")).values_list("key", flat=True).first()


def _columns(sources: QuerySet[SourceRow]) -> QuerySet[SourceRow, Row]:
    dates = Article.objects.filter(source=OuterRef("pk")).published().values("published_at")
    columns = ("slug", "name", "tagline", "url", "language", "stories", "first", "last")
    stories = StoryCount.objects.filter(day=ALL_DAYS, source_id=OuterRef("pk")).values("stories")
    counted = sources.annotate(
        stories=Subquery(stories[:1]), first=Subquery(dates.reverse()[:1]), last=Subquery(dates[:1])
    )
    return counted.order_by("key").values_list(*columns)


def _source(row: Row, addresses: Addresses) -> Source:
    slug, name, tagline, url, language, stories, first, last = row
    return Source(
        slug=slug,
        name=name,
        url=addresses.page(source_href(slug)),
        api_url=addresses.api(f"sources/{slug}"),
        tagline=tagline or None,
        address=url or None,
        language=language or None,
        stories=stories or 0,
        first_published_at=first,
        last_published_at=last,
    )
