"""The classifier cascade: ten stages of boosted trees, each using the probabilities of the stages before it."""

from collections.abc import Sequence

import numpy as np

from articles.text.dates import says_when
from articles.understanding.classifier.main_run import gains, threshold_of
from articles.understanding.classifier.span_features import span_features
from articles.understanding.classifier.spans import PageEvidence, Spans, candidate_spans
from articles.understanding.classifier.weights import LINE_STAGES, PAGE_STAGES, forests, page_forests
from articles.understanding.features.context_features import context_features
from articles.understanding.features.headline_features import (
    FixedFeatures,
    body_run,
    byline_candidates,
    byline_features,
    fixed_headline_features,
    headline_candidates,
    headline_features,
    with_trails,
)
from articles.understanding.features.line_features import LineFeatures
from articles.understanding.features.link_features import link_features
from articles.understanding.features.markup import Markup
from articles.understanding.features.markup_features import ElementTree, markup_features
from articles.understanding.features.related_features import related_features, stacked_related_features
from articles.understanding.features.stacked_features import (
    below_headline_features,
    log_odds,
    long_enough_lines,
    open_lines,
    stacked_features,
)
from articles.understanding.lines import Line

HARDLY_HEADLINE = 0.0005
WITH_MARKUP = 0.55  # probability from which a line is of the body where there is mark-up; chosen out of fold
SECOND_HEADLINE = 0.7  # share of the second pass in the headline's log-odds; chosen out of fold
SURELY_BODY = 0.95  # and so no entry of a list
SPANS = "span"  # the stage that chooses the story's stretch of lines, right after BEFORE_SPANS
BEFORE_SPANS = "inside"
AFTER = dict(zip(("inside", "related"), PAGE_STAGES, strict=True))  # by stage, the one that mark-up corrects it by


class LineProbabilities:
    """Each stage's probability for each line of a page; at least one line.

    Training and running record the same stages in the same order, since each stage's features depend on those before.
    `probabilities[stage]` has one number per line.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.features = LineFeatures(lines)
        self.by_stage: dict[str, np.ndarray] = {}
        self.run = slice(0, 0)  # the body's main run
        self.kept = np.zeros(self.features.count, dtype=bool)  # whether each line is of the body
        self.headline = -1  # index of the best headline candidate; -1 for none
        self.uses_markup = False
        self.markup: Markup | None = None
        self.tree: ElementTree | None = None
        # Each line's probability of being a related headline, by all passes.
        self.listed = np.zeros(self.features.count)
        # Matrices of earlier stages that later ones extend: lines x features.
        self._first_matrix = self._second_matrix = self._related_matrix = np.zeros((0, 0))
        self._headline_matrix = np.zeros((0, 0))
        self._fixed = FixedFeatures(self._headline_matrix, None)

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
            self._fixed = fixed_headline_features(self.features)
            body, inside = self["first_body"], self["first_inside"]
            return headline_features(self._fixed, self.features, body, inside, self.run)
        elif stage == "body":
            stacked = stacked_features(self.features, self["first_body"], self["first_inside"])
            below = below_headline_features(self.features, self["first_headline"], self.headline)
            self._second_matrix = np.concatenate([self._first_matrix, stacked, below], axis=1)
        elif stage == "headline":
            self._headline_matrix = headline_features(
                self._fixed, self.features, self["body"], self["inside"], self.run
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
        if stage == "headline":
            odds = SECOND_HEADLINE * log_odds(probabilities)
            odds += (1 - SECOND_HEADLINE) * log_odds(self["first_headline"][rows])
            probabilities = 1 / (1 + np.exp(-odds))
        values[rows] = probabilities
        if stage == "first_inside" and rows.any():  # what lies between is a matter of the lines around
            values = np.interp(np.arange(self.features.count), np.flatnonzero(rows), probabilities)
        self.by_stage[stage] = values
        if stage in ("first_body", "body"):
            self.run = body_run(self.features, values)
        elif stage in ("first_headline", "headline"):
            self.headline = self._best_headline(stage, rows)
        elif stage == "related":
            self.listed = (self["first_related"] + values) / 2

    def spans(self) -> tuple[Spans, np.ndarray]:
        """Find the stretches of lines that may be the story, and their candidates x features matrix."""
        body, inside = self["body"], self["inside"]
        threshold = threshold_of(self.features, body)
        gain = gains(self.features, body, inside, threshold)
        evidence = PageEvidence(body, inside, self["first_headline"], gain, threshold)
        spans = candidate_spans(self.features, evidence)
        return spans, span_features(self.features, evidence, spans)

    def record_span(self, spans: Spans, probabilities: np.ndarray) -> None:
        """Choose the best of the stretches, given one number for each, as the body's main run."""
        self.kept = spans.kept(int(probabilities.argmax()))
        places = np.flatnonzero(self.kept)
        self.run = slice(int(places[0]), int(places[-1]) + 1) if len(places) else slice(0, 0)

    def markup_stage_features(self, stage: str, markup: Markup) -> np.ndarray:
        """Build the lines x features matrix of a stage that classifies lines again by text and mark-up."""
        if self.tree is None:
            self.markup, self.tree = markup, ElementTree(markup)
        if stage == "page_related":
            return link_features(self.features, self.tree, self["body"], self.listed, self.run)
        stacked = stacked_features(self.features, self["body"], self["inside"])
        return np.concatenate([stacked, markup_features(self.features, self.tree, self["body"])], axis=1)

    def record_markup(self, stage: str, values: np.ndarray) -> None:
        """Replace a stage's probabilities by those of text and mark-up together."""
        self.uses_markup = True
        if stage == "page_related":
            self.listed = values
        else:
            self.record("body", np.ones(self.features.count, dtype=bool), values)
            self.kept = values >= WITH_MARKUP  # which tells apart what lies outside the story

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
    for stage in LINE_STAGES:
        matrix, rows = probabilities.stage_features(stage), probabilities.rows(stage)
        probabilities.record(stage, rows, forests()[stage].probabilities(matrix[rows]))
        if stage == BEFORE_SPANS and markup is None:
            spans, matrix = probabilities.spans()
            probabilities.record_span(spans, forests()[SPANS].probabilities(matrix))
        if markup is not None and stage in AFTER:
            own = AFTER[stage]
            matrix = probabilities.markup_stage_features(own, markup)
            probabilities.record_markup(own, page_forests()[own].probabilities(matrix))
    return probabilities
