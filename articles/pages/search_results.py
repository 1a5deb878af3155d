"""The results of a search, as the values that a template prints."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.pages.cards import Card, InLanguage, cards, grouped, headline_href
from articles.search import PAGE_SIZE, Facet, Hit, Results, WaitingHit
from articles.search.highlight import plain
from articles.typography.languages import language_of_line
from articles.typography.setting import typeset

SOURCES = 8  # that stand open beside the results


@dataclass(frozen=True, slots=True)
class Found:
    """A story that was found: its card, and its headline and an extract with the matches marked."""

    card: Card
    headline: str
    extract: str


@dataclass(frozen=True, slots=True)
class WaitingFound(InLanguage):
    """A waiting headline that was found."""

    href: str
    text: str
    wanted: int


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """One or several pages of results: their first and last place, and the number of the next page, or None."""

    found: list[Found]
    waiting: list[WaitingFound]
    first: int
    last: int
    following: int | None
    until: int  # the last place on the next page

    @property
    def next_first(self) -> int:
        return self.last + 1


@dataclass(frozen=True, slots=True)
class SourceFacets:
    """The sources by which results can be narrowed: the largest and those chosen, and the others."""

    shown: list[Facet]
    others: list[Facet]


def source_facets(results: Results, chosen: Collection[str]) -> SourceFacets:
    """The sources of the results, parted so that a list of many stays short."""
    others = [facet for facet in results.sources[SOURCES:] if facet.value not in chosen]
    return SourceFacets([facet for facet in results.sources if facet not in others], others)


def results_page(results: Results, pages: range) -> ResultsPage:
    """One query for the cards of the stories that were found."""
    found = _found(results.hits)
    first = (pages.start - 1) * PAGE_SIZE + 1
    last = first + len(results.hits) - 1
    return ResultsPage(
        found=found,
        waiting=list(map(_waiting, results.waiting)),
        first=first,
        last=last,
        following=pages.stop if results.hits and last < results.total else None,
        until=min(last + PAGE_SIZE, results.total),
    )


def _found(hits: tuple[Hit, ...]) -> list[Found]:
    """One value for each hit, in order; a story that was deleted meanwhile is left out."""
    if not hits:
        return []
    by_pk = {card.pk: card for card in cards(_found_stories([hit.article_id for hit in hits]))}
    return [_result(by_pk[hit.article_id], hit) for hit in hits if hit.article_id in by_pk]


def _result(card: Card, hit: Hit) -> Found:
    return Found(card, typeset(hit.headline, card.lang), typeset(hit.extract, card.dek_lang))


def _waiting(hit: WaitingHit) -> WaitingFound:
    lang = language_of_line(plain(hit.text))
    return WaitingFound(headline_href(hit.headline_id), typeset(hit.text, lang), hit.wanted, lang=lang)


@CompiledQuery
def _found_stories(pks: list[int]) -> QuerySet[Article, Row]:
    return Article.objects.filter(pk__in=pks).order_by().for_cards()


def summary(results: Results, words: str, *, is_narrowed: bool) -> str:
    """How many stories mention the words, in a sentence; `is_narrowed` when sources or years are chosen."""
    values = {"count": grouped(results.total), "words": words}
    if not results.total:
        return gettext("No story mentions “%(words)s”.") % values
    if results.is_capped and is_narrowed:
        return gettext("%(count)s of the newest stories that mention “%(words)s”; older ones are left aside.") % values
    if results.is_capped:
        return gettext("More than %(count)s stories mention “%(words)s”; these are the newest.") % values
    sentence = ngettext(
        "%(count)s story mentions “%(words)s”.", "%(count)s stories mention “%(words)s”.", results.total
    )
    return sentence % values


def waiting_summary(results: Results) -> str:
    """How many waiting headlines mention the words; "" when none does."""
    values = {"count": grouped(results.waiting_total)}
    if not results.waiting_total:
        return ""
    if results.has_more_waiting:
        return gettext("%(count)s waiting headlines or more mention it") % values
    sentence = ngettext(
        "%(count)s waiting headline mentions it", "%(count)s waiting headlines mention it", results.waiting_total
    )
    return sentence % values
