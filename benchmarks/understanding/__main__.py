"""Quality and speed of the understanding beside the best extractors of HTML: `make bench-understanding`."""

import argparse
import importlib.util
import os
import sys
from pathlib import Path

from benchmarks.report.tables import filled
from benchmarks.understanding.data.samples import missing, read_samples
from benchmarks.understanding.evaluate.rounds import ROOT, measure
from benchmarks.understanding.evaluate.speed import loading, sizes, speed
from benchmarks.understanding.report.quality import Predictions, cross_validated, quality, read_predictions, trained

ROUNDS = 3


def main() -> int:
    """Print the tables as Markdown, and write them into a document if asked to."""
    options = arguments()
    if not (options.corpus / "truth").is_dir():
        print(f"There is no corpus at {options.corpus}; name its folder, or set NEWSREADER_CORPUS.")
        return 0
    samples = read_samples(options.corpus)
    lacks = [f"; {count} without {kind}" for kind, count in missing(samples).items()]
    print(f"{len(samples)} pages{''.join(lacks)}", flush=True)
    held_out = {} if options.shipped else out_of_fold(options)
    outcomes = measure(options.corpus, options.rounds)
    sections = {**trained(), "speed": speed(outcomes), "sizes": f"{sizes(samples)}\n\n{loading()}"}
    if held_out is not None:
        first = {name: rounds[0] for name, rounds in outcomes.items()}
        sections = {"quality": quality(options.corpus, samples, first, held_out), **sections}
    for name, text in sections.items():
        print(f"\n## {name}\n\n{text}")
    if options.write:
        options.write.write_text(filled(options.write.read_text("utf-8"), sections), "utf-8")
    return 0


def out_of_fold(options: argparse.Namespace) -> dict[str, Predictions] | None:
    """Return our out-of-fold predictions by form of the page; None without LightGBM."""
    if options.predictions:
        return read_predictions(options.predictions)
    if importlib.util.find_spec("lightgbm"):
        return cross_validated(options.corpus)
    print("Without lightgbm only speed is measured; `make bench-understanding` brings it, and the peers.")
    return None


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=default_corpus(), help="default: NEWSREADER_CORPUS")
    scored = parser.add_mutually_exclusive_group()
    scored.add_argument(
        "--shipped", action="store_true", help="score the shipped weights: for a corpus that they never saw"
    )
    scored.add_argument("--predictions", type=Path, metavar="FILE", help="written by `train --predictions FILE`")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of the clock; default {ROUNDS}")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a document with a place for each table")
    return parser.parse_args()


def default_corpus() -> Path:
    return Path(os.environ.get("NEWSREADER_CORPUS") or ROOT.parent / "shared" / "corpus")


if __name__ == "__main__":
    sys.exit(main())
