"""Measure readers beside an import, and without one: hits, misses, moves of the version, and the import's own rate."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from benchmarks.machine.background import Background
from benchmarks.serving.measure.paced import PacedClient
from benchmarks.serving.measure.pages import EVERY_STORY, headers_of
from benchmarks.serving.setup.documents import folder_of_documents
from benchmarks.serving.setup.newsreader_site import Site
from benchmarks.serving.setup.servers import Server

HITS, MISSES = 10.0, 10.0  # requests a second: a load that leaves the machine half idle
HOT = 5  # stories that are asked for again and again, with the front page
LOOKS = 0.005  # seconds between two looks at the version
READ_VERSION = "SELECT version FROM articles_contentversion WHERE id = 1"


def measure(
    site: Site, kinds: Mapping[str, Sequence[str]], stored: int, count: int, idle: float
) -> Iterator[dict[str, Any]]:
    """Yield the waits of readers when nothing is imported, and while `count` documents are, twice imported.

    The first import has no readers, the second has. Documents begin after the `stored` ones of the library.
    """
    alone, beside = (folder_of_documents(site.folder, stored + part * count, count) for part in (0, 1))
    place = {"database": site.database}
    yield {"kind": "fresh import", "readers": False, "documents": count, **place, **site.import_articles(alone)}
    with site.serving("beside") as server:
        readers = Readers(server, kinds)
        yield from ({**row, **place} for row in readers.during("idle", lambda: time.sleep(idle)))
        with VersionWatch(site) as watch:
            spent: dict[str, float] = {}
            rows = readers.during("importing", lambda: spent.update(site.import_articles(beside)))
        yield from ({**row, **place} for row in rows)
    yield {"kind": "fresh import", "readers": True, "documents": count, **place, **spent}
    yield {"kind": "moves", "moves": watch.moves, "seconds": spent["wall"], **place}


class Readers:
    """Two clients: one asks for a few pages again and again, one for each story once, which no cache has."""

    def __init__(self, server: Server, kinds: Mapping[str, Sequence[str]]) -> None:
        self._server = server
        self._hot = ["/", *kinds["story"][:HOT]]
        self._cold = iter(kinds[EVERY_STORY])

    def during(self, phase: str, work: Callable[[], object]) -> list[dict[str, Any]]:
        """Return what the readers waited for while the work was done."""
        for path in self._hot * 4:  # in both processes
            self._server.get(path, headers_of("story"))
        cold = list(self._cold_ones())
        hits = PacedClient(self._server, self._hot, headers_of("story"), HITS)
        misses = PacedClient(self._server, cold, headers_of("story"), MISSES)
        with hits, misses:
            work()
        return [
            {"kind": "wait", "phase": phase, "what": what, **client.summary()}
            for what, client in (("hits", hits), ("misses", misses))
        ]

    def _cold_ones(self) -> Iterator[str]:
        """Yield a half of the stories that were not asked for yet, from all over the library."""
        left = list(self._cold)
        self._cold = iter(left[1::2])
        yield from left[::2]


class VersionWatch(Background):
    """A thread that counts how often the content version was seen to have moved."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self._site = site
        self.moves = 0

    def _run(self) -> None:
        with closing(connected(self._site)) as connection:
            before = connection.execute(READ_VERSION).fetchone()
            while not self._is_over.wait(LOOKS):
                now = connection.execute(READ_VERSION).fetchone()
                self.moves += now != before
                before = now


def connected(site: Site) -> Any:  # noqa: ANN401  a connection of either driver
    address = site.environment["DATABASE_URL"]
    if site.database == "sqlite":
        return sqlite3.connect(f"file:{address.removeprefix('sqlite:///')}?mode=ro", uri=True, isolation_level=None)
    import psycopg

    return psycopg.connect(address, autocommit=True)
