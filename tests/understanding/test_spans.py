"""Candidates for the story's stretch of lines, and the features by which one is chosen."""

import numpy as np

from articles.understanding.classifier.main_run import gains, threshold_of
from articles.understanding.classifier.span_features import span_features
from articles.understanding.classifier.spans import ALL, PageEvidence, candidate_spans
from articles.understanding.features.line_features import LineFeatures
from articles.understanding.lines import lines_of

HEADLINE = "Regatta calendar of the harbour clubs"
RACES = [f"Race {number}: {place}" for number, place in enumerate(("Skerry Point", "Fog Bell", "Old Pier"), start=1)]
TEASERS = ["The ferry turned round twice and nobody on the pier could say why it had.", "The gulls were fed on Monday."]
PAGE = ["Menu of the paper", HEADLINE, "12 March 2026", *RACES, "Comments", *TEASERS]


def spans_of(body, headline):
    features = LineFeatures(lines_of("\n".join(PAGE)))
    body, inside = np.array(body), np.array(body)
    threshold = threshold_of(features, body)
    evidence = PageEvidence(body, inside, np.array(headline), gains(features, body, inside, threshold), threshold)
    return features, evidence, candidate_spans(features, evidence)


def test_first_candidate_is_the_stretch_of_the_best_gain():
    *_, spans = spans_of([0, 0, 0, 0, 0, 0, 0, 0.9, 0.9], [0] * 9)

    assert np.flatnonzero(spans.kept(0)).tolist() == [7, 8]


def test_list_below_a_headline_is_a_candidate_though_no_line_of_it_is_probable():
    *_, spans = spans_of([0, 0, 0, 0, 0, 0, 0, 0.9, 0.9], [0, 0.4, 0, 0, 0, 0, 0, 0, 0])

    kept = {tuple(np.flatnonzero(spans.kept(number)).tolist()) for number in range(len(spans.start))}
    assert (3, 4, 5) in kept  # without the date, up to the comments
    assert ALL in spans.mode


def test_each_candidate_has_the_same_features_and_none_is_missing():
    for body in ([0.0] * 9, [1.0] * 9, [0, 0, 0, 0.2, 0.2, 0.2, 0, 0.9, 0.9]):
        features, evidence, spans = spans_of(body, [0, 0.4, 0.1, 0, 0, 0, 0, 0, 0])

        matrix = span_features(features, evidence, spans)

        assert len(matrix) == len(spans.start) and np.isfinite(matrix).all()
