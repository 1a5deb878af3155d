"""The column beside the river: the most linked stories, the largest sources, and headlines that wait."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Subquery

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Headline, RelatedHeadline, Source, StoryCount
from articles.pages.cards import InLanguage, grouped, headline_href, source_href, story_href
from articles.typography.languages import language_of_line
from articles.typography.setting import typeset

MOST_LINKED = 7  # headlines
LINKS = 2  # that lead to a story which is called linked
LATELY = 30  # days before the newest story, of which the most linked stories are
CONSIDERED = 1_000  # of the newest stories of those days, or of one source
WAITING = 3  # headlines
LISTING = 50  # of the newest stories of a source, whose lists name the headlines that wait on its page
SOURCES = 8  # sources; a library may have thousands


@dataclass(frozen=True, slots=True)
class Counted(InLanguage):
    """A name or a headline, where it leads, and a count, of links, of stories or of lists.

    `source` is that of a story, by whose name readers mute it; "" if it has none.
    """

    text: str
    href: str
    count: int
    source: str = ""

    @property
    def grouped(self) -> str:
        return grouped(self.count)


@dataclass(frozen=True, slots=True)
class Rail:
    """`stories` and `source_count` are totals of the library; the first includes stories without a source."""

    most_linked: list[Counted]
    waiting: list[Counted]
    sources: list[Counted]
    stories: int
    source_count: int

    @property
    def is_cut(self) -> bool:
        return self.source_count > len(self.sources)


@dataclass(frozen=True, slots=True)
class SourceRail:
    """What a source's page says of it: its most linked stories, what its stories wait for, how many and of when."""

    most_linked: list[Counted]
    waiting: list[Counted]
    stories: int
    first: dt.date | None
    last: dt.date | None


def rail(newest: dt.date | None) -> Rail:
    """The values of the rail of a library whose newest story is of this day; three queries."""
    counts = _largest_sources()
    named = [(name, slug, stories) for name, slug, stories, *_ in counts if slug][:SOURCES]
    sources = [Counted(name, source_href(slug), stories, lang=language_of_line(name)) for name, slug, stories in named]
    sources.sort(key=lambda row: (-row.count, row.text))
    stories, source_count = counts[0][3:] if counts else (0, 0)
    return Rail(most_linked(newest), _counted_waiting(_most_wanted()), sources, stories, source_count)


def rail_of(source: Source) -> SourceRail:
    """The values of the rail of a source's page; three queries."""
    stories, first, last = next(iter(_counts_of(source.pk)), (0, None, None))
    return SourceRail(
        most_linked=_counted_stories(_most_linked_of(source.pk)),
        waiting=_counted_waiting(_most_wanted_by(source.pk)),
        stories=stories,
        first=first.date() if first else None,
        last=last.date() if last else None,
    )


def most_linked(newest: dt.date | None, count: int = MOST_LINKED) -> list[Counted]:
    """The stories of the last days to which the most others lead, at most MOST_LINKED; one query."""
    if newest is None:
        return []
    since = dt.datetime.combine(newest, dt.time(), dt.UTC) - dt.timedelta(days=LATELY)
    return _counted_stories(_most_linked(since))[:count]


def newest_day() -> dt.date | None:
    """The day of the newest story with a date; one query."""
    return next((published_at.date() for (published_at,) in _newest()), None)


def _counted_stories(rows: Iterable[Row]) -> list[Counted]:
    return [
        _headline(text, story_href(pk, slug), wanted, language, source or "")
        for text, pk, slug, wanted, language, source in rows
        if wanted >= LINKS
    ]


def _counted_waiting(rows: Iterable[Row]) -> list[Counted]:
    return [_headline(text, headline_href(pk), lists, language or "") for text, pk, lists, language in rows]


def _headline(text: str, href: str, count: int, language: str, source: str = "") -> Counted:
    lang = language_of_line(text, language)
    return Counted(typeset(text, lang), href, count, source, lang=lang)


@CompiledQuery
def _newest() -> QuerySet[Article, Row]:
    return Article.objects.published().values_list("published_at")[:1]


@CompiledQuery
def _largest_sources() -> QuerySet[StoryCount, Row]:
    """One row more than SOURCES is read: it may be that of no source."""
    columns = ("name", "slug", "stories", "all_stories", "all_sources")
    return StoryCount.objects.largest_sources().values_list(*columns)[: SOURCES + 1]


@CompiledQuery
def _counts_of(source: int) -> QuerySet[StoryCount, Row]:
    latest = Article.objects.filter(source=source).published().values("published_at")
    return (
        StoryCount.objects.of_all_days()
        .filter(source_id=source)
        .annotate(first=Subquery(latest.reverse()[:1]), last=Subquery(latest[:1]))
        .values_list("stories", "first", "last")
    )


@CompiledQuery
def _most_linked(since: dt.datetime) -> QuerySet[Headline, Row]:
    return _linked(Article.objects.filter(published_at__gte=since).published())


@CompiledQuery
def _most_linked_of(source: int) -> QuerySet[Headline, Row]:
    return _linked(Article.objects.filter(source=source).order_by("-published_at", "-pk"))


def _linked(articles: QuerySet[Article]) -> QuerySet[Headline, Row]:
    """Those headlines of these stories that most others mention; of no other story the row is read, which is long."""
    considered = articles.values("pk")[:CONSIDERED]
    most = Headline.objects.most_linked().filter(article__in=considered).values("pk")[:MOST_LINKED]
    found = Headline.objects.filter(pk__in=most).order_by("-wanted", "-pk")
    of_story = ("article__slug", "wanted", "article__language", "article__source__name")
    return found.values_list("text", "article_id", *of_story)


@CompiledQuery
def _most_wanted() -> QuerySet[Headline, Row]:
    return Headline.objects.waiting().for_rail()[:WAITING]


@CompiledQuery
def _most_wanted_by(source: int) -> QuerySet[Headline, Row]:
    newest = Article.objects.filter(source=source).order_by("-published_at", "-pk").values("pk")[:LISTING]
    listed = RelatedHeadline.objects.filter(article__in=newest).values("headline_id")
    return Headline.objects.waiting().filter(pk__in=listed).for_rail()[:WAITING]
