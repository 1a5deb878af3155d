"""The page's main run: the threshold from which lines are kept, and the gain of each line for the run."""

import numpy as np

from articles.understanding.features.line_features import LineFeatures

# Chosen on the development pages, out of fold.
THRESHOLDS = (0.3, 0.5)  # within which the page's own threshold lies
GAP_COST, MOST_GAP_COST = 0.25, -8  # of a line inside the run that isn't kept: a share of its weight, and at most
INSIDE_GAIN = 0.2  # weight of the stage "inside" beside that


def threshold_of(features: LineFeatures, body: np.ndarray) -> float:
    """Find the probability from which lines are kept: the one with the highest expected F1, within THRESHOLDS."""
    weight, order = features["words"] + 3, np.argsort(-body, kind="stable")
    expected = weight * body
    f1 = 2 * np.cumsum(expected[order]) / (np.cumsum(weight[order]) + expected.sum())
    low, high = THRESHOLDS
    return min(max(float(body[order][f1.argmax()]), low), high)


def gains(features: LineFeatures, body: np.ndarray, inside: np.ndarray, threshold: float) -> np.ndarray:
    """What each line adds to the run that it is part of; the run with the largest sum is the likeliest story."""
    weight = features["words"] + 3
    gain = weight * (body - threshold)
    gain = np.where(gain > 0, gain, np.maximum(gain * GAP_COST, MOST_GAP_COST))
    all_gains: np.ndarray = gain + INSIDE_GAIN * weight * (inside - 0.5)
    return all_gains
