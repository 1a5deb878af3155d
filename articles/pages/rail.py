"""The column beside the river: the most linked stories, the largest sources, and headlines that wait."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Headline, Source, StoryCount
from articles.pages.cards import headline_href, story_href

MOST_LINKED = 7  # headlines
WAITING = 3  # headlines
SOURCES = 100  # sources; a library may have thousands


@dataclass(frozen=True, slots=True)
class Counted:
    """A name or a headline, where it leads, and a count: of links, of stories or of lists."""

    text: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Rail:
    """`sources` are the largest, `source_count` is the number of all; `stories` includes those without a source."""

    most_linked: list[Counted]
    sources: list[Counted]
    waiting: list[Counted]
    stories: int
    source_count: int


def rail() -> Rail:
    """The values of the rail, by three queries. One row more than SOURCES is read: it may be that of no source."""
    counts = list(StoryCount.objects.largest_sources()[: SOURCES + 1])
    named = [row for row in counts if row["slug"]][:SOURCES]
    sources = [Counted(row["name"], reverse("articles:source", args=[row["slug"]]), row["stories"]) for row in named]
    sources.sort(key=lambda row: (-row.count, row.text))
    totals = (counts[0]["all_stories"], counts[0]["all_sources"]) if counts else (0, 0)
    return Rail(most_linked(), sources, _waiting(), *totals)


def count_stories(source: Source) -> int:
    """How many stories a source has; one query."""
    counts = StoryCount.objects.of_all_days().filter(source_id=source.pk)
    return counts.values_list("stories", flat=True).first() or 0


def most_linked(count: int = MOST_LINKED) -> list[Counted]:
    """The stories to which the most others lead."""
    rows = Headline.objects.most_linked().values_list("text", "article_id", "article__slug", "wanted")[:count]
    return [Counted(text, story_href(pk, slug), wanted) for text, pk, slug, wanted in rows]


def _waiting() -> list[Counted]:
    rows = Headline.objects.waiting().values_list("text", "pk", "lists")[:WAITING]
    return [Counted(text, headline_href(pk), lists) for text, pk, lists in rows]
