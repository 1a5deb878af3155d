"""Features of the stages that find related headlines: lists of other stories' headlines, anywhere in the page."""

import numpy as np

from articles.understanding.features.line_features import FAR, LineFeatures
from articles.understanding.features.stacked_features import OUTSIDE, log_odds
from articles.understanding.features.windows import as_matrix, clipped, distance_to, shifted, window_means

AROUND = (2, 5, 12, 30)  # lines above and below over which probabilities are averaged


def related_features(
    body_matrix: np.ndarray, features: LineFeatures, body: np.ndarray, inside: np.ndarray, run: slice, headline: int
) -> np.ndarray:
    """Add to the features of the body's second pass the place below the body and the headline: lines x features."""
    index = np.arange(features.count)
    p, q = log_odds(body), log_odds(inside)
    is_headline = (features.text_ids == features.text_ids[headline]) if headline >= 0 else np.zeros(features.count)
    columns = [
        *(shifted(p, by, -9.5) for by in range(-2, 3)),
        q,
        distance_to(run, features.count, FAR),
        clipped(index - run.stop, -300, 300),
        (index - run.stop) / features.count,
        clipped(index - headline, -300, 300),
        run.stop - run.start,
        is_headline,
        features["headline_like"][run.stop :].sum(),
        features["headline_like"][: run.start].sum(),
    ]
    return np.concatenate([body_matrix, as_matrix(columns)], axis=1)


def stacked_related_features(features: LineFeatures, listed: np.ndarray, run: slice) -> np.ndarray:
    """Build a lines x features matrix from the first pass' probabilities of being a related headline."""
    odds, index = log_odds(listed), np.arange(features.count)
    best = np.zeros(int(features.text_ids.max()) + 1)
    np.maximum.at(best, features.text_ids, listed)
    below = listed * (index >= run.stop)
    total = np.cumsum(listed)
    columns = [
        *(shifted(odds, by, OUTSIDE) for by in range(-6, 7)),
        *((shifted(listed, -by, 0) + shifted(listed, by, 0)) / 2 for by in (2, 3, 4)),  # entries of several lines
        *window_means(listed, [(-size, -1) for size in AROUND], 0.0),
        *window_means(listed, [(1, size) for size in AROUND], 0.0),
        *_like_neighbours(features, odds),
        log_odds(best[features.text_ids]),
        total,
        total[-1] - total,
        *(total[-1], below.sum(), np.sort(below)[::-1][:3].mean(), np.sort(listed)[::-1][:20].mean()),
        *_against_listed(features, listed),
    ]
    return as_matrix(columns)


def _like_neighbours(features: LineFeatures, odds: np.ndarray) -> list[np.ndarray]:
    """The log-odds of the previous and the next line like a headline."""
    index, like = np.arange(features.count), features["headline_like"] > 0
    ago = np.maximum.accumulate(np.where(like, index, -1))
    ahead = np.minimum.accumulate(np.where(like, index, features.count)[::-1])[::-1]
    ago, ahead = np.concatenate([[-1], ago[:-1]]), np.concatenate([ahead[1:], [features.count]])
    return [
        np.where(ago >= 0, odds[np.maximum(ago, 0)], OUTSIDE),
        np.where(ahead < features.count, odds[np.minimum(ahead, features.count - 1)], OUTSIDE),
    ]


def _against_listed(features: LineFeatures, listed: np.ndarray) -> list[np.ndarray]:
    """The difference of some features from their mean over the page's likely list."""
    names = ("width", "words", "gap", "gap_after", "upper", "stop", "small", "block")
    values = as_matrix(features[name] for name in names)
    likely = listed > 0.5
    mean = values[likely].mean(axis=0) if likely.any() else values.mean(axis=0)
    return list((values - mean).T)
