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

from articles.understanding.classifier.cascade import AFTER, BEFORE_SPANS, SPANS, LineProbabilities
from articles.understanding.classifier.spans import Spans
from articles.understanding.classifier.weights import LINE_STAGES
from articles.understanding.lines import lines_of
from benchmarks.understanding.data import labels, pool
from benchmarks.understanding.data.html_pages import HtmlPage
from benchmarks.understanding.data.labels import NEUTRAL, body_labels, byline_labels, headline_labels, related_labels
from benchmarks.understanding.data.pages import FOLDS, Page, folds_of, scorer_of
from benchmarks.understanding.data.pool import inside_labels, is_taught, taught_labels
from benchmarks.understanding.train.forests import SETTINGS, Rows, cross_validated

LABELS = {f"first_{stage}": stage for stage in ("body", "inside", "headline", "related")}  # what both passes learn


@dataclass(slots=True)
class Example:
    """One dump: its probabilities so far, and the labels of each stage; NEUTRAL ones are not learned from."""

    page: Page
    probabilities: LineProbabilities
    labels: dict[str, np.ndarray]


def examples_of(pages: Sequence[Page], corpus: Path, cache: Path | None = None) -> list[Example]:
    """Label each page, which takes a quarter of a second; `cache` is a folder that keeps labels between runs."""
    with ProcessPoolExecutor(2) as workers:
        found = list(workers.map(_cached_labels, pages, [corpus] * len(pages), [cache] * len(pages), chunksize=20))
    return [Example(page, LineProbabilities(lines_of(page.text)), own) for page, own in zip(pages, found, strict=True)]


def unlabelled(pages: Sequence[Page]) -> list[Example]:
    """Make examples of pages that are only classified, not learned from."""
    examples = []
    for page in pages:
        probabilities = LineProbabilities(lines_of(page.text))
        neutral = np.full(probabilities.features.count, NEUTRAL, dtype=np.int8)
        examples.append(Example(page, probabilities, dict.fromkeys(LINE_STAGES, neutral)))
    return examples


def _cached_labels(page: Page, corpus: Path, cache: Path | None) -> dict[str, np.ndarray]:
    """Label a page, or read its labels from `cache` when the page and this code are unchanged."""
    if cache is None:
        return _labels(page, corpus)
    code = [inspect.getsource(part) for part in ((labels, pool) if is_taught(page.truth) else (labels,))]
    lines = "\n".join(line.text for line in lines_of(page.text))  # how a text is split into lines may change
    parts = (*code, lines, json.dumps(page.truth, sort_keys=True))
    path = cache / (hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest() + ".npz")
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **_labels(page, corpus))
    with np.load(path) as data:
        return dict(data)


def _labels(page: Page, corpus: Path) -> dict[str, np.ndarray]:
    score, texts = scorer_of(corpus), [line.text for line in lines_of(page.text)]
    if is_taught(page.truth):
        return taught_labels(texts, page.truth, score)
    body = body_labels(texts, page.truth["body"])
    unknown = np.full(len(texts), NEUTRAL, dtype=np.int8)
    if "related" not in page.truth:
        return {
            "body": body,
            "inside": inside_labels(body),
            **dict.fromkeys(("headline", "byline", "related"), unknown),
        }
    related = related_labels(texts, page.truth, score)
    related[(related == 1) & (body == 1)] = -1
    return {
        "body": body,
        "inside": inside_labels(body),
        "related": related,
        "headline": headline_labels(texts, page.truth, score),
        "byline": byline_labels(texts, page.truth, score),
    }


