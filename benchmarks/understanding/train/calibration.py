"""Fit the regressions behind a story's confidence and the type of its page, and measure their calibration."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np

from articles.documents.reconciling import headline_line, reconcile
from articles.text.normal_form import normal_form
from articles.understanding.classifier.confidence import STORY, confirmed_features
from articles.understanding.classifier.logistic import Logistic
from articles.understanding.classifier.page_features import (
    body_confidence_features,
    headline_confidence_features,
    may_be_list,
    related_confidence_features,
    story_features,
)
from articles.understanding.lines import lines_of
from articles.understanding.pipeline import story_of
from articles.understanding.story import TEXT_ROLES, Role, Story
from benchmarks.understanding.data.html_pages import HtmlPage, predicted_roles
from benchmarks.understanding.data.made_pages import MAKINGS, STORIES
from benchmarks.understanding.data.pages import FOLDS, Page, folds_of, prediction, scorer_of
from benchmarks.understanding.train.stages import Example

BODY_F1, RELATED_F1 = 0.9, 0.8  # from which on a part counts as right
BORDERS = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 1)
NAMES = {"headline": "headline", "confirmed": "headline, given by HTML", "body": "body", "related": "list"}
RIDGE = 10.0  # penalty; from 1 to 60 it hardly matters
ROUNDS = 30  # of Newton's method; it has settled after ten


@dataclass(frozen=True, slots=True)
class Classified:
    """A page as it is understood out of fold, and its fold."""

    example: Example
    roles: list[Role]
    story: Story
    fold: int

    @property
    def page(self) -> Page:
        return self.example.page


@dataclass(frozen=True, slots=True)
class Cases:
    """Training data of one regression: features, outcome and fold of each page."""

    x: np.ndarray
    y: np.ndarray
    fold: np.ndarray

    def held_out(self) -> np.ndarray:
        """Predict each row by a regression trained without its fold."""
        out = np.zeros(len(self.y))
        for held in range(FOLDS):
            test = self.fold == held
            one = fit_logistic(self.x[~test], self.y[~test])
            out[test] = [one.probability(row) for row in self.x[test]]
        return out


def calibrated(examples: Sequence[Example], corpus: Path) -> tuple[dict[str, Logistic], list[str]]:
    """Fit a regression for each property of a page, and make Markdown tables of their calibration out of fold.

    `examples` hold out-of-fold probabilities: the corpus' dumps, its HTML pages, and the pages made from them.
    """
    folds = folds_of([example.page.domain for example in examples])
    pages = [_classified(example, fold) for example, fold in zip(examples, folds, strict=True)]
    real, scorer = [one for one in pages if not one.page.made], scorer_of(corpus)
    cases = {
        "headline": _cases([one for one in real if _has_headline(one)], _headline_features, scorer, "headline"),
        "body": _cases(real, _body_features, scorer, "body"),
        "related": _cases(real, _related_features, scorer, "related"),
    }
    held_out = {part: own.held_out() for part, own in cases.items()}
    cases["confirmed"] = _confirmed([one for one in real if _has_headline(one)], held_out["headline"], scorer)
    held_out["confirmed"] = cases["confirmed"].held_out()
    unsure = [one for one in pages if _may_be_either(one)]
    cases["story"] = _story_cases(unsure)
    story = dict(zip(map(id, unsure), cases["story"].held_out(), strict=True))
    rows = [*reliability({NAMES[part]: (held_out[part], cases[part].y) for part in NAMES}), ""]
    rows += refusals(pages, [story.get(id(one), float(not TEXT_ROLES.isdisjoint(one.roles))) for one in pages])
    return {name: fit_logistic(own.x, own.y) for name, own in cases.items()}, rows


def fit_logistic(x: np.ndarray, y: np.ndarray) -> Logistic:
    """Fit by Newton's method with a ridge penalty, on standardised features; the intercept is not penalised."""
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    z = np.concatenate([np.ones((len(x), 1)), (x - mean) / scale], axis=1)
    ridge = np.diag([1e-6, *[RIDGE] * x.shape[1]])
    weights = np.zeros(z.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        slope = z.T @ (p - y) + ridge @ weights
        weights -= np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + ridge, slope)
    return Logistic(mean, scale, weights)


def _classified(example: Example, fold: int) -> Classified:
    roles = predicted_roles(example.page, example.probabilities)
    return Classified(example, roles, story_of(lines_of(example.page.text), roles), fold)


