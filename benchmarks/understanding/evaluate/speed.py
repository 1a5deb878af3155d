"""Speed beside the peers, by size of document, and the cost of loading, as Markdown."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing import get_context

from articles.captures.building import document_story
from articles.understanding import Hints, understand
from benchmarks.report.tables import rows
from benchmarks.understanding.data.samples import Sample
from benchmarks.understanding.evaluate.peers import PEERS
from benchmarks.understanding.evaluate.rounds import OURS, PLAIN, ROOT, Outcome, median_seconds

BASELINE = "trafilatura"
SIZES = (10_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000)  # characters
STARTS = 5
LONG_HEADLINE = "A story without an end goes on"
LOADING = """
import time, json
start = time.process_time()
import numpy
with_numpy = time.process_time()
from articles.captures.building import document_story
from articles.understanding import Hints, understand
imported = time.process_time()
understand("One line of a page\\nand another")
document_story(b"<html><body><h1>One line</h1><p>and another, of a page</p></body></html>", Hints())
ready = time.process_time()
print(json.dumps([with_numpy - start, imported - with_numpy, ready - imported]))
"""


def speed(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """Make a table of CPU time per page, and of the speed in multiples of trafilatura's."""
    baseline = median_seconds(outcomes[BASELINE]) if BASELINE in outcomes else None
    names = {kind: f"**newsreader**, {form}" for kind, form in OURS.items()}
    names[PLAIN] = "**newsreader**, documents like the seed"
    names |= {peer.name: f"{peer.label}, HTML" for peer in PEERS if peer.name in outcomes}
    body = []
    for name, label in names.items():
        seconds = median_seconds(outcomes[name])
        ratio = f"{baseline / seconds:.2f}" if baseline and seconds else "-"
        pages = f"{1 / seconds:.0f}" if seconds else "-"
        body.append([label, str(outcomes[name][0].count), f"{seconds * 1000:.1f}", pages, ratio])
    return rows("extractor", "pages", "CPU ms a page", "pages/s", f"times {BASELINE}'s speed", body=body)


def sizes(samples: Sequence[Sample]) -> str:
    """Make a table of CPU seconds by length of document, measured in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(size_table, "\n\n".join(sample.browser for sample in samples)).result()


def size_table(pages: str) -> str:
    """Measure each kind of document at each of SIZES; long documents are joined from short ones."""
    kinds: dict[str, tuple[Callable[[int], str], Callable[[str], object]]] = {
        "pages joined": (lambda size: pages[:size], understand),
        "one plain story": (plain_story, understand),
        "one HTML page": (html_story, lambda html: document_story(html.encode(), Hints())),
    }
    body = []
    for size in SIZES:
        cells = [f"{size:,}"]
        for make, work in kinds.values():
            text = make(size)
            took = seconds(work, text)
            cells += [f"{took:.3f}", f"{took / len(text) * 1e6:.2f}"] if len(text) > size * 0.9 else ["-", "-"]
        body.append(cells)
    return rows("characters", *(head for kind in kinds for head in (f"{kind}, s", "s/MB")), body=body)


def plain_story(size: int) -> str:
    """Make a plain page of numbered paragraphs of the demo edition, so that none is a repeat."""
    front = ["The Long Read", "All of it.", LONG_HEADLINE, LONG_HEADLINE]
    return "\n\n".join([*front, *numbered_paragraphs(size)])[:size]


def html_story(size: int) -> str:
    body = "".join(f"<p>{text}</p>" for text in numbered_paragraphs(size))
    return f"<!doctype html><html><body><article><h1>{LONG_HEADLINE}</h1>{body}"[:size]


def numbered_paragraphs(size: int) -> Iterator[str]:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "articles" / "demo").rglob("*.txt"))]
    paragraphs = [line for text in texts for line in text.splitlines() if len(line) > 120]
    for number, paragraph in enumerate(cycle(paragraphs), 1):
        text = f"{paragraph} This was part {number}."
        yield text
        size -= len(text) + 2
        if size < 0:
            return


def seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started


def loading() -> str:
    """Measure the loading of fresh processes, as medians, and the weights' size on disk."""
    command = [sys.executable, "-c", LOADING]
    printed = [subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout for _ in range(STARTS)]
    numpy, code, first = (statistics.median(column) for column in zip(*map(json.loads, printed), strict=True))
    weights = sorted((ROOT / "articles").rglob("*.npz"))
    disk = ", ".join(f"{path.name} {path.stat().st_size / 1000:,.0f} kB" for path in weights)
    return (
        f"Loading, CPU seconds of a fresh process: numpy {numpy:.2f}, the code {code:.2f}, "
        f"weights and a first text and HTML page {first:.2f}; {numpy + code + first:.2f} in all. "
        f"On disk: {disk}; {sum(path.stat().st_size for path in weights) / 1e6:.2f} MB in all."
    )
