"""Measure the CPU of requests: every server and kind of page once a round, one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.serving.measure.load import Request, Wrk
from benchmarks.serving.measure.pages import ANY_STORY, EVERY_STORY, NOT_CACHED, known_requests, requests_of
from benchmarks.serving.setup.servers import Server

KEPT = ("hit", "page")  # answers that servers keep once they have made them
COMPARED = "story"  # the page that is sent by all servers


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure to measure: requests of a kind to one server."""

    server: Server
    page: str
    how: str  # "hit", "304" or "uncached"; of other servers "page", or "304"
    requests: Sequence[Request]


def cells_of(cached: Server, uncached: Server, kinds: Mapping[str, Sequence[str]]) -> Iterator[Cell]:
    """Yield what is measured of the site on one database.

    Uncached pages are plain, as the peer's are; the story is also sent as brotli, as readers get it.
    """
    for kind, paths in kinds.items():
        if kind == EVERY_STORY:
            continue
        if kind not in NOT_CACHED:
            yield Cell(cached, kind, "hit", requests_of(kind, paths))
        if kind != ANY_STORY and (known := known_requests(cached, kind, paths)):
            yield Cell(cached, kind, "304", known)
        yield Cell(uncached, kind, "uncached", requests_of(kind, paths, "identity"))
        if kind == COMPARED:
            yield Cell(uncached, kind, "uncached, brotli", requests_of(kind, paths))


def nginx_cells(nginx: Server, count: int) -> Iterator[Cell]:
    paths = [f"/{number}" for number in range(count)]
    yield Cell(nginx, COMPARED, "page", requests_of(COMPARED, paths))
    yield Cell(nginx, COMPARED, "304", known_requests(nginx, COMPARED, paths))


def wagtail_cells(wagtail: Server, kinds: Mapping[str, Sequence[str]]) -> Iterator[Cell]:
    for kind, paths in kinds.items():
        yield Cell(wagtail, kind, "page", requests_of(kind, paths, "identity"))


def measured(wrk: Wrk, cells: Sequence[Cell], rounds: int, seconds: float) -> Iterator[dict[str, Any]]:
    """Yield the cost of each cell in each round."""
    for cell in cells:
        if cell.how in KEPT:
            wrk.warm(cell.server, cell.requests)
    pages = list(dict.fromkeys(cell.page for cell in cells))
    for number in range(1, rounds + 1):
        for cell in sorted(cells, key=lambda cell: pages.index(cell.page)):  # those of one page stand side by side
            cost = wrk.measure(cell.server, cell.requests, seconds)
            place = {"database": cell.server.database, "server": cell.server.name}
            yield {"kind": "request", "round": number, **place, "page": cell.page, "how": cell.how, **asdict(cost)}