def _has_headline(one: Classified) -> bool:
    return bool(one.page.truth.get("headline")) and Role.HEADLINE in one.roles


def _headline_features(one: Classified) -> np.ndarray:
    return headline_confidence_features(one.example.probabilities)


def _body_features(one: Classified) -> np.ndarray:
    return body_confidence_features(one.example.probabilities, one.roles)


def _related_features(one: Classified) -> np.ndarray:
    return related_confidence_features(one.example.probabilities, one.roles)


def _cases(
    pages: Sequence[Classified], features: Callable[[Classified], np.ndarray], scorer: ModuleType, part: str
) -> Cases:
    return Cases(
        np.stack([features(one) for one in pages]),
        np.array([is_right(one.page, one.story, part, scorer) for one in pages], dtype=np.float64),
        np.array([one.fold for one in pages]),
    )


def is_right(page: Page, story: Story, part: str, scorer: ModuleType) -> bool:
    """Whether a part is right: a headline of the page, a body F1 of 0.9, a list F1 of 0.8 or rightly no list."""
    result = scorer.score({page.id: page.truth}, {page.id: prediction(story)})
    if part == "headline":
        return result["headline"]["any"] == 1
    own = result["per_page"][0]
    if part == "body":
        return own["body_f1"] >= BODY_F1
    return own.get("related_f1", float(result["related"]["fp"] == 0)) >= RELATED_F1


def _confirmed(pages: Sequence[Classified], headline: np.ndarray, scorer: ModuleType) -> Cases:
    """Collect the HTML pages whose metadata gives a line of theirs as the headline, and whether it is."""
    rows, right, folds = [], [], []
    for one, probability in zip(pages, headline, strict=True):
        if not isinstance(one.page, HtmlPage):
            continue
        page = one.page.html
        if (line := headline_line(one.story.lines, page)) is not None:
            is_same = normal_form(line.text) == normal_form(one.story.headline)
            rows.append(confirmed_features(probability, is_same))
            right.append(is_right(one.page, reconcile(one.story, page), "headline", scorer))
            folds.append(one.fold)
    return Cases(np.stack(rows), np.array(right, dtype=np.float64), np.array(folds))


def _may_be_either(one: Classified) -> bool:
    return may_be_list(one.example.probabilities, one.roles) and not TEXT_ROLES.isdisjoint(one.roles)


def _story_cases(pages: Sequence[Classified]) -> Cases:
    is_story = [one.page.made in ("", *STORIES) for one in pages]
    columns = np.stack([story_features(one.example.probabilities, one.roles) for one in pages])
    return Cases(columns, np.array(is_story, dtype=np.float64), np.array([one.fold for one in pages]))


def reliability(predicted: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> list[str]:
    """Make a table of predicted probability, share right and pages by bin, and of Brier scores."""
    bins = [f"{low}-{high}" for low, high in pairwise(BORDERS)]
    rows = [
        f"| predicted / right / pages | {' | '.join(bins)} | right | Brier | of the rate |",
        "|" + " --- |" * (len(bins) + 4),
    ]
    for name, (p, y) in predicted.items():
        place = np.searchsorted(BORDERS[1:-1], p, side="right")
        cells = [_cell(p[place == b], y[place == b]) for b in range(len(bins))]
        brier = f"{((p - y) ** 2).mean():.3f} | {y.var():.3f}"
        rows.append(f"| {name} | {' | '.join(cells)} | {y.mean():.3f} | {brier} |")
    return rows


def _cell(p: np.ndarray, y: np.ndarray) -> str:
    return f"{p.mean():.2f} / {y.mean():.2f} / {len(p)}" if len(p) else "-"


def refusals(pages: Sequence[Classified], story_probability: Sequence[float]) -> list[str]:
    """Make a table of the share of each kind of page that is refused as no story."""
    total = Counter(_kind(one.page) for one in pages)
    refused = Counter(_kind(one.page) for one, own in zip(pages, story_probability, strict=True) if own < STORY)
    rows = ["| pages | should be | number | refused |", "| --- | --- | --- | --- |"]
    for kind, count in total.items():
        wanted = "refused" if kind in MAKINGS and kind not in STORIES else "kept"
        rows.append(f"| {kind} | {wanted} | {count} | {refused[kind] / count:.3f} |")
    return rows


def _kind(page: Page) -> str:
    return page.made or page.kind
