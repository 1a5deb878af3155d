"""Quality beside the peers, by the corpus' own scorer, as Markdown."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from articles.understanding.classifier.weights import FOLDER
from benchmarks.report.tables import rows
from benchmarks.understanding.data.pages import digest_of, scorer_of
from benchmarks.understanding.data.samples import LANGUAGES, Sample, missing
from benchmarks.understanding.evaluate.peers import PEERS, Prediction
from benchmarks.understanding.evaluate.rounds import OURS, ROOT, Outcome

type Predictions = Mapping[str, Prediction]  # by page

FIELDS = ("body P", "R", "F1", "headline strict", "any", "related P", "R", "F1", "quiet", "byline", "published")
OUT_OF_FOLD = "out of fold: by forests that saw no page of the site"
UNSEEN = "by the shipped weights, made from another corpus"
SEEN = "BY THE SHIPPED WEIGHTS, WHICH HAVE SEEN THESE PAGES: the figures flatter"


def quality(
    corpus: Path, samples: Sequence[Sample], outcomes: Mapping[str, Outcome], held_out: Mapping[str, Predictions]
) -> str:
    """Make the tables of quality, by field and by language.

    `held_out`: our out-of-fold predictions by form of the page; {} scores the shipped weights.
    """
    score = scorer_of(corpus).score
    guesses = {name: held_out.get(name, outcome.predictions) for name, outcome in outcomes.items()}
    systems = {f"**newsreader**, {form}{warning(kind, corpus, held_out)}": guesses[kind] for kind, form in OURS.items()}
    systems |= {f"{peer.label}, HTML": guesses[peer.name] for peer in PEERS if peer.name in guesses}
    truths = {sample.id: sample.truth for sample in samples}
    results = {name: score(truths, predictions) for name, predictions in systems.items()}
    fields = [[name, *figures(results[name], predictions)] for name, predictions in systems.items()]
    languages = [
        [name, *(by_language(score, samples, group, predictions) for group in LANGUAGES)]
        for name, predictions in systems.items()
    ]
    counts = [f"{group} ({sum(sample.group == group for sample in samples)} pages)" for group in LANGUAGES]
    return "\n\n".join(
        [
            rows("extractor", *FIELDS, body=fields),
            rows("body P / R / F1", *counts, body=languages),
            notes(corpus, samples, outcomes, held_out),
        ]
    )


def warning(kind: str, corpus: Path, held_out: Mapping[str, Predictions]) -> str:
    """Return a warning where the weights have seen the pages."""
    return " (not out of fold!)" if kind not in held_out and (held_out or is_trained_on(corpus)) else ""


def figures(result: Mapping[str, Any], predictions: Predictions) -> list[str]:
    """Make the cells of a row; "-" for fields that the extractor never predicts."""
    body, head, related = result["body"], result["headline"], result["related"]
    fields = ("headline", "related", "byline", "published")
    predicted = {field: any(guess.get(field) for guess in predictions.values()) for field in fields}
    return [
        *(three(body[key]) for key in ("precision", "recall", "f1")),
        *(three(head[key], predicted["headline"]) for key in ("strict", "any")),
        *(three(related[key], predicted["related"]) for key in ("precision", "recall", "f1", "quiet_when_none")),
        *(three(result[field]["hit"], predicted[field]) for field in ("byline", "published")),
    ]


def three(figure: float | None, is_predicted: bool = True) -> str:
    return f"{figure:.3f}" if is_predicted and figure is not None else "-"


def by_language(score: Any, samples: Sequence[Sample], group: str, predictions: Predictions) -> str:  # noqa: ANN401
    body = score({s.id: s.truth for s in samples if s.group == group}, predictions)["body"]
    return " / ".join(three(body[key]) for key in ("precision", "recall", "f1"))


def notes(
    corpus: Path, samples: Sequence[Sample], outcomes: Mapping[str, Outcome], held_out: Mapping[str, Predictions]
) -> str:
    """List which weights made the predictions, and what failed."""
    by_weights = SEEN if is_trained_on(corpus) else UNSEEN
    lines = [f"- Ours, {form}: {OUT_OF_FOLD if kind in held_out else by_weights}." for kind, form in OURS.items()]
    failed = {name: outcome.failures for name, outcome in outcomes.items() if outcome.failures}
    lines += [f"- {OURS.get(name, name)}: {count} pages failed, counted as empty." for name, count in failed.items()]
    lines += [f"- {OURS[kind]}: {count} pages lack it, counted as empty." for kind, count in missing(samples).items()]
    lines += [f"- {peer.name} isn't installed." for peer in PEERS if peer.name not in outcomes]
    return "\n".join(lines)


def is_trained_on(corpus: Path) -> bool:
    """Whether the shipped weights were trained on this corpus."""
    return provenance()["corpus"] == digest_of(corpus)


def provenance() -> dict[str, Any]:
    """Read what the shipped weights were trained on, and the tables that the training printed."""
    return json.loads(FOLDER.joinpath("weights.json").read_text("utf-8"))


def trained() -> dict[str, str]:
    """Return the tables of the training: figures by dump and language, calibration, and refusals."""
    made = provenance()
    calibration, refusals = "\n".join(made["calibration"]).split("\n\n")
    return {"figures": "\n".join(made["figures"]), "calibration": calibration, "refusals": refusals}


def cross_validated(corpus: Path) -> dict[str, Predictions]:
    """Run the training command and return its out-of-fold predictions by form of the page; it takes minutes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        command = [
            "benchmarks.understanding.train",
            str(corpus),
            "--extra",
            "--dry-run",
            "--predictions",
            str(path),
        ]
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
        return read_predictions(path)


def read_predictions(path: Path) -> dict[str, Predictions]:
    """Read a file that `train --predictions` wrote: predictions by form of the page and id."""
    found: dict[str, dict[str, Prediction]] = {}
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        found.setdefault(data["kind"], {})[data["id"]] = data
    return found