def train(examples: Sequence[Example]) -> dict[str, list[lightgbm.Booster]]:
    """Train each stage's forests on all examples, and record out-of-fold probabilities in the examples.

    A stage's members differ by their seed, and by the pages that they learn from; their log-odds are averaged.
    """
    folds = _folds(examples)
    forests = {}
    for stage in LINE_STAGES:
        rows = [example.probabilities.rows(stage) for example in examples]
        sizes = [int(r.sum()) for r in rows]
        x = np.concatenate([e.probabilities.stage_features(stage)[r] for e, r in zip(examples, rows, strict=True)])
        y = np.concatenate([e.labels[LABELS.get(stage, stage)][r] for e, r in zip(examples, rows, strict=True)])
        weight = np.concatenate([_weight(e, stage)[r] for e, r in zip(examples, rows, strict=True)])
        is_text = np.repeat([example.page.weight > 0 for example in examples], sizes)
        weight = np.where(y < 0, 0, weight / weight[(y >= 0) & is_text].mean())
        always = np.repeat([_is_always_learned(example.page, stage) for example in examples], sizes)
        fold = np.repeat(folds, sizes)
        members = [
            (
                Rows(x, y, np.where(always | (seed % 2 == 1), weight, 0), fold),
                replace(SETTINGS[stage], seed=seed + 1),
            )
            for seed in range(SETTINGS[stage].members)
        ]
        values, forests[stage] = cross_validated(members, FOLDS)
        for example, row, own in zip(examples, rows, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
            example.probabilities.record(stage, row, own)
        print(f"{stage}: {(weight > 0).sum():,} lines, {x.shape[1]} features, {len(members)} members", flush=True)
        if stage == BEFORE_SPANS:
            forests[SPANS] = _train_spans(examples, folds)
        if stage in AFTER:
            forests[AFTER[stage]] = _train_with_markup(AFTER[stage], examples, folds)
    return forests


def _is_always_learned(page: Page, stage: str) -> bool:
    """Whether every member of a stage learns from a page; others are learned from by every second member.

    The pool's pages are, for bodies and lists; for headlines and bylines they are no surer than extra pages.
    """
    return page.weight == 1 or (is_taught(page.truth) and stage.removeprefix("first_") in ("body", "inside", "related"))


def _folds(examples: Sequence[Example]) -> list[int]:
    """Assign folds to the corpus' own domains first, so that other pages don't change them."""
    own = list(dict.fromkeys(e.page.domain for e in examples if _is_own(e.page)))
    others = list(dict.fromkeys(e.page.domain for e in examples if e.page.domain not in own))
    folds = dict(zip(own, folds_of(own), strict=True)) | dict(zip(others, folds_of(others), strict=True))
    return [folds[example.page.domain] for example in examples]


def _is_own(page: Page) -> bool:
    """Whether a page is of the corpus itself, or made of such a page."""
    return page.weight == 1 or (page.weight == 0 and getattr(page, "markup_weight", 1.0) == 1)


def _train_spans(examples: Sequence[Example], folds: Sequence[int]) -> list[lightgbm.Booster]:
    """Train the forest that chooses the story's stretch, by the F1 of each candidate, and record its choice.

    It learns from the corpus alone: where the truth is made of what two readers agree on, it was no help.
    """
    found = [example.probabilities.spans() for example in examples]
    sizes = [len(matrix) for _, matrix in found]
    x = np.concatenate([matrix for _, matrix in found])
    y = np.concatenate([_span_f1(example, spans) for example, (spans, _) in zip(examples, found, strict=True)])
    own = np.array([e.page.weight == 1 and (e.labels["body"] == 1).any() for e in examples])
    weight = np.repeat(own / np.sqrt(sizes), sizes)
    rows = Rows(x, y, weight / weight[weight > 0].mean(), np.repeat(folds, sizes))
    members = [(rows, replace(SETTINGS[SPANS], seed=seed + 1)) for seed in range(SETTINGS[SPANS].members)]
    values, forests = cross_validated(members, FOLDS)
    for example, (spans, _), one in zip(examples, found, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
        example.probabilities.record_span(spans, one)
    print(f"{SPANS}: {(weight > 0).sum():,} stretches, {x.shape[1]} features", flush=True)
    return forests


def _span_f1(example: Example, spans: Spans) -> np.ndarray:
    """The F1, by words, of each stretch beside the labels of the body; lines that aren't learned from don't count."""
    label = example.labels["body"]
    words = example.probabilities.features["words"] * (label != NEUTRAL)
    total, both, size = (words * (label == 1)).sum(), [], []
    for number in range(len(spans.start)):
        kept = words * spans.kept(number)
        both.append((kept * (label == 1)).sum())
        size.append(kept.sum())
    return 2 * np.array(both) / np.maximum(1, np.array(size) + total)


def _train_with_markup(stage: str, examples: Sequence[Example], folds: Sequence[int]) -> list[lightgbm.Booster]:
    """Train a forest that uses mark-up, and record its out-of-fold probabilities in the HTML pages; others are left.

    The text stages' probabilities must be out of fold already.
    """
    own = [(e, e.page, fold) for e, fold in zip(examples, folds, strict=True) if isinstance(e.page, HtmlPage)]
    if not own:
        return []
    label, weigh = ("body", body_weight) if stage == "page_body" else ("related", list_weight)
    x = np.concatenate([e.probabilities.markup_stage_features(stage, page.html.marks) for e, page, _ in own])
    y = np.concatenate([e.labels[label] for e, _, _ in own])
    weight = np.where(y < 0, 0, np.concatenate([weigh(e) * page.markup_weight for e, page, _ in own]))
    sizes = [len(e.labels[label]) for e, _, _ in own]
    rows = Rows(x, y, weight / weight[weight > 0].mean(), np.repeat([fold for _, _, fold in own], sizes))
    values, forests = cross_validated([(rows, SETTINGS[stage])], FOLDS)
    for (example, _, _), probabilities in zip(own, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
        example.probabilities.record_markup(stage, probabilities)
    print(f"{stage}: {(weight > 0).sum():,} lines, {x.shape[1]} features", flush=True)
    return forests


def _weight(example: Example, stage: str) -> np.ndarray:
    """Weigh each line; long pages count more than short ones, but less than by their length."""
    count = example.probabilities.features.count
    if stage in ("first_headline", "headline"):
        return np.full(count, example.page.weight / max(1, example.probabilities.rows(stage).sum()))
    if stage == "byline":
        return np.full(count, example.page.weight)
    if stage in ("first_related", "related"):
        return example.page.weight * list_weight(example)
    return example.page.weight * body_weight(example)


def list_weight(example: Example) -> np.ndarray:
    """Weigh each line for the list's stages, without the page's own weight."""
    count = example.probabilities.features.count
    return np.full(count, 1 / np.sqrt(count + 100))


def body_weight(example: Example) -> np.ndarray:
    """Weigh each line for the body's stages by its share of the body, without the page's own weight."""
    features, count = example.probabilities.features, example.probabilities.features.count
    tokens, body = features["words"] + 3, example.labels["body"] == 1
    if not body.any():
        return np.zeros(count)
    by_share = np.sqrt(tokens / tokens[body].sum())
    return (by_share / MEAN_SHARE + count / (count + 150) / MEAN_LENGTH) / 2


MEAN_SHARE, MEAN_LENGTH = 0.116, 0.591  # means over the corpus' lines, by which both parts count alike
