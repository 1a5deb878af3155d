"""Every stage's forest, out of fold and on everything, from pages that were labelled."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from articles.understanding.judging import Judgement
from articles.understanding.lines import lines_of
from articles.understanding.weights import STAGES
from benchmarks.understanding.fitting import Setting, fit, out_of_fold
from benchmarks.understanding.labels import (
    NEUTRAL,
    body_labels,
    byline_labels,
    headline_labels,
    related_labels,
)
from benchmarks.understanding.pages import FOLDS, Page, folds_of, scorer_of

SETTINGS = {
    "first_body": Setting(180),
    "first_inside": Setting(100),
    "body": Setting(180),
    "inside": Setting(100),
    "headline": Setting(250, leaves=15, rate=0.04, least=20, columns=0.25),
    "byline": Setting(100, leaves=15, least=10, columns=0.4),
    "related": Setting(120, columns=0.3),
}


@dataclass(slots=True)
class Example:
    """One dump: its judgement so far, and for each stage its labels; -1 is not learned from."""

    page: Page
    judgement: Judgement
    labels: dict[str, np.ndarray]


def examples_of(pages: Sequence[Page], corpus: str) -> list[Example]:
    """Each page with its labels, two processes at a time: the labels of a page take a quarter of a second."""
    with ProcessPoolExecutor(2) as pool:
        labels = list(pool.map(_labels, pages, [corpus] * len(pages), chunksize=20))
    return [Example(page, Judgement(lines_of(page.text)), own) for page, own in zip(pages, labels, strict=True)]


def unlearned(pages: Sequence[Page]) -> list[Example]:
    """The same for pages that are only judged."""
    examples = []
    for page in pages:
        judgement = Judgement(lines_of(page.text))
        neutral = np.full(judgement.line.count, NEUTRAL, dtype=np.int8)
        examples.append(Example(page, judgement, dict.fromkeys(STAGES, neutral)))
    return examples


def _labels(page: Page, corpus: str) -> dict[str, np.ndarray]:
    score, texts = scorer_of(Path(corpus)), [line.text for line in lines_of(page.text)]
    body = body_labels(texts, page.truth["body"])
    unknown = np.full(len(texts), NEUTRAL, dtype=np.int8)
    if "related" not in page.truth:
        return {**_body_stages(body), **dict.fromkeys(("headline", "byline", "related"), unknown)}
    related = related_labels(texts, page.truth, score)
    related[(related == 1) & (body == 1)] = -1
    return {
        **_body_stages(body),
        "related": related,
        "headline": headline_labels(texts, page.truth, score),
        "byline": byline_labels(texts, page.truth, score),
    }


def _body_stages(body: np.ndarray) -> dict[str, np.ndarray]:
    inside = np.zeros_like(body)
    if body.any():
        places = np.flatnonzero(body)
        inside[places[0] : places[-1] + 1] = 1
    return {"first_body": body, "body": body, "first_inside": inside, "inside": inside}


def train(examples: Sequence[Example]) -> dict[str, list[lightgbm.Booster]]:
    """The forests of each stage on everything; the examples' judgements end up filled out of fold.

    With extra pages the body's stages have two members, one without them and one with; their log-odds are averaged.
    """
    folds = folds_of([example.page.domain for example in examples])
    forests = {}
    for stage in STAGES:
        rows = [example.judgement.rows(stage) for example in examples]
        sizes = [int(r.sum()) for r in rows]
        x = np.concatenate([e.judgement.columns(stage)[r] for e, r in zip(examples, rows, strict=True)])
        y = np.concatenate([e.labels[stage][r] for e, r in zip(examples, rows, strict=True)])
        weight = np.concatenate([_weight(e, stage)[r] for e, r in zip(examples, rows, strict=True)])
        weight = np.where(y < 0, 0, weight / weight[y >= 0].mean())
        whole = np.repeat([example.page.weight == 1 for example in examples], sizes)
        members = [np.where(whole, weight, 0)]
        if weight[~whole].any():
            members.append(weight)
        values = _mean(
            [out_of_fold(x, y, own, np.repeat(folds, sizes), range(FOLDS), SETTINGS[stage]) for own in members]
        )
        for example, row, own in zip(examples, rows, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
            example.judgement.say(stage, row, own)
        forests[stage] = [fit(x[own > 0], y[own > 0], own[own > 0], SETTINGS[stage]) for own in members]
        print(f"{stage}: {(weight > 0).sum():,} lines, {x.shape[1]} columns, {len(members)} members", flush=True)
    return forests


def _mean(values: Sequence[np.ndarray]) -> np.ndarray:
    """The probability of the mean log-odds, as a forest of all members' trees gives it."""
    odds = np.mean([np.log(p / (1 - p)) for p in values], axis=0)
    return 1 / (1 + np.exp(-odds))


def _weight(example: Example, stage: str) -> np.ndarray:
    """A line counts by its share of the page's body, and so that long pages count more, but not by their length."""
    line, count = example.judgement.line, example.judgement.line.count
    if stage in ("headline", "byline"):
        return np.full(count, example.page.weight / max(1, example.judgement.rows(stage).sum()))
    if stage == "related":
        return np.full(count, example.page.weight / np.sqrt(count + 100))
    tokens, body = line["words"] + 3, example.labels["body"] == 1
    if not body.any():
        return np.zeros(count)
    by_share = np.sqrt(tokens / tokens[body].sum())
    return example.page.weight * (by_share / MEAN_SHARE + count / (count + 150) / MEAN_LENGTH) / 2


MEAN_SHARE, MEAN_LENGTH = 0.116, 0.591  # of both parts over the lines of the corpus, so that they count alike
