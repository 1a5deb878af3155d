"""Measure precision, recall and CPU time of matching similar headlines.

    python -m benchmarks.scale.measure.fuzzy_matching CORPUS

Results are for the half of the corpus's domains that the rules were not made on; the library has the headlines of both
halves, and synthetic ones of words as frequent as in the corpus's stories. Only the pure part is measured, without a
database.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.headlines.comparing.blocking_keys import signatures
from articles.headlines.comparing.comparable import comparable
from articles.headlines.comparing.matching import match
from articles.text.digests import headline_key
from benchmarks.generate.changed_headlines import Changes, pairs_of
from benchmarks.generate.real_headlines import Headlines, Pair, Real, read_headlines
from benchmarks.scale.setup.headline_library import Library

SEED, EACH, BATCH = "newsreader", 400, 1_000  # pairs per kind; headlines looked up at once
SIZES = (10_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many pairs of one kind were linked to their original, to something else, or not at all."""

    kind: str
    right: int
    wrong: int
    none: int

    @property
    def all(self) -> int:
        return self.right + self.wrong + self.none


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of changed headlines, which should be linked, and of other stories, which should not, by kind."""

    positives: list[Outcome]
    negatives: list[Outcome]

    @property
    def recall_of_single_changes(self) -> float:
        single = [outcome for outcome in self.positives if outcome.kind in Changes.SINGLE]
        return sum(outcome.right for outcome in single) / sum(outcome.all for outcome in single)

    @property
    def precision(self) -> float:
        """Right links among all links that were made."""
        right = sum(outcome.right for outcome in self.positives)
        wrong = sum(outcome.wrong for outcome in self.positives)
        return right / (right + wrong + sum(outcome.right + outcome.wrong for outcome in self.negatives))


def evaluate(headlines: Headlines, library: Library, *, tuning: bool = False) -> Report:
    """Link changed headlines and other stories; reproducible, as the pairs depend only on SEED."""
    reals = [real for real in headlines.reals if real.is_for_tuning is tuning]
    positives = pairs_of(headlines, reals, Changes.POSITIVE, EACH, SEED)
    negatives = pairs_of(headlines, reals, Changes.NEGATIVE, EACH, SEED)
    alone = left_alone(headlines.reals, library, reals)
    return Report(outcomes(positives, library), [*outcomes(negatives, library), alone])


def outcomes(pairs: Sequence[Pair], library: Library) -> list[Outcome]:
    counts: dict[str, Counter[str]] = {}
    for pair, found in zip(pairs, library.link([pair.waiting for pair in pairs]), strict=True):
        is_right = found is not None and found[1] == pair.live
        counts.setdefault(pair.kind, Counter())["none" if found is None else "right" if is_right else "wrong"] += 1
    return [Outcome(kind, count["right"], count["wrong"], count["none"]) for kind, count in counts.items()]


def left_alone(all_reals: Sequence[Real], library: Library, reals: Sequence[Real]) -> Outcome:
    """Match each real headline with all other real ones; links count as wrong, though a few are the same story."""
    texts, others = [real.text for real in reals], {real.text for real in all_reals}
    linked = 0
    for text, numbers in zip(texts, library.candidates(texts), strict=True):
        near = (library.texts[number] for number in numbers)
        linked += any(other != text and other in others and match(text, other) is not None for other in near)
    return Outcome("another real headline", 0, linked, len(texts) - linked)


def forms_found(headlines: Headlines) -> list[tuple[str, Counter[str]]]:
    """Count how two forms that real pages gave to one headline are linked, by the kind of the pair."""
    counts: dict[str, Counter[str]] = {}
    for pair in headlines.forms:
        is_exact = headline_key(pair.waiting) == headline_key(pair.live)
        shares_key = not set(signatures(pair.waiting)).isdisjoint(signatures(pair.live))
        found = match(pair.waiting, pair.live)
        how = "exact" if is_exact else found.how if found and shares_key else "not found"
        counts.setdefault(pair.kind, Counter())[how] += 1
    return list(counts.items())


def synthetic(corpus: Path, headlines: Headlines, count: int) -> Iterator[str]:
    """Yield headlines as long as real ones, of words with the frequencies of the corpus's bodies."""
    chance = random.Random(SEED)
    words: Counter[str] = Counter()
    for path in sorted((corpus / "truth").glob("*.json")):
        words.update(json.loads(path.read_text("utf-8"))["body"].split())
    vocabulary, weights = list(words), list(words.values())
    lengths = [len(real.text.split()) for real in headlines.reals]
    for _ in range(0, count, BATCH):
        sizes = chance.choices(lengths, k=BATCH)
        drawn = iter(chance.choices(vocabulary, weights, k=sum(sizes)))
        for size in sizes:
            text = " ".join(next(drawn) for _ in range(size))
            yield text[:1].upper() + text[1:]


