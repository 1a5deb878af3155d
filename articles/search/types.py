"""What a search finds."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.search.highlight import OPEN, run_on

PAGE_SIZE = 20
CANDIDATES = 1_000  # newest matches that are looked at: ranking every story that says "said" takes seconds
WAITING_SIZE = 10
EXTRACT_WORDS = 30
SCANT = 2  # stories; words that find no more may be misspelt
LAST_PAGE = CANDIDATES // PAGE_SIZE


class Order(StrEnum):
    """What comes first: the best match, by where and how often the words stand, or the newest story."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the matches is asked for: sources (slugs, "" for none) and years, all when empty; and which page."""

    sources: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    order: Order = Order.BEST
    page: int = 1

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Hit:
    """A story found. Matches stand between highlight.OPEN and highlight.CLOSE; neither text is escaped."""

    article_id: int
    headline: str
    extract: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow: a source (value: slug, "" for none; label: name) or a year (value and label: "2026")."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class WaitingHit:
    """A waiting headline found; its text is marked as a Hit's."""

    headline_id: int
    text: str
    wanted: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The sources, fullest first, and the years, newest first."""

    sources: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, how many there are, whether older matches than the newest 1,000 were left aside, the facets."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_capped: bool = False
    facets: Facets = Facets()


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first waiting headlines, how many there are of those looked at, and whether there may be more."""

    hits: tuple[WaitingHit, ...] = ()
    total: int = 0
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a page of results shows.

    With facets chosen, `total` counts what is left of the candidates; the facets' own counts stay those of the words
    alone. With `is_capped`, all counts are of the newest 1,000 matches.
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
        """Whether the words alone, whatever was chosen, find so little that they may be misspelt."""
        return sum(facet.count for facet in self.years) <= SCANT


def waiting_of(rows: Sequence[tuple]) -> Waiting:
    """Of rows that each have the count, whether all matching headlines were looked at, and one hit."""
    if not rows:
        return Waiting()
    hits = tuple(WaitingHit(pk, text, wanted) for *_, pk, wanted, text in rows)
    total, is_cut = rows[0][:2]
    return Waiting(hits, total, bool(is_cut) or total >= CANDIDATES)


def extract_of(standfirst: str, body: str) -> str:
    """The marked text that shows best why a story was found: the standfirst if it matches, else the body if it does."""
    found = next((text for text in (standfirst, body) if OPEN in text), standfirst or body)
    return run_on(found)


def facets_of(rows: str) -> Facets:
    """The facets of a JSON list of slug, name, year and count, one for each pair of source and year."""
    sources, years, names = Counter[str](), Counter[int](), {}
    for slug, name, year, count in json.loads(rows):
        names[slug] = name
        sources[slug] += count
        years[year] += count
    return Facets(
        tuple(Facet(slug, names[slug], n) for slug, n in sorted(sources.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(Facet(str(year), str(year), n) for year, n in sorted(years.items(), reverse=True)),
    )
