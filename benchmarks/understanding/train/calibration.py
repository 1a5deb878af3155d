"""How sure a story is of its parts, and whether it is one: regressions over whole pages, and how true they prove."""

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
from articles.understanding.classifier.labelling import learned_roles
from articles.understanding.classifier.logistic import Logistic
from articles.understanding.classifier.page_features import (
    body_features,
    headline_features,
    may_be_list,
    related_features,
    story_features,
)
from articles.understanding.lines import lines_of
from articles.understanding.pipeline import story_of
from articles.understanding.story import TEXT_ROLES, Role, Story
from benchmarks.understanding.data.html_pages import MarkedPage
from benchmarks.understanding.data.made_pages import MAKINGS, STORIES
from benchmarks.understanding.data.pages import FOLDS, Page, folds_of, prediction, scorer_of
from benchmarks.understanding.train.stages import Example

BODY_F1, RELATED_F1 = 0.9, 0.8  # from which on a part counts as right
BORDERS = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 1)
NAMES = {"headline": "headline", "confirmed": "headline, named by HTML", "body": "body", "related": "list"}
RIDGE = 10.0  # of the regressions; from 1 to 60 it hardly matters
ROUNDS = 30  # of Newton's method; it has settled after ten


@dataclass(frozen=True, slots=True)
class Judged:
    """A page as it was understood by forests that saw no page of its fold; its fold."""

    example: Example
    roles: list[Role]
    story: Story
    fold: int

    @property
    def page(self) -> Page:
        return self.example.page


@dataclass(frozen=True, slots=True)
class Cases:
    """What one regression learns from: a row and an outcome for each page, and the fold the page is in."""

    x: np.ndarray
    y: np.ndarray
    fold: np.ndarray

    def held_out(self) -> np.ndarray:
        """Each row's probability from a regression that saw no page of its fold."""
        out = np.zeros(len(self.y))
        for held in range(FOLDS):
            test = self.fold == held
            one = fit_logistic(self.x[~test], self.y[~test])
            out[test] = [one.probability(row) for row in self.x[test]]
        return out


def calibrated(examples: Sequence[Example], corpus: Path) -> tuple[dict[str, Logistic], list[str]]:
    """A regression for each judgement of a whole page, and Markdown tables of how true they are out of fold.

    `examples` are judged out of fold: the corpus' dumps, its HTML pages, and the pages made of them.
    """
    folds = folds_of([example.page.domain for example in examples])
    judged = [_judged(example, fold) for example, fold in zip(examples, folds, strict=True)]
    real, scorer = [one for one in judged if not one.page.made], scorer_of(corpus)
    cases = {
        "headline": _cases([one for one in real if _has_headline(one)], _headline_columns, scorer, "headline"),
        "body": _cases(real, lambda one: body_features(one.example.judgement, one.roles), scorer, "body"),
        "related": _cases(real, lambda one: related_features(one.example.judgement, one.roles), scorer, "related"),
    }
    said = {part: own.held_out() for part, own in cases.items()}
    cases["confirmed"] = _confirmed([one for one in real if _has_headline(one)], said["headline"], scorer)
    said["confirmed"] = cases["confirmed"].held_out()
    doubtful = [one for one in judged if _is_doubtful(one)]
    cases["story"] = _story_cases(doubtful)
    worth = dict(zip(map(id, doubtful), cases["story"].held_out(), strict=True))
    rows = [*reliability({NAMES[part]: (said[part], cases[part].y) for part in NAMES}), ""]
    rows += refusals(judged, [worth.get(id(one), float(not TEXT_ROLES.isdisjoint(one.roles))) for one in judged])
    return {name: fit_logistic(own.x, own.y) for name, own in cases.items()}, rows


def fit_logistic(x: np.ndarray, y: np.ndarray) -> Logistic:
    """By Newton's method with a ridge; the columns standardised, the intercept free."""
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    z = np.concatenate([np.ones((len(x), 1)), (x - mean) / scale], axis=1)
    ridge = np.diag([1e-6, *[RIDGE] * x.shape[1]])
    weights = np.zeros(z.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        slope = z.T @ (p - y) + ridge @ weights
        weights -= np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + ridge, slope)
    return Logistic(mean, scale, weights)


