"""Train every stage's forest on labelled pages, out of fold and on all of them."""

import hashlib
import inspect
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import lightgbm
import numpy as np

from articles.understanding.classifier.cascade import BEFORE_MARKUP, LineProbabilities
from articles.understanding.classifier.weights import PAGE_STAGE, STAGES
from articles.understanding.lines import lines_of
from benchmarks.understanding.data import labels
from benchmarks.understanding.data.html_pages import train_with_markup
from benchmarks.understanding.data.labels import NEUTRAL, body_labels, byline_labels, headline_labels, related_labels
from benchmarks.understanding.data.pages import FOLDS, Page, folds_of, scorer_of
from benchmarks.understanding.train.forests import SETTINGS, fit, out_of_fold

LABELS = {f"first_{stage}": stage for stage in ("body", "inside", "headline", "related")}  # what both passes learn


@dataclass(slots=True)
class Example:
    """One dump: its probabilities so far, and the labels of each stage; NEUTRAL ones are not learned from."""

    page: Page
    probabilities: LineProbabilities
    labels: dict[str, np.ndarray]


def examples_of(pages: Sequence[Page], corpus: Path, cache: Path | None = None) -> list[Example]:
    """Label each page, which takes a quarter of a second; `cache` is a folder that keeps labels between runs."""
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(_cached_labels, pages, [corpus] * len(pages), [cache] * len(pages), chunksize=20))
    return [Example(page, LineProbabilities(lines_of(page.text)), own) for page, own in zip(pages, found, strict=True)]


def unlabelled(pages: Sequence[Page]) -> list[Example]:
    """Make examples of pages that are only classified, not learned from."""
    examples = []
    for page in pages:
        probabilities = LineProbabilities(lines_of(page.text))
        neutral = np.full(probabilities.features.count, NEUTRAL, dtype=np.int8)
        examples.append(Example(page, probabilities, dict.fromkeys(STAGES, neutral)))
    return examples


def _cached_labels(page: Page, corpus: Path, cache: Path | None) -> dict[str, np.ndarray]:
    """Label a page, or read its labels from `cache` when the page and this code are unchanged."""
    if cache is None:
        return _labels(page, corpus)
    parts = (inspect.getsource(labels), inspect.getsource(_labels), page.text, json.dumps(page.truth, sort_keys=True))
    path = cache / (hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest() + ".npz")
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **_labels(page, corpus))
    with np.load(path) as data:
        return dict(data)


def _labels(page: Page, corpus: Path) -> dict[str, np.ndarray]:
    score, texts = scorer_of(corpus), [line.text for line in lines_of(page.text)]
    body = body_labels(texts, page.truth["body"])
    unknown = np.full(len(texts), NEUTRAL, dtype=np.int8)
    if "related" not in page.truth:
        return {"body": body, "inside": _inside(body), **dict.fromkeys(("headline", "byline", "related"), unknown)}
    related = related_labels(texts, page.truth, score)
    related[(related == 1) & (body == 1)] = -1
    return {
        "body": body,
        "inside": _inside(body),
        "related": related,
        "headline": headline_labels(texts, page.truth, score),
        "byline": byline_labels(texts, page.truth, score),
    }


def _inside(body: np.ndarray) -> np.ndarray:
    """Label the lines from the body's first to its last 1."""
    inside = np.zeros_like(body)
    if body.any():
        places = np.flatnonzero(body)
        inside[places[0] : places[-1] + 1] = 1
    return inside


def train(examples: Sequence[Example]) -> dict[str, list[lightgbm.Booster]]:
    """Train each stage's forests on all examples, and record out-of-fold probabilities in the examples.

    A stage's members differ by their seed, and every second one learns from the extra pages too; their log-odds are
    averaged.
    """
    folds = _folds(examples)
    forests = {}
    for stage in STAGES:
        rows = [example.probabilities.rows(stage) for example in examples]
        sizes = [int(r.sum()) for r in rows]
        x = np.concatenate([e.probabilities.stage_features(stage)[r] for e, r in zip(examples, rows, strict=True)])
        y = np.concatenate([e.labels[LABELS.get(stage, stage)][r] for e, r in zip(examples, rows, strict=True)])
        weight = np.concatenate([_weight(e, stage)[r] for e, r in zip(examples, rows, strict=True)])
        is_text = np.repeat([example.page.weight > 0 for example in examples], sizes)
        weight = np.where(y < 0, 0, weight / weight[(y >= 0) & is_text].mean())
        whole = np.repeat([example.page.weight == 1 for example in examples], sizes)
        members = [
            (np.where(whole | (seed % 2 == 1), weight, 0), replace(SETTINGS[stage], seed=seed + 1))
            for seed in range(SETTINGS[stage].members)
        ]
        fold = np.repeat(folds, sizes)
        values = _mean([out_of_fold(x, y, own, fold, range(FOLDS), setting) for own, setting in members])
        for example, row, own in zip(examples, rows, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
            example.probabilities.record(stage, row, own)
        forests[stage] = [fit(x[own > 0], y[own > 0], own[own > 0], setting) for own, setting in members]
        if stage == BEFORE_MARKUP:
            forests[PAGE_STAGE] = _train_with_markup(examples, folds)
        print(f"{stage}: {(weight > 0).sum():,} lines, {x.shape[1]} features, {len(members)} members", flush=True)
    return forests


def _folds(examples: Sequence[Example]) -> list[int]:
    """Assign folds to the corpus' own domains first, so that extra pages don't change them."""
    domains = [example.page.domain for example in examples]
    own = sum(example.page.weight in (0, 1) for example in examples)  # these come first
    return folds_of(domains[:own]) + folds_of(domains[own:])


def _train_with_markup(examples: Sequence[Example], folds: Sequence[int]) -> list[lightgbm.Booster]:
    return train_with_markup(
        [example.page for example in examples],
        [example.probabilities for example in examples],
        [example.labels["body"] for example in examples],
        [body_weight(example) for example in examples],
        folds,
    )


def _mean(values: Sequence[np.ndarray]) -> np.ndarray:
    """Turn the members' probabilities into that of their mean log-odds, as one forest of all their trees gives it."""
    if len(values) == 1:
        return values[0]
    odds = np.mean([np.log(p / (1 - p)) for p in values], axis=0)
    return 1 / (1 + np.exp(-odds))


def _weight(example: Example, stage: str) -> np.ndarray:
    """Weigh each line; long pages count more than short ones, but less than by their length."""
    count = example.probabilities.features.count
    if stage in ("first_headline", "headline"):
        return np.full(count, example.page.weight / max(1, example.probabilities.rows(stage).sum()))
    if stage == "byline":
        return np.full(count, example.page.weight)
    if stage in ("first_related", "related"):
        return np.full(count, example.page.weight / np.sqrt(count + 100))
    return example.page.weight * body_weight(example)


def body_weight(example: Example) -> np.ndarray:
    """Weigh each line for the body's stages by its share of the body, without the page's own weight."""
    features, count = example.probabilities.features, example.probabilities.features.count
    tokens, body = features["words"] + 3, example.labels["body"] == 1
    if not body.any():
        return np.zeros(count)
    by_share = np.sqrt(tokens / tokens[body].sum())
    return (by_share / MEAN_SHARE + count / (count + 150) / MEAN_LENGTH) / 2


MEAN_SHARE, MEAN_LENGTH = 0.116, 0.591  # means over the corpus' lines, by which both parts count alike
