"""Measure storing alone, against inserting the same rows, and against a first draft that saves row by row."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.db import connection

from articles.documents.received import Received
from articles.search import postgresql_index, sqlite_index
from articles.text.digests import headline_key
from benchmarks.generate.documents import SEED_LIKE, documents, stories
from benchmarks.importing import save_row_by_row
from benchmarks.scale.measure.bare_tables import load_bare, load_indexed
from benchmarks.scale.setup.cost import Meter
from benchmarks.scale.setup.importer import Steps, story_of
from benchmarks.scale.setup.server import set_autovacuum

NAIVE = 100  # documents saved row by row


def measure(count: int, *, search: bool, round: int) -> Iterator[dict[str, Any]]:
    """Yield the results of one round, in a new library, in milliseconds per document."""
    set_autovacuum(is_on=False)
    if not search:
        {"sqlite": sqlite_index, "postgresql": postgresql_index}[connection.vendor].remove(connection)
    preparing, storing = store_all(count)
    found = {"kind": "store", "round": round, "documents": count, "search": search}
    found |= {"prepare": preparing.spent.each(count), "store": storing.spent.each(count)}
    bare = Meter()
    found |= {"rows": load_bare(bare), "bare": bare.spent.each(count)}
    indexed = Meter()
    load_indexed(indexed, search=search)
    found["indexed"] = indexed.spent.each(count)
    found["keys"] = make_keys(count).spent.each(count)
    if search:
        found["naive"] = naive(count).spent.each(NAIVE)
    yield found


def store_all(count: int) -> tuple[Meter, Meter]:
    """Import batch by batch; return the cost of preparing and of storing."""
    steps, preparing, storing = Steps(), Meter(), Meter()
    received = (Received(f"{n}.txt", content) for n, content in enumerate(documents(count, **SEED_LIKE)))
    for batch in batched(received, steps.batch):
        with preparing.during():
            prepared = steps.prepare(batch)
        with storing.during():
            steps.store(prepared)
    return preparing, storing


def make_keys(count: int) -> Meter:
    """Normalise and hash each listed headline, with a cache, as any importer must."""
    lists = [one.related for one in stories(count, seed=0, **SEED_LIKE)]
    meter = Meter()
    headline_key.cache_clear()
    with meter.during():
        for texts in lists:
            list(map(headline_key, texts))
    return meter


def naive(start: int) -> Meter:
    """Save the next documents row by row into the same library."""
    stories = [story_of(content) for content in documents(NAIVE, start=start, **SEED_LIKE)]
    meter = Meter()
    with meter.during():
        save_row_by_row(stories)
    return meter
