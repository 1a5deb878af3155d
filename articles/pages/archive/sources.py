"""The index of all sources, by name."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from articles.models import Article, Source, StoryCount
from articles.models.sources import ALL_DAYS
from articles.pages.cards import grouped, source_href
from articles.text.normal_form import normal_form

PAGE = 200  # sources


@dataclass(frozen=True, slots=True)
class IndexedSource:
    """A source, its number of stories, and the days of the first and the last one that has a date."""

    name: str
    slug: str
    language: str
    stories: int
    first: dt.date | None
    last: dt.date | None

    @property
    def href(self) -> str:
        return source_href(self.slug)

    @property
    def grouped(self) -> str:
        return grouped(self.stories)


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """A page of the index; `after` is the slug of its last source if another page follows, else ""."""

    sources: list[IndexedSource]
    after: str


def source_index(words: str, after: str) -> SourceIndex:
    """The sources whose name has these words, on the page that follows the source of the slug `after`.

    One query; the table of sources is small, and is sorted as a whole.
    """
    sources = _indexed(Source.objects.filter(key__contains=normal_form(words)) if words else Source.objects.all())
    if after:
        sources = sources.filter(key__gt=Subquery(Source.objects.filter(slug=after).values("key")[:1]))
    found = [
        IndexedSource(name, slug, language, stories, first and first.date(), last and last.date())
        for name, slug, language, stories, first, last in sources[: PAGE + 1]
    ]
    return SourceIndex(found[:PAGE], found[PAGE - 1].slug if len(found) > PAGE else "")


def _indexed(sources: QuerySet[Source]) -> QuerySet[Source, tuple[str, str, str, int, dt.datetime, dt.datetime]]:
    """Those that have stories, by name, with their counts and the dates of their first and last story."""
    stories = StoryCount.objects.filter(day=ALL_DAYS, source_id=OuterRef("pk")).values("stories")
    dates = Article.objects.filter(source=OuterRef("pk")).published().values("published_at")
    counted = sources.annotate(
        stories=Subquery(stories[:1]), first=Subquery(dates.reverse()[:1]), last=Subquery(dates[:1])
    )
    columns = ("name", "slug", "language", "stories", "first", "last")
    return counted.filter(stories__gt=0).order_by("key").values_list(*columns)
