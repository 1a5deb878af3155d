"""The classifier cascade: nine stages of boosted trees, each using the probabilities of the stages before it."""

from collections.abc import Sequence

import numpy as np

from articles.text.dates import says_when
from articles.understanding.classifier.weights import STAGES, forests, page_forest
from articles.understanding.features.context_features import context_features
from articles.understanding.features.headline_features import (
    body_run,
    byline_candidates,
    byline_features,
    fixed_headline_features,
    headline_candidates,
    headline_features,
    with_trails,
)
from articles.understanding.features.line_features import LineFeatures
from articles.understanding.features.markup import Markup
from articles.understanding.features.markup_features import markup_features
from articles.understanding.features.related_features import related_features, stacked_related_features
from articles.understanding.features.stacked_features import (
    below_headline_features,
    long_enough_lines,
    open_lines,
    stacked_features,
)
from articles.understanding.lines import Line

HARDLY_HEADLINE = 0.0005
SURELY_BODY = 0.95  # and so no entry of a list
BEFORE_MARKUP = "inside"  # the stage after which mark-up corrects the body's probabilities


class LineProbabilities:
    """Each stage's probability for each line of a page; at least one line.

    Training and running record the same stages in the same order, since each stage's features depend on those before.
    `probabilities[stage]` has one number per line.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.features = LineFeatures(lines)
        self.by_stage: dict[str, np.ndarray] = {}
        self.run = slice(0, 0)  # the body's main run
        self.headline = -1  # index of the best headline candidate; -1 for none
        self.uses_markup = False
        self.markup: Markup | None = None
        # Matrices of earlier stages that later ones extend: lines x features.
        self._first_matrix = self._second_matrix = self._related_matrix = np.zeros((0, 0))
        self._fixed_matrix = self._headline_matrix = np.zeros((0, 0))

    def __getitem__(self, stage: str) -> np.ndarray:
        return self.by_stage[stage]

    def rows(self, stage: str) -> np.ndarray:
        """Whether the stage classifies each line; the others keep the first pass' probability, or get 0."""
        if stage in ("first_body", "first_inside"):
            return long_enough_lines(self.features)
        if stage in ("body", "inside"):
            return open_lines(self["first_body"], self["first_inside"])
        if stage == "first_headline":  # the run may be another story's yet, so lines below it are candidates too
            return headline_candidates(self.features, slice(self.run.stop, self.run.stop + 1))
        if stage == "headline":
            return headline_candidates(self.features, self.run) & (self["first_headline"] > HARDLY_HEADLINE)
        if stage == "byline":
            return byline_candidates(self.features, self["body"], self.run, self.headline)
        return long_enough_lines(self.features) & (self["first_body"] < SURELY_BODY)  # related headlines

    def stage_features(self, stage: str) -> np.ndarray:
        """Build the lines x features matrix of a stage; the stages before it must be recorded."""
        if stage == "first_body":
            self._first_matrix = context_features(self.features)
        elif stage == "first_headline":
            self._fixed_matrix = fixed_headline_features(self.features)
            body, inside = self["first_body"], self["first_inside"]
            return headline_features(self._fixed_matrix, self.features, body, inside, self.run)
        elif stage == "body":
            stacked = stacked_features(self.features, self["first_body"], self["first_inside"])
            below = below_headline_features(self.features, self["first_headline"], self.headline)
            self._second_matrix = np.concatenate([self._first_matrix, stacked, below], axis=1)
        elif stage == "headline":
            self._headline_matrix = headline_features(
                self._fixed_matrix, self.features, self["body"], self["inside"], self.run
            )
        elif stage == "byline":
            return byline_features(self._headline_matrix, self.features, self["body"], self.run, self.headline)
        elif stage == "first_related":
            body, inside = self["body"], self["inside"]
            self._related_matrix = related_features(
                self._second_matrix, self.features, body, inside, self.run, self.headline
            )
            return self._related_matrix
        elif stage == "related":
            stacked = stacked_related_features(self.features, self["first_related"], self.run)
            return np.concatenate([self._related_matrix, stacked], axis=1)
        return {"first": self._first_matrix, "headline": self._headline_matrix}.get(
            stage.partition("_")[0], self._second_matrix
        )

    def record(self, stage: str, rows: np.ndarray, probabilities: np.ndarray) -> None:
        """Store a stage's probabilities and update the body run and the headline candidate that later stages read.

        `probabilities` has one number for each line that `rows` selects.
        """
        before = self.by_stage.get(f"first_{stage}") if stage in ("body", "inside") else None
        values = np.zeros(self.features.count) if before is None else before.copy()
        values[rows] = probabilities
        if stage == "first_inside" and rows.any():  # what lies between is a matter of the lines around
            values = np.interp(np.arange(self.features.count), np.flatnonzero(rows), probabilities)
        self.by_stage[stage] = values
        if stage in ("first_body", "body"):
            self.run = body_run(self.features, values)
        elif stage in ("first_headline", "headline"):
            self.headline = self._best_headline(stage, rows)

    def markup_stage_features(self, markup: Markup) -> np.ndarray:
        """Build the lines x features matrix of the stage that classifies body lines again by text and mark-up."""
        self.markup = markup
        stacked = stacked_features(self.features, self["body"], self["inside"])
        return np.concatenate([stacked, markup_features(self.features, markup, self["body"])], axis=1)

    def record_markup(self, body: np.ndarray) -> None:
        """Replace the probabilities of being body by those of text and mark-up together."""
        self.uses_markup = True
        self.record("body", np.ones(self.features.count, dtype=bool), body)

    def _best_headline(self, stage: str, rows: np.ndarray) -> int:
        """Find the text whose printings together are most probably the headline, and the best of its printings.

        A line that says only when is none, however probable.
        """
        best = self._most_probable(stage, rows)
        if best < 0 or not says_when(self.features.texts[best]):
            return best
        rows = rows & ~np.array([row and says_when(text) for row, text in zip(rows, self.features.texts, strict=True)])
        return self._most_probable(stage, rows)

    def _most_probable(self, stage: str, rows: np.ndarray) -> int:
        if not rows.any():
            return -1
        single, text_ids = with_trails(self.features, rows, self[stage]), self.features.text_ids
        total = np.bincount(text_ids, weights=single)[text_ids]
        best = np.flatnonzero(rows & (total == total[rows].max()))
        return int(best[single[best].argmax()])


def classify(lines: Sequence[Line], markup: Markup | None = None) -> LineProbabilities:
    """Run every stage on the lines of a page; there must be at least one line."""
    probabilities = LineProbabilities(lines)
    for stage in STAGES:
        matrix, rows = probabilities.stage_features(stage), probabilities.rows(stage)
        probabilities.record(stage, rows, forests()[stage].probabilities(matrix[rows]))
        if markup is not None and stage == BEFORE_MARKUP:
            probabilities.record_markup(page_forest().probabilities(probabilities.markup_stage_features(markup)))
    return probabilities
