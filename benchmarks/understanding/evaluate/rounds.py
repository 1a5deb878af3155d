"""Run all extractors, ours and the peers', over all pages: predictions and CPU time."""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from articles.captures.building import document_story
from articles.understanding import Hints, Story, understand
from benchmarks.understanding.data.pages import prediction
from benchmarks.understanding.data.samples import Sample, read_samples
from benchmarks.understanding.evaluate.peers import PEERS, Peer, Prediction, block_network

ROOT = Path(__file__).resolve().parents[3]
OURS = {"browser": "browser text", "wet": "archive text (WET)", "html": "HTML"}
PLAIN = "plain documents"
WARM = 3  # pages before the clock starts, so that imports and loading of weights don't count


@dataclass(frozen=True, slots=True)
class Outcome:
    """One extractor's run over all pages: CPU seconds, predictions by page, and how many of its calls failed."""

    seconds: float
    count: int
    predictions: dict[str, Prediction]
    failures: int = 0


def measure(corpus: Path, rounds: int) -> dict[str, list[Outcome]]:
    """Run every extractor once a round, in turn; returns one outcome a round by extractor.

    Each runs in a process of its own: lines that ours remembers from one form of a page would speed up the next.
    """
    names = [*OURS, PLAIN, *(peer.name for peer in PEERS if peer.is_installed)]
    outcomes: dict[str, list[Outcome]] = {name: [] for name in names}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for number in range(rounds):
            print(f"Round {number + 1} of {rounds} …", flush=True)
            for name in names:
                outcomes[name].append(pool.submit(one_run, corpus, name).result())
    return outcomes


def one_run(corpus: Path, name: str) -> Outcome:
    """Run one extractor once over every page; "browser", "wet", "html" and "plain documents" are ours."""
    block_network()
    if name == PLAIN:
        return run(ours("browser"), plain_documents(corpus))
    samples = read_samples(corpus)
    if name in OURS:
        return run(ours(name), [sample for sample in samples if getattr(sample, name)])
    peer = next(peer for peer in PEERS if peer.name == name)
    return run(theirs(peer), [sample for sample in samples if sample.html])


def run(extract: Callable[[Sample], Prediction], samples: Sequence[Sample]) -> Outcome:
    """Measure the CPU time of this process, with all its threads; a failed page gets an empty prediction."""
    for sample in samples[:WARM]:
        attempt(extract, sample)
    started = time.process_time()
    found = [attempt(extract, sample) for sample in samples]
    seconds = time.process_time() - started
    predictions = {sample.id: guess or {} for sample, guess in zip(samples, found, strict=True)}
    return Outcome(seconds, len(samples), predictions, sum(guess is None for guess in found))


def attempt(extract: Callable[[Sample], Prediction], sample: Sample) -> Prediction | None:
    """Return the prediction; None when the extractor raised."""
    try:
        return extract(sample)
    except Exception:  # a peer may raise anything, and so may a page that we refuse to read
        return None


def ours(kind: str) -> Callable[[Sample], Prediction]:
    """Return the extractor for one form of a page; HTML is read as by an import, without the database."""

    def story(sample: Sample) -> Story:
        if kind == "html":
            return document_story(sample.html.encode(), Hints()).story
        return understand(getattr(sample, kind)).story

    return lambda sample: prediction(story(sample))


def theirs(peer: Peer) -> Callable[[Sample], Prediction]:
    """Return the extractor for a peer."""
    return lambda sample: peer.predict(sample.html, sample.language)


def plain_documents(corpus: Path) -> list[Sample]:
    """Read the documents with a plain layout: the corpus' seed, and the demo edition."""
    paths = [*(corpus / "seed").glob("*.txt"), *(ROOT / "articles" / "demo").rglob("*.txt")]
    return [Sample(path.stem, path.read_text("utf-8"), "", "", {}) for path in sorted(paths)]


def median_seconds(outcomes: Sequence[Outcome]) -> float:
    """Return the median CPU seconds per page."""
    return statistics.median(outcome.seconds / max(1, outcome.count) for outcome in outcomes)
