"""Train the understanding on a corpus folder: `python -m benchmarks.understanding.train CORPUS`.

Prints the cross-validated tables (five folds, all pages of a domain in one), then writes weights and provenance.
"""

import argparse
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from articles.understanding.classifier import weights
from articles.understanding.classifier.forest import DEPTH, LEAVES, NODES
from articles.understanding.classifier.logistic import FIELDS, Logistic
from articles.understanding.classifier.weights import NAME, PAGE_NAME, PAGE_STAGES, STAGES
from benchmarks.understanding.data.html_pages import KIND as HTML
from benchmarks.understanding.data.html_pages import predicted_story, read_html
from benchmarks.understanding.data.made_pages import made_pages
from benchmarks.understanding.data.pages import KINDS, Page, digest_of, prediction, read_extra, read_pages, table
from benchmarks.understanding.data.pool import is_taught, read_pool
from benchmarks.understanding.train.calibration import calibrated
from benchmarks.understanding.train.stages import Example, examples_of, train, unlabelled

EXTRA_WEIGHT = 0.5  # of the extra pages and the pool, whose truth is weak
FOLDER = Path(weights.__file__).parent
COLLECTIONS = {
    "scrapinghub/article-extraction-benchmark 4a3bc979": "MIT",
    "flairNLP/fundus, parser test data, 18da6e53": "MIT",
    "adbar/trafilatura, postlight/parser, mozilla/readability, test pages": "Apache-2.0, MIT",
    "goose3/goose3, AndyTheFactory/newspaper4k, test pages": "Apache-2.0, MIT",
    "Murrough-Foley/web-content-extraction-benchmark (WCXB) c039d5ee": "CC BY 4.0, (c) 2026 Murrough Foley",
}


def main() -> None:
    """Train, evaluate, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder for the weights")
    parser.add_argument("--extra", action="store_true", help="learn from the folders extra and pool too")
    parser.add_argument("--labels", type=Path, help="folder that keeps the pages' labels between runs")
    parser.add_argument("--dry-run", action="store_true", help="evaluate only, write no weights")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write the out-of-fold stories here, as JSONL")
    parser.add_argument("--pool", type=Path, metavar="FOLDER", help="write the pool's out-of-fold stories here too")
    options = parser.parse_args()
    teacher = _weights_digest()
    pages = [*read_pages(options.corpus), *read_html(options.corpus)]
    extra = _extra(options.corpus, pages) if options.extra else []
    examples = examples_of([*pages, *extra], options.corpus, options.labels)
    own = examples[: len(pages)]
    dumps = [example for example in own if example.page.kind in KINDS]
    made = unlabelled(made_pages([e.page for e in dumps], [e.labels["body"] for e in dumps]))
    forests = train([*own, *made, *examples[len(pages) :]])
    wholes, calibration = calibrated([*own, *made], options.corpus)
    predictions = [prediction(predicted_story(example.page, example.probabilities)) for example in own]
    rows = table(options.corpus, pages, predictions)
    print("\n".join([*rows, "", *calibration]))
    if options.predictions:
        write_predictions(options.predictions, pages, predictions)
    if options.pool:
        write_pool(options.pool, examples[len(pages) :])
    if not options.dry_run:
        provenance = _provenance(options.corpus, rows, calibration, extra=options.extra)
        provenance |= {"pool_taught_by": teacher} if options.extra else {}
        write(forests, wholes, options.into, provenance)


def _extra(corpus: Path, pages: Sequence[Page]) -> list[Page]:
    """Read the pages that have a weaker truth, or none but what two readers of their HTML say."""
    return [*read_extra(corpus, EXTRA_WEIGHT, {page.domain for page in pages}), *read_pool(corpus, EXTRA_WEIGHT)]


def write_predictions(path: Path, pages: Sequence[Page], predictions: Sequence[dict[str, Any]]) -> None:
    """Write one JSON object a line: the page's id, the kind of its dump, and what score.py reads."""
    with path.open("w", encoding="utf-8") as file:
        for page, guess in zip(pages, predictions, strict=True):
            file.write(json.dumps({"id": page.id, "kind": page.kind, **guess}, ensure_ascii=False) + "\n")