def _judged(example: Example, fold: int) -> Judged:
    lines = lines_of(example.page.text)
    roles = learned_roles(lines, example.judgement)
    return Judged(example, roles, story_of(lines, roles), fold)


def _has_headline(one: Judged) -> bool:
    return bool(one.page.truth.get("headline")) and Role.HEADLINE in one.roles


def _headline_columns(one: Judged) -> np.ndarray:
    return headline_features(one.example.judgement)


def _cases(judged: Sequence[Judged], columns: Callable[[Judged], np.ndarray], scorer: ModuleType, part: str) -> Cases:
    return Cases(
        np.stack([columns(one) for one in judged]),
        np.array([is_right(one.page, one.story, part, scorer) for one in judged], dtype=np.float64),
        np.array([one.fold for one in judged]),
    )


def is_right(page: Page, story: Story, part: str, scorer: ModuleType) -> bool:
    """Whether the headline is one that the page gives, the body's F1 is 0.9, the list's 0.8 or both are empty."""
    result = scorer.score({page.id: page.truth}, {page.id: prediction(story)})
    if part == "headline":
        return result["headline"]["any"] == 1
    own = result["per_page"][0]
    if part == "body":
        return own["body_f1"] >= BODY_F1
    return own.get("related_f1", float(result["related"]["fp"] == 0)) >= RELATED_F1


def _confirmed(judged: Sequence[Judged], said: np.ndarray, scorer: ModuleType) -> Cases:
    """The HTML pages whose metadata names a line of theirs as the headline, and whether it is."""
    rows, right, folds = [], [], []
    for one, probability in zip(judged, said, strict=True):
        if not isinstance(one.page, MarkedPage):
            continue
        page = one.page.html
        if (line := headline_line(one.story.lines, page)) is not None:
            is_same = normal_form(line.text) == normal_form(one.story.headline)
            rows.append(confirmed_features(probability, is_same))
            right.append(is_right(one.page, reconcile(one.story, page), "headline", scorer))
            folds.append(one.fold)
    return Cases(np.stack(rows), np.array(right, dtype=np.float64), np.array(folds))


def _is_doubtful(one: Judged) -> bool:
    return may_be_list(one.example.judgement, one.roles) and not TEXT_ROLES.isdisjoint(one.roles)


def _story_cases(judged: Sequence[Judged]) -> Cases:
    is_story = [one.page.made in ("", *STORIES) for one in judged]
    columns = np.stack([story_features(one.example.judgement, one.roles) for one in judged])
    return Cases(columns, np.array(is_story, dtype=np.float64), np.array([one.fold for one in judged]))


def reliability(said: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> list[str]:
    """By part and bin: what was said, what proved true, of how many pages; the Brier scores of it and of the rate."""
    bins = [f"{low}-{high}" for low, high in pairwise(BORDERS)]
    rows = [
        f"| said / was / pages | {' | '.join(bins)} | right | Brier | of the rate |",
        "|" + " --- |" * (len(bins) + 4),
    ]
    for name, (p, y) in said.items():
        place = np.searchsorted(BORDERS[1:-1], p, side="right")
        cells = [_cell(p[place == b], y[place == b]) for b in range(len(bins))]
        brier = f"{((p - y) ** 2).mean():.3f} | {y.var():.3f}"
        rows.append(f"| {name} | {' | '.join(cells)} | {y.mean():.3f} | {brier} |")
    return rows


def _cell(p: np.ndarray, y: np.ndarray) -> str:
    return f"{p.mean():.2f} / {y.mean():.2f} / {len(p)}" if len(p) else "-"


def refusals(judged: Sequence[Judged], story_probability: Sequence[float]) -> list[str]:
    """Which share of each kind of page is refused as being no story."""
    total = Counter(_kind(one.page) for one in judged)
    refused = Counter(_kind(one.page) for one, own in zip(judged, story_probability, strict=True) if own < STORY)
    rows = ["| pages | should be | number | refused |", "| --- | --- | --- | --- |"]
    for kind, count in total.items():
        wanted = "refused" if kind in MAKINGS and kind not in STORIES else "kept"
        rows.append(f"| {kind} | {wanted} | {count} | {refused[kind] / count:.3f} |")
    return rows


def _kind(page: Page) -> str:
    return page.made or page.kind
