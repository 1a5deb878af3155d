"""The column beside the river: the most linked stories, the largest sources, and headlines that wait."""

from dataclasses import dataclass

from django.db.models import QuerySet

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Headline, Source, StoryCount
from articles.pages.cards import InLanguage, grouped, headline_href, source_href, story_href
from articles.typography.languages import language_of_line
from articles.typography.setting import typeset

MOST_LINKED = 7  # headlines
WAITING = 3  # headlines
SOURCES = 100  # sources; a library may have thousands


@dataclass(frozen=True, slots=True)
class Counted(InLanguage):
    """A name or a headline, where it leads, and a count: of links, of stories or of lists.

    `is_current` marks the source whose page it is; `grouped` is the count as readers write it.
    """

    text: str
    href: str
    count: int
    is_current: bool = False

    @property
    def grouped(self) -> str:
        return grouped(self.count)


@dataclass(frozen=True, slots=True)
class Rail:
    """`sources` are the largest, `source_count` is the number of all; `stories` includes those without a source."""

    most_linked: list[Counted]
    sources: list[Counted]
    waiting: list[Counted]
    stories: int
    source_count: int


def rail(current: Source | None = None) -> Rail:
    """The values of the rail, on the page of a source or of all stories, by three queries."""
    counts = _largest_sources()
    named = [(name, slug, stories) for name, slug, stories, *_ in counts if slug][:SOURCES]
    own = current.name if current else None
    sources = [
        Counted(name, source_href(slug), stories, name == own, lang=language_of_line(name))
        for name, slug, stories in named
    ]
    sources.sort(key=lambda row: (-row.count, row.text))
    totals = counts[0][3:] if counts else (0, 0)
    return Rail(most_linked(), sources, _waiting(), *totals)


def count_stories(source: Source) -> int:
    """How many stories a source has; one query."""
    rows = _stories_of(source.pk)
    return rows[0][0] if rows else 0


def most_linked(count: int = MOST_LINKED) -> list[Counted]:
    """The stories to which the most others lead, at most MOST_LINKED."""
    return [
        _headline(text, story_href(pk, slug), wanted, language)
        for text, pk, slug, wanted, language in _most_linked()[:count]
    ]


def _waiting() -> list[Counted]:
    return [_headline(text, headline_href(pk), lists, language or "") for text, pk, lists, language in _most_wanted()]


def _headline(text: str, href: str, count: int, language: str) -> Counted:
    lang = language_of_line(text, language)
    return Counted(typeset(text, lang), href, count, lang=lang)


@CompiledQuery
def _largest_sources() -> QuerySet[StoryCount, Row]:
    """One row more than SOURCES is read: it may be that of no source."""
    columns = ("name", "slug", "stories", "all_stories", "all_sources")
    return StoryCount.objects.largest_sources().values_list(*columns)[: SOURCES + 1]


@CompiledQuery
def _stories_of(source: int) -> QuerySet[StoryCount, Row]:
    return StoryCount.objects.of_all_days().filter(source_id=source).values_list("stories")


@CompiledQuery
def _most_linked() -> QuerySet[Headline, Row]:
    columns = ("text", "article_id", "article__slug", "wanted", "article__language")
    return Headline.objects.most_linked().values_list(*columns)[:MOST_LINKED]


@CompiledQuery
def _most_wanted() -> QuerySet[Headline, Row]:
    return Headline.objects.waiting().for_rail()[:WAITING]