def write_pool(folder: Path, examples: Sequence[Example]) -> None:
    """Write the stories of the pool's pages, one file for each form of them, as the pool's score.py reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (*KINDS, HTML):
        pages = [example for example in examples if example.page.kind == kind and is_taught(example.page.truth)]
        guesses = [prediction(predicted_story(example.page, example.probabilities)) for example in pages]
        write_predictions(folder / f"{kind}.jsonl", [example.page for example in pages], guesses)


def write(
    forests: Mapping[str, Sequence[lightgbm.Booster]],
    wholes: Mapping[str, Logistic],
    folder: Path,
    provenance: dict[str, Any],
) -> None:
    """Write text forests and regressions as one npz, the mark-up forests as another, and the provenance as JSON."""
    for file, stages in ((NAME, STAGES), (PAGE_NAME, PAGE_STAGES)):
        arrays = {f"{stage}.{name}": array for stage in stages for name, array in flat_arrays(forests[stage]).items()}
        if file == NAME:
            arrays |= {f"whole.{whole}.{name}": getattr(one, name) for whole, one in wholes.items() for name in FIELDS}
        np.savez_compressed(folder / file, **arrays)
    text = json.dumps(provenance, indent=1, ensure_ascii=False)
    (folder / NAME).with_suffix(".json").write_text(text + "\n", "utf-8")


def flat_arrays(members: Sequence[lightgbm.Booster]) -> dict[str, np.ndarray]:
    """Lay out the members' trees as the arrays of one Forest, by the names that the weights have on disk.

    Thresholds are rounded down to float32, since the features are float32.
    """
    trees = [tree["tree_structure"] for booster in members for tree in booster.dump_model()["tree_info"]]
    features = np.zeros((len(trees), NODES), dtype=np.int16)
    thresholds = np.full((len(trees), NODES), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), LEAVES), dtype=np.float32)
    for number, tree in enumerate(trees):
        _lay_out(tree, 0, 0, features[number], thresholds[number], leaves[number])
    return {"columns": features, "borders": thresholds, "leaves": leaves / len(members)}


def _lay_out(
    tree: Mapping[str, Any], node: int, level: int, features: np.ndarray, thresholds: np.ndarray, leaves: np.ndarray
) -> None:
    if "leaf_value" in tree:
        leaves[(node + 1) * 2 ** (DEPTH - level) - LEAVES] = tree["leaf_value"]  # infinite thresholds lead left
        return
    threshold = np.float32(tree["threshold"])
    features[node] = tree["split_feature"]
    thresholds[node] = threshold if threshold <= tree["threshold"] else np.nextafter(threshold, np.float32(-np.inf))
    _lay_out(tree["left_child"], 2 * node + 1, level + 1, features, thresholds, leaves)
    _lay_out(tree["right_child"], 2 * node + 2, level + 1, features, thresholds, leaves)


def _weights_digest() -> str:
    """Digest the weights as they are now, by which the pool is taught."""
    return blake2b(b"".join((FOLDER / name).read_bytes() for name in (NAME, PAGE_NAME)), digest_size=8).hexdigest()


def _provenance(corpus: Path, rows: Sequence[str], calibration: Sequence[str], *, extra: bool) -> dict[str, Any]:
    return {
        "made_by": "python -m benchmarks.understanding.train CORPUS" + " --extra" * extra,
        "made_on": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "corpus": digest_of(corpus),
        "lexicon": weights.lexicon_digest(),
        "collections": COLLECTIONS,
        "texts": "The articles remain their publishers' property; the weights hold no text, only numbers.",
        "lightgbm": lightgbm.__version__,
        "figures": list(rows),
        "calibration": list(calibration),
    }


if __name__ == "__main__":
    main()
