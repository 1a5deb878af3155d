"""Stories, the newest first, and each with its text."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import Path, Query, Router, Schema
from pydantic import Field

from articles.api.answering import Addresses, page, whole
from articles.api.asking import Day, Number, PageAsked, Slug, fields_of, without_default
from articles.api.operations.sources import source_or_404
from articles.api.operations.summaries import latest_page, newest_page, summary_of
from articles.api.problems import PROBLEMS
from articles.api.schemas import Block, Story, StoryPage, StorySummary
from articles.models import Article, Revision
from articles.models.articles import ArticleQuerySet
from articles.models.merged import MergedArticle
from articles.pages.story import story_to_read

NO_STORY = "There is no story of this id."

router = Router(tags=["Stories"])


class StoriesAsked(PageAsked):
    source: Slug = Field("", description="Only stories of the source of this slug.")
    published_from: Day = Field(
        dt.date.min, description="Only stories of this day and of later ones.", json_schema_extra=without_default
    )
    published_until: Day = Field(
        dt.date.max, description="Only stories of this day and of earlier ones.", json_schema_extra=without_default
    )
    fields: fields_of(StorySummary) = []  # type: ignore[valid-type]

    @property
    def is_of_days(self) -> bool:
        return not self.model_fields_set.isdisjoint({"published_from", "published_until"})


class StoryAsked(Schema):
    fields: fields_of(Story) = []  # type: ignore[valid-type]


@router.get("/stories", response={200: StoryPage, **PROBLEMS}, summary="Stories, the newest first")
def stories(request: HttpRequest, asked: Query[StoriesAsked]) -> HttpResponse:
    """Without their texts. A story whose date of publication is not known stands under the date of its import, and in
    no list that asks for days of publication.
    """
    found = Article.objects.all()
    if asked.source:
        found = found.filter(source=source_or_404(asked.source, follow=True).pk)
    if asked.is_of_days:
        found = _between(found, asked.published_from, asked.published_until)
        return page(latest_page(found, asked, request), asked.fields)
    return page(newest_page(found, asked, request), asked.fields)


@router.get("/stories/{id}", response={200: Story, 301: None, **PROBLEMS}, summary="One story with its text")
def story(request: HttpRequest, id: Path[Number], asked: Query[StoryAsked]) -> HttpResponse:
    """A story that turned out to be another is answered by 301 with the address of that one."""
    addresses, found = Addresses.of(request), story_to_read(id)
    if found is None:
        return moved_or_404(id, addresses)
    return whole(
        Story(
            **summary_of(found, addresses),
            captured_on=found.captured_on,
            keywords=found.printed_keywords,
            headline_id=found.headline_id,
            versions=found.changes + 1,
            text=blocks_of(found),
            html=found.body_html,
        ),
        asked.fields,
    )


def moved_or_404(pk: int, addresses: Addresses, below: str = "") -> HttpResponse:
    """A redirect to the story into which this one was merged. Raises Http404 if it was merged into none."""
    story = MergedArticle.objects.filter(number=pk).values_list("article_id", flat=True).first()
    if story is None:
        raise Http404(NO_STORY)
    return HttpResponsePermanentRedirect(addresses.api(f"stories/{story}{below}"))


def blocks_of(text: Article | Revision) -> list[Block]:
    return [Block(kind=block["kind"], text=block["text"]) for block in text.blocks]


def _between(stories: ArticleQuerySet, first: dt.date, last: dt.date) -> ArticleQuerySet:
    """The stories that were published on these days."""
    start, end = dt.datetime.combine(first, dt.time(), dt.UTC), dt.datetime.combine(last, dt.time.max, dt.UTC)
    return stories.filter(published_at__gte=start, published_at__lte=end)
