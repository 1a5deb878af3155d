"""Measure all of `make run`: its start, its memory, and its memory over a long time with imports and readers."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.machine.processes import Processes, proportional_memory
from benchmarks.serving.measure.load import Wrk
from benchmarks.serving.measure.paced import PacedClient
from benchmarks.serving.measure.pages import EVERY_STORY, headers_of, requests_of
from benchmarks.serving.setup.documents import folder_of_documents
from benchmarks.serving.setup.newsreader_site import Site
from benchmarks.serving.setup.servers import Server

SETTLED = 3  # seconds after the first answer
LOADED = ("story", "front, any depth", "source", "search, medium word", "story, all stories")
READERS = 10.0  # requests a second of a soak, of each of two clients
BATCH = 500  # documents of each import of a soak


def starts(site: Site, rounds: int) -> Iterator[dict[str, Any]]:
    """Yield for each start the seconds and the CPU seconds to the first answer; the library needs no migration."""
    for number in range(rounds + 1):
        with site.running() as (server, seconds):
            spent, _of_postgresql = server.seconds()
            if number:  # the first one collects the static files
                yield {"kind": "start", "database": site.database, "round": number, "seconds": seconds, "cpu": spent}


def memory(site: Site, wrk: Wrk, kinds: Mapping[str, Sequence[str]], seconds: float) -> Iterator[dict[str, Any]]:
    """Yield the memory after the start, and after a load of pages of all kinds."""
    with site.running() as (server, _):
        time.sleep(SETTLED)
        yield {"kind": "memory", "database": site.database, "when": "start", **memory_of(server)}
        for kind in LOADED:
            wrk.run(server, requests_of(kind, kinds[kind]), seconds)
        yield {"kind": "memory", "database": site.database, "when": "load", **memory_of(server)}


def soak(site: Site, kinds: Mapping[str, Sequence[str]], stored: int, minutes: int) -> Iterator[dict[str, Any]]:
    """Yield the memory each minute, while readers ask for pages and small imports follow each other."""
    with site.running() as (server, _):
        front = PacedClient(server, ["/", *kinds["story"]], headers_of("story"), READERS)
        every = PacedClient(server, kinds[EVERY_STORY], headers_of("story"), READERS)
        began, start = time.monotonic(), stored
        with front, every:
            for minute in range(1, minutes + 1):
                while time.monotonic() < began + 60 * minute:
                    site.import_articles(folder_of_documents(site.folder, start, BATCH))
                    start += BATCH
                place = {"kind": "soak", "database": site.database, "minute": minute, "imported": start - stored}
                yield {**place, "failures": front.failures + every.failures, **memory_of(server)}


def memory_of(server: Server) -> dict[str, Any]:
    """Return the proportional set sizes of all processes of a server in MB, by what each is."""
    running = Processes()
    parts: dict[str, float] = {}
    for pid in running.family(server.process.pid):
        name = called(running, pid)
        parts[name] = parts.get(name, 0.0) + proportional_memory(pid) / 1e3
    return {"memory": sum(parts.values()), "parts": parts}


def called(running: Processes, pid: int) -> str:
    """Return what a process of `make run` is, by its command line."""
    command = running.command(pid)
    if "db_worker" in command:
        return "task worker"
    return "web server" if "granian" in command else "parent and others"
