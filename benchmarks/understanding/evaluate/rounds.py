"""All extractors, ours and the peers', over all pages: what each predicts, and the CPU time it takes."""

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
from benchmarks.understanding.evaluate.peers import PEERS, Peer, Prediction, cut_off

ROOT = Path(__file__).resolve().parents[3]
OURS = {"browser": "browser text", "wet": "archive text (WET)", "html": "HTML"}
PLAIN = "plain documents"
WARM = 3  # pages before the clock starts, so that imports and weights aren't counted


@dataclass(frozen=True, slots=True)
class Outcome:
    """One extractor's run over all pages: CPU seconds, predictions by page, and how many of its calls failed."""

    seconds: float
    count: int
    predictions: dict[str, Prediction]
    failures: int = 0


def measure(corpus: Path, rounds: int) -> dict[str, list[Outcome]]:
    """By extractor, an outcome a round: all of them in turn, in a process of its own, so that none starts warm."""
    outcomes: dict[str, list[Outcome]] = {}
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds} …", flush=True)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            for name, outcome in pool.submit(one_round, corpus).result().items():
                outcomes.setdefault(name, []).append(outcome)
    return outcomes


def one_round(corpus: Path) -> dict[str, Outcome]:
    """Every extractor once over every page. "browser", "wet", "html" and "plain documents" are ours."""
    cut_off()
    samples = read_samples(corpus)
    outcomes = {kind: run(ours(kind), [s for s in samples if getattr(s, kind)]) for kind in OURS}
    outcomes[PLAIN] = run(ours("browser"), plain_documents(corpus))
    pages = [sample for sample in samples if sample.html]
    for peer in PEERS:
        if peer.is_installed:
            outcomes[peer.name] = run(theirs(peer), pages)
    return outcomes


def run(extract: Callable[[Sample], Prediction], samples: Sequence[Sample]) -> Outcome:
    """CPU time of this process, all of its threads. A failure is an empty prediction."""
    for sample in samples[:WARM]:
        attempt(extract, sample)
    started = time.process_time()
    found = [attempt(extract, sample) for sample in samples]
    seconds = time.process_time() - started
    predictions = {sample.id: guess or {} for sample, guess in zip(samples, found, strict=True)}
    return Outcome(seconds, len(samples), predictions, sum(guess is None for guess in found))


def attempt(extract: Callable[[Sample], Prediction], sample: Sample) -> Prediction | None:
    try:
        return extract(sample)
    except Exception:  # a peer may raise anything, and so may a page that we refuse to read
        return None


def ours(kind: str) -> Callable[[Sample], Prediction]:
    """The shipped understanding of one form of a page; HTML takes the road of an import, without the database."""

    def story(sample: Sample) -> Story:
        return (
            document_story(sample.html.encode(), Hints()).story if kind == "html" else understand(getattr(sample, kind))
        )

    return lambda sample: prediction(story(sample))


def theirs(peer: Peer) -> Callable[[Sample], Prediction]:
    return lambda sample: peer.predict(sample.html, sample.language)


def plain_documents(corpus: Path) -> list[Sample]:
    """Documents in the seed's layout: the seed, and the demo edition's pages."""
    paths = [*(corpus / "seed").glob("*.txt"), *(ROOT / "articles" / "demo").rglob("*.txt")]
    return [Sample(path.stem, path.read_text("utf-8"), "", "", {}) for path in sorted(paths)]


def median_seconds(outcomes: Sequence[Outcome]) -> float:
    """Seconds a page."""
    return statistics.median(outcome.seconds / max(1, outcome.count) for outcome in outcomes)
