"""Measure a growing library: the CPU time and memory of each slice of one long import."""

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from articles.documents.received import Received
from articles.models import Document
from benchmarks.generate.documents import SHORT, documents
from benchmarks.machine.processes import peak_memory
from benchmarks.scale.setup.cost import Meter, Spent
from benchmarks.scale.setup.importer import import_all
from benchmarks.scale.setup.server import database_size, set_autovacuum

SLICES = 20  # at most
LEAST = 5_000  # documents of a slice; a multiple of every batch size
AGAIN = 5_000  # documents imported again after an interruption: batches may have been stored out of order


def measure(count: int, *, workers: int) -> Iterator[dict[str, Any]]:
    """Import short stories and yield the results of each slice; continues where the library ends."""
    each = max(LEAST, count // SLICES // LEAST * LEAST)
    set_autovacuum(is_on=True)
    stored = Document.objects.count()
    start = max(0, stored - AGAIN)
    source, meter = Source(start, count), Meter()
    before, states, done = meter.now(), Counter[str](), start
    peak_memory()
    for done, result in enumerate(import_all(source, workers), start=start + 1):
        states[result.state] += 1
        if done % each and done < count:
            continue
        now, made = meter.now(), source.taken()
        if (fresh := done - max(stored, done - states.total())) > 0:
            yield figures(done, fresh, now - before - made, states, workers)
        before, states = meter.now(), Counter()


class Source:
    """Generate documents one by one, and keep the cost of that apart."""

    def __init__(self, start: int, count: int) -> None:
        self._documents = enumerate(documents(count - start, start=start, **SHORT), start)
        self._spent = Spent()

    def __iter__(self) -> "Source":
        return self

    def __next__(self) -> Received:
        cpu, wall = time.thread_time(), time.monotonic()
        number, content = next(self._documents)
        self._spent += Spent(time.thread_time() - cpu, 0.0, time.monotonic() - wall)
        return Received(f"{number}.txt", content)

    def taken(self) -> Spent:
        """Return what generating has cost since the last call."""
        spent, self._spent = self._spent, Spent()
        return spent


def figures(done: int, fresh: int, spent: Spent, states: Counter[str], workers: int) -> dict[str, Any]:
    """Return the results of one slice with `fresh` new documents: milliseconds each, and peak memory in kB."""
    return {
        "kind": "growth", "stored": done, "documents": fresh, "workers": workers, "states": states,
        "import": spent.each(fresh), "memory": peak_memory(), "bytes": database_size(),
    }  # fmt: skip
