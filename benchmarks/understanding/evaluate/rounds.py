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
    """Run each round in a process of its own, so that none starts warm; returns one outcome a round by extractor."""
    outcomes: dict[str, list[Outcome]] = {}
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds} …", flush=True)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            for name, outcome in pool.submit(one_round, corpus).result().items():
                outcomes.setdefault(name, []).append(outcome)
    return outcomes


def one_round(corpus: Path) -> dict[str, Outcome]:
    """Run every extractor once over every page; "browser", "wet", "html" and "plain documents" are ours."""
    block_network()
    samples = read_samples(corpus)
    outcomes = {kind: run(ours(kind), [s for s in samples if getattr(s, kind)]) for kind in OURS}
    outcomes[PLAIN] = run(ours("browser"), plain_documents(corpus))
    pages = [sample for sample in samples if sample.html]
    for peer in PEERS:
        if peer.is_installed:
            outcomes[peer.name] = run(theirs(peer), pages)
    return outcomes


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
