"""The types and limits that searches on both databases share."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from articles.search.folded.marks import printed

PAGE_SIZE = 20
CANDIDATES = 1_000  # newest matches that are ranked and counted: ranking all stories with a common word takes seconds
WAITING_SIZE = 10
SCANT = 2  # stories; words with no more results may be misspelt
LAST_PAGE = CANDIDATES // PAGE_SIZE


class Order(StrEnum):
    """The order of results: by relevance (where and how often the words occur), or the newest first."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of the matches are wanted."""

    sources: tuple[str, ...] = ()  # slugs, "" for stories without a source; all if empty
    years: tuple[str, ...] = ()  # all if empty
    order: Order = Order.BEST
    page: int = 1
    pages: int = 1  # from that one on

    @property
    def limit(self) -> int:
        return self.pages * PAGE_SIZE

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that matches. In both texts matches stand between highlight.OPEN and CLOSE; neither is escaped."""

    article_id: int
    headline: str
    extract: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A source or year by which results can be narrowed."""

    value: str  # a source's slug, "" for stories without one; or a year, as "2026"
    label: str  # a source's name; or the year
    count: int


@dataclass(frozen=True, slots=True)
class WaitingHit:
    """A waiting headline that matches; its text is marked like a Hit's."""

    headline_id: int
    text: str
    wanted: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The sources, those with most results first, and the years, the newest first."""

    sources: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryHits:
    """One page of the stories that match, and the counts of all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_capped: bool = False  # whether there are more than CANDIDATES matches, of which only the newest count
    facets: Facets = Facets()


@dataclass(frozen=True, slots=True)
class WaitingHits:
    """The first waiting headlines that match."""

    hits: tuple[WaitingHit, ...] = ()
    total: int = 0  # up to CANDIDATES
    has_more: bool = False  # whether there may be more than `total`


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a page of results shows.

    `total` counts the matches of the selected sources and years; the counts of the facets ignore the selection. If
    `is_capped`, all counts are of the newest CANDIDATES matches.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_capped: bool = False
    sources: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    waiting: tuple[WaitingHit, ...] = ()
    waiting_total: int = 0
    has_more_waiting: bool = False

    @property
    def is_scant(self) -> bool:
        """Whether the query has so few results, without a selection, that it may be misspelt."""
        return sum(facet.count for facet in self.years) <= SCANT


def waiting_hits_of(rows: Sequence[tuple[Any, ...]]) -> WaitingHits:
    """Return the hits of rows of (total, whether there may be more, primary key, wanted, marked folded text, text)."""
    if not rows:
        return WaitingHits()
    hits = tuple(WaitingHit(pk, printed(marked, text), wanted) for *_, pk, wanted, marked, text in rows)
    total, is_cut = rows[0][:2]
    return WaitingHits(hits, total, bool(is_cut) or total >= CANDIDATES)


def facets_of(rows: str) -> Facets:
    """Sum up the facets of a JSON list of [slug, name, year, count], one for each pair of source and year."""
    sources, years, names = Counter[str](), Counter[int](), dict[str, str]()
    for slug, name, year, count in json.loads(rows):
        names[slug] = name
        sources[slug] += count
        years[year] += count
    return Facets(
        tuple(Facet(slug, names[slug], n) for slug, n in sorted(sources.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(Facet(str(year), str(year), n) for year, n in sorted(years.items(), reverse=True)),
    )
