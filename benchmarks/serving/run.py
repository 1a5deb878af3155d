"""The parts of one run, over all databases."""

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.generate.documents import SEED_LIKE
from benchmarks.generate.search_words import search_words
from benchmarks.machine.libraries import ROOT, Libraries
from benchmarks.serving.measure import beside_import, whole_site
from benchmarks.serving.measure.load import Wrk
from benchmarks.serving.measure.pages import descriptions, headers_of, requests_of
from benchmarks.serving.measure.requests import Cell, cells_of, measured, nginx_cells, wagtail_cells
from benchmarks.serving.setup import nginx
from benchmarks.serving.setup.documents import folder_of_documents
from benchmarks.serving.setup.newsreader_site import Site
from benchmarks.serving.setup.wagtail_peer import WagtailSite

ASKED = 60  # addresses of a kind: few enough to be kept by every server
COMPARED = 2_000  # documents of a comparison of imports
MOST_BESIDE = 10_000  # documents imported beside readers
IDLE = 30.0  # seconds of readers without an import
STARTS = 3
OTHER = "other tree"

Kinds = dict[str, list[str]]


class Measurement:
    """Libraries of one folder, and what is measured on them."""

    def __init__(self, available: Libraries, options: argparse.Namespace) -> None:
        self.available, self.options = available, options
        self.folder: Path = available.folder
        self.wrk = Wrk(self.folder)
        self.kinds: dict[str, Kinds] = {}

    def prepare(self) -> Iterator[dict[str, Any]]:
        """Fill the libraries that are not there yet, and yield what their imports cost."""
        for database in self.options.databases:
            site = self.site(database)
            yield self.filled(site, "library", "this")
            self.kinds[database] = self.addresses(site)

    def site(self, database: str, name: str = "library", tree: Path = ROOT) -> Site:
        environment = self.available.environment(database, f"{name}_{database}")
        return Site(tree, environment, database, self.available.server_pid(database))

    def filled(self, site: Site, name: str, tree: str) -> dict[str, Any]:
        """Import the documents into a library, unless it has them; return what that costs or did cost."""
        note = site.folder / f"imported-{self.options.count}.json"
        if not note.exists():
            self.available.forget(site.database, f"{name}_{site.database}")
            site = self.site(site.database, name, site.tree)
            site.manage("migrate", "--verbosity=0")
            spent = site.import_articles(folder_of_documents(self.folder, 0, self.options.count))
            note.write_text(json.dumps({"documents": self.options.count, "whole": True, **spent}))
        site.manage("collectstatic", "--no-input", "--verbosity=0")
        return {"kind": "import", "database": site.database, "tree": tree, **json.loads(note.read_text())}

    def addresses(self, site: Site) -> Kinds:
        return site.script("addresses", {"asked": ASKED, "words": search_words(SEED_LIKE["words"], ASKED)})

    def requests(self) -> Iterator[dict[str, Any]]:
        """Start all servers, and yield the cost of requests to them."""
        others = [self.other(database) for database in self.options.databases] if self.options.tree else []
        for _site, _stories, row in others:
            yield row
        with ExitStack() as stack:
            cells: list[Cell] = []
            for database in self.options.databases:
                site = self.site(database)
                cached = stack.enter_context(site.serving("cached"))
                uncached = stack.enter_context(site.serving("uncached", NEWSREADER_PAGE_CACHE="0"))
                yield from descriptions(site, cached, self.kinds[database])
                cells += cells_of(cached, uncached, self.kinds[database])
            files = [cached.get(path, headers_of("story")).body for path in self.kinds[database]["story"]]
            if server := stack.enter_context(nginx.serving(self.folder / "nginx", files)):
                cells += nginx_cells(server, len(files))
            for site, stories, _row in others:
                server = stack.enter_context(site.serving(OTHER, NEWSREADER_PAGE_CACHE="0"))
                cells.append(Cell(server, "story", "uncached", requests_of("story", stories, "identity")))
            cells += self.wagtail_cells(stack)
            yield from measured(self.wrk, cells, self.options.rounds, self.options.seconds)

    def other(self, database: str) -> tuple[Site, list[str], dict[str, Any]]:
        """Return the other tree's site with a library of its own, its stories, and what the import cost."""
        site = self.site(database, "other", self.options.tree.resolve())
        row = self.filled(site, "other", "other")
        return site, self.addresses(site)["story"], row

    def wagtail_cells(self, stack: ExitStack) -> Iterator[Cell]:
        if self.options.no_wagtail:
            return
        stories = self.folder / f"stories-{self.options.count}.jsonl"
        if not stories.exists():
            self.site(self.options.databases[0]).script("stories", {"path": str(stories)})
        for database in self.options.databases:
            wagtail = WagtailSite(self.available, database)
            addresses = wagtail.fill(stories, ASKED)
            yield from wagtail_cells(stack.enter_context(wagtail.serving()), addresses)

    def beside_imports(self) -> Iterator[dict[str, Any]]:
        """Yield what readers wait for beside an import, in a copy of the library."""
        count = min(MOST_BESIDE, self.options.count // 2)
        idle = 5.0 if self.options.quick else IDLE
        for database in self.options.databases:
            site = self.copied(database)
            yield from beside_import.measure(site, self.kinds[database], self.options.count, count, idle)
            self.available.forget(database, f"copy_{database}")

    def copied(self, database: str) -> Site:
        self.available.copy(database, f"library_{database}", f"copy_{database}")
        site = self.site(database, "copy")
        site.manage("collectstatic", "--no-input", "--verbosity=0")
        return site

    def whole_sites(self) -> Iterator[dict[str, Any]]:
        """Yield start and memory of all of `make run`."""
        for database in self.options.databases:
            site = self.site(database)
            yield from whole_site.starts(site, 1 if self.options.quick else STARTS)
            yield from whole_site.memory(site, self.wrk, self.kinds[database], 2 * self.options.seconds)

    def compared_imports(self) -> Iterator[dict[str, Any]]:
        """Yield imports into empty libraries by both trees in turn; nothing without another tree."""
        trees = {"this": ROOT, "other": self.options.tree.resolve()} if self.options.tree else {}
        documents = folder_of_documents(self.folder, 0, min(COMPARED, self.options.count))
        for number in range(1, self.options.rounds + 1):
            for database in self.options.databases:
                for name, tree in trees.items():
                    self.available.forget(database, f"empty_{database}")
                    site = self.site(database, "empty", tree)
                    site.manage("migrate", "--verbosity=0")
                    spent = site.import_articles(documents)
                    place = {"kind": "import", "database": database, "tree": name, "round": number}
                    yield {**place, "documents": min(COMPARED, self.options.count), "whole": False, **spent}

    def soaks(self) -> Iterator[dict[str, Any]]:
        """Yield the memory of a long time, in a copy of the library."""
        for database in self.options.databases:
            site = self.copied(database)
            yield from whole_site.soak(site, self.kinds[database], self.options.count, self.options.soak)
            self.available.forget(database, f"copy_{database}")
