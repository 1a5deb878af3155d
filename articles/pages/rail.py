"""What stands beside the river: where most stories lead, who wrote them, and what is waiting."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Headline, Source, StoryCount
from articles.pages.cards import headline_href, story_href

MOST_LINKED = 7  # headlines
WAITING = 3  # headlines


@dataclass(frozen=True, slots=True)
class Counted:
    """A name or a headline, where it leads, and a count: of links, of stories or of lists."""

    text: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Rail:
    """`stories` counts those without a source too."""

    most_linked: list[Counted]
    sources: list[Counted]
    waiting: list[Counted]
    stories: int

    def stories_of(self, source: Source | None) -> int:
        """How many stories a source has; with none given, how many there are."""
        if source is None:
            return self.stories
        href = source.get_absolute_url()
        return next((row.count for row in self.sources if row.href == href), 0)


def rail() -> Rail:
    """Three queries."""
    counts = list(StoryCount.objects.by_source())
    sources = [Counted(name, reverse("articles:source", args=[slug]), n) for name, slug, n in counts if slug]
    sources.sort(key=lambda row: (-row.count, row.text))
    return Rail(most_linked(), sources, _waiting(), sum(n for *_, n in counts))


def most_linked(count: int = MOST_LINKED) -> list[Counted]:
    """The stories to which the most others lead."""
    rows = Headline.objects.most_linked().values_list("text", "article_id", "article__slug", "wanted")[:count]
    return [Counted(text, story_href(pk, slug), wanted) for text, pk, slug, wanted in rows]


def _waiting() -> list[Counted]:
    rows = Headline.objects.waiting().values_list("text", "pk", "lists")[:WAITING]
    return [Counted(text, headline_href(pk), lists) for text, pk, lists in rows]
