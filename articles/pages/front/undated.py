"""Stories without a date of publication: a section of the front page, and a list of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Source, StoryCount
from articles.models.articles import ArticleQuerySet
from articles.models.sources import UNDATED
from articles.pages.cards import Card, cards, grouped
from articles.pages.front.common_source import NO_SOURCE, CommonSource, common_source
from articles.pages.front.top import weight

SHOWN = 10  # headlines of the section
PAGE = 30  # headlines of the list, and those of which the section shows the best
MOST_PAGES = 10  # of the list, shown one after the other on one page
LAST = 2**63 - 1  # an id above all


@dataclass(frozen=True, slots=True)
class Undated:
    """Undated stories, the number of all, and the cursor of the next page, or None at the end."""

    cards: list[Card]
    total: int
    after: int | None = None
    source: CommonSource = NO_SOURCE

    @property
    def grouped(self) -> str:
        return grouped(self.total)

    @property
    def has_more(self) -> bool:
        return self.total > len(self.cards)


def undated_section(page: Undated, at_top: Collection[Card]) -> Undated:
    """The best stories of this first page that are not at the top, in their order."""
    others = [card for card in page.cards if card not in at_top]
    best = sorted(others, key=weight, reverse=True)[:SHOWN]
    shown = [card for card in others if card in best]
    source = common_source(shown)
    return Undated(source.left_out(shown), page.total, source=source)


def undated_pages(source: Source | None, after: int | None, until: int | None) -> Undated:
    """The page after a story and, if `until` is given, those as far as the page after that one; a query for each."""
    begin, shown = after, undated_page(source, after)
    for _ in range(MOST_PAGES - 1):
        if not (until and shown.after) or (begin and begin <= until):
            break
        begin, page = shown.after, undated_page(source, shown.after)
        shown = Undated(shown.cards + page.cards, shown.total, page.after)
    return shown


def undated_page(source: Source | None, after: int | None) -> Undated:
    """A page of the undated stories, the last imported first; one query."""
    place = after or LAST
    rows = _of_source(source.pk, place) if source else _of_all(place)
    found = cards(row[:-1] for row in rows[:PAGE])
    return Undated(found, rows[0][-1] if rows else 0, found[-1].pk if len(rows) > PAGE else None)


@CompiledQuery
def _of_all(before: int) -> QuerySet[Article, Row]:
    counts = StoryCount.objects.filter(day=UNDATED).order_by().values("day").annotate(n=Sum("stories")).values("n")
    return _page(Article.objects.all(), before, counts)


@CompiledQuery
def _of_source(source: int, before: int) -> QuerySet[Article, Row]:
    counts = StoryCount.objects.filter(day=UNDATED, source_id=OuterRef("source_id")).order_by().values("stories")
    return _page(Article.objects.filter(source=source), before, counts)


def _page(articles: ArticleQuerySet, before: int, counts: QuerySet[StoryCount, Any]) -> QuerySet[Article, Row]:
    found = articles.undated().filter(pk__lt=before).for_cards()
    return found.annotate(total=Coalesce(Subquery(counts), 0))[: PAGE + 1]