def cost(library: Library, waiting: Sequence[str]) -> dict[str, float]:
    """Return CPU milliseconds per headline, in batches of BATCH: of the signatures, and of everything."""
    comparable.cache_clear()
    started = time.process_time()
    for text in waiting:
        signatures(text)
    signed = time.process_time()
    comparable.cache_clear()
    for start in range(0, len(waiting), BATCH):
        library.link(waiting[start : start + BATCH])
    ended = time.process_time()
    every = 1_000 / len(waiting)
    return {"signatures": (signed - started) * every, "all": (ended - signed) * every}


def cost_of_pair(pairs: Sequence[Pair]) -> float:
    """Return CPU microseconds to match a pair of headlines that are not cached."""
    comparable.cache_clear()
    started = time.process_time()
    for pair in pairs:
        match(pair.waiting, pair.live)
    return (time.process_time() - started) * 1e6 / len(pairs)


def cost_of_known_pair(pairs: Sequence[Pair]) -> float:
    """Return CPU microseconds to match a pair of headlines that are cached."""
    for pair in pairs:
        match(pair.waiting, pair.live)
    started = time.process_time()
    for pair in pairs:
        match(pair.waiting, pair.live)
    return (time.process_time() - started) * 1e6 / len(pairs)


def main(corpus: Path) -> None:
    headlines = read_headlines(corpus)
    real = [real.text for real in headlines.reals]
    library = Library.of(real)
    print(f"{len(real):,} real headlines, {len(library.hashes) / len(real):.1f} signatures each\n")
    show(evaluate(headlines, library), "the other half of the domains")
    for kind, counts in forms_found(headlines):
        print(f"| {kind} | {dict(counts)} |")
    pairs = pairs_of(headlines, headlines.reals, Changes.POSITIVE, EACH, SEED)
    pairs += pairs_of(headlines, headlines.reals, Changes.NEGATIVE, EACH, SEED)
    print(f"\na pair: {cost_of_pair(pairs):.1f} µs new, {cost_of_known_pair(pairs):.1f} µs known\n")
    print(
        "| headlines | CPU ms a headline | of it signatures | recall, single changes | precision |\n| --- "
        + "| --- " * 4
        + "|"
    )
    for size in SIZES:
        library = Library.of([*real, *synthetic(corpus, headlines, size)])
        spent, report = cost(library, [pair.waiting for pair in pairs]), evaluate(headlines, library)
        figures = f"{spent['all']:.3f} | {spent['signatures']:.3f} | {report.recall_of_single_changes:.3f}"
        print(f"| {len(library.texts):,} | {figures} | {report.precision:.4f} |", flush=True)


def show(report: Report, of_what: str) -> None:
    print(f"Of {of_what}\n\n| changed | pairs | linked rightly | recall |\n| --- | --- | --- | --- |")
    for outcome in report.positives:
        print(f"| {outcome.kind} | {outcome.all} | {outcome.right} | {outcome.right / outcome.all:.3f} |")
    print("\n| another story | pairs | linked falsely | refused |\n| --- | --- | --- | --- |")
    for outcome in report.negatives:
        print(f"| {outcome.kind} | {outcome.all} | {outcome.all - outcome.none} | {outcome.none / outcome.all:.4f} |")
    print(f"\nrecall of single changes {report.recall_of_single_changes:.3f}, precision {report.precision:.4f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
