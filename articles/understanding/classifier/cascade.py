"""A document's lines judged stage by stage: each stage's columns are made from what the stages before it said."""

from collections.abc import Sequence

import numpy as np

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
    is_undecided,
    open_lines,
    stacked_features,
)
from articles.understanding.lines import Line

HARDLY_HEADLINE = 0.0005
SURELY_BODY = 0.95  # and so no entry of a list
BEFORE_MARKS = "inside"  # the stage after which mark-up is asked


class LineProbabilities:
    """What the stages say of each line; training and running fill it in the same order, from the same columns."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.line = LineFeatures(lines)
        self.said: dict[str, np.ndarray] = {}
        self.run = slice(0, 0)
        self.headline = -1
        self.is_marked = False
        self._first = self._second = self._fixed = self._ranked = self._listed = np.zeros((0, 0))

    def rows(self, stage: str) -> np.ndarray:
        """Which lines the stage judges; the others keep what the first pass has said of them, or get 0."""
        if stage in ("first_body", "first_inside"):
            return is_undecided(self.line)
        if stage in ("body", "inside"):
            return open_lines(self.said["first_body"], self.said["first_inside"])
        if stage == "first_headline":  # the run may be another story's yet, so lines below it are candidates too
            return headline_candidates(self.line, slice(self.run.stop, self.run.stop + 1))
        if stage == "headline":
            return headline_candidates(self.line, self.run) & (self.said["first_headline"] > HARDLY_HEADLINE)
        if stage == "byline":
            return byline_candidates(self.line, self.said["body"], self.run, self.headline)
        return is_undecided(self.line) & (self.said["first_body"] < SURELY_BODY)  # the lists

    def columns(self, stage: str) -> np.ndarray:
        """Lines x columns for this stage; the stages before it must have said what they say."""
        said = self.said
        if stage == "first_body":
            self._first = context_features(self.line)
        elif stage == "first_headline":
            self._fixed = fixed_headline_features(self.line)
            return headline_features(self._fixed, self.line, said["first_body"], said["first_inside"], self.run)
        elif stage == "body":
            judged = stacked_features(self.line, said["first_body"], said["first_inside"])
            below = below_headline_features(self.line, said["first_headline"], self.headline)
            self._second = np.concatenate([self._first, judged, below], axis=1)
        elif stage == "headline":
            self._ranked = headline_features(self._fixed, self.line, said["body"], said["inside"], self.run)
        elif stage == "byline":
            return byline_features(self._ranked, self.line, said["body"], self.run, self.headline)
        elif stage == "first_related":
            own = related_features(self._second, self.line, said["body"], said["inside"], self.run, self.headline)
            self._listed = own
            return own
        elif stage == "related":
            again = stacked_related_features(self.line, said["first_related"], self.run)
            return np.concatenate([self._listed, again], axis=1)
        return {"first": self._first, "headline": self._ranked}.get(stage.partition("_")[0], self._second)

    def say(self, stage: str, rows: np.ndarray, values: np.ndarray) -> None:
        """Take in what a stage says of its lines, and what follows from it for the stages after it."""
        before = self.said.get(f"first_{stage}") if stage in ("body", "inside") else None
        self.said[stage] = np.zeros(self.line.count) if before is None else before.copy()
        self.said[stage][rows] = values
        if stage == "first_inside" and rows.any():  # what lies between is a matter of the lines around
            self.said[stage] = np.interp(np.arange(self.line.count), np.flatnonzero(rows), values)
        if stage in ("first_body", "body"):
            self.run = body_run(self.line, self.said[stage])
        elif stage in ("first_headline", "headline"):
            self.headline = self._best(stage, rows)

    def marked(self, marks: Markup) -> np.ndarray:
        """Lines x columns of what the mark-up says beside what the text has said of the body."""
        judged = stacked_features(self.line, self.said["body"], self.said["inside"])
        return np.concatenate([judged, markup_features(self.line, marks, self.said["body"])], axis=1)

    def correct(self, body: np.ndarray) -> None:
        """Take in what mark-up and text together say of the body, in place of what the text alone said."""
        self.is_marked = True
        self.say("body", np.ones(self.line.count, dtype=bool), body)

    def _best(self, stage: str, rows: np.ndarray) -> int:
        """The line whose printings together are likeliest the headline, and of these the likeliest."""
        if not rows.any():
            return -1
        said = with_trails(self.line, rows, self.said[stage])
        total = np.bincount(self.line.same, weights=said)[self.line.same]
        best = np.flatnonzero(rows & (total == total[rows].max()))
        return int(best[said[best].argmax()])


def classify(lines: Sequence[Line], marks: Markup | None = None) -> LineProbabilities:
    """Every stage's word on every line; there must be at least one line."""
    judgement = LineProbabilities(lines)
    for stage in STAGES:
        columns, rows = judgement.columns(stage), judgement.rows(stage)
        judgement.say(stage, rows, forests()[stage].probabilities(columns[rows]))
        if marks is not None and stage == BEFORE_MARKS:
            judgement.correct(page_forest().probabilities(judgement.marked(marks)))
    return judgement
