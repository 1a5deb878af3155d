"""What makes a line the headline of another story: columns over the whole page."""

import numpy as np

from articles.understanding.features.line_features import FAR, LineFeatures
from articles.understanding.features.stacked_features import OUTSIDE, log_odds
from articles.understanding.features.windows import distance_to, shifted, window_mean


def related_features(
    judged: np.ndarray, line: LineFeatures, body: np.ndarray, inside: np.ndarray, run: slice, headline: int
) -> np.ndarray:
    """Lines x columns: `judged` are the columns of the body's second pass."""
    index = np.arange(line.count)
    p, q = log_odds(body), log_odds(inside)
    opener = (line.same == line.same[headline]) if headline >= 0 else np.zeros(line.count)
    columns = [
        *(shifted(p, by, -9.5) for by in range(-2, 3)),
        q,
        distance_to(run, line.count, FAR),
        np.clip(index - run.stop, -300, 300),
        (index - run.stop) / line.count,
        np.clip(index - headline, -300, 300),
        np.full(line.count, run.stop - run.start),
        opener,
        np.full(line.count, (line["headline_like"][run.stop :]).sum()),
        np.full(line.count, line["headline_like"][: run.start].sum()),
    ]
    return np.concatenate([judged, np.stack(columns, axis=1).astype(np.float32)], axis=1)


def stacked_related_features(line: LineFeatures, listed: np.ndarray, run: slice) -> np.ndarray:
    """Lines x columns from what a first pass thinks: of the neighbours, of equal lines, of the page, of likeness."""
    odds, index = log_odds(listed), np.arange(line.count)
    best = np.zeros(int(line.same.max()) + 1)
    np.maximum.at(best, line.same, listed)
    below = listed * (index >= run.stop)
    total = np.cumsum(listed)
    columns = [
        *(shifted(odds, by, OUTSIDE) for by in range(-6, 7)),
        *((shifted(listed, -by, 0) + shifted(listed, by, 0)) / 2 for by in (2, 3, 4)),  # lists with a step
        *(window_mean(listed, -size, -1, 0.0) for size in (2, 5, 12, 30)),
        *(window_mean(listed, 1, size, 0.0) for size in (2, 5, 12, 30)),
        *_like_neighbours(line, odds),
        log_odds(best[line.same]),
        total,
        total[-1] - total,
        *(np.full(line.count, value) for value in (total[-1], below.sum(), np.sort(below)[::-1][:3].mean())),
        np.full(line.count, np.sort(listed)[::-1][:20].mean()),
        *_against_listed(line, listed),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _like_neighbours(line: LineFeatures, odds: np.ndarray) -> list[np.ndarray]:
    """What the first pass thinks of the line before and after that could be headlines."""
    index, like = np.arange(line.count), line["headline_like"] > 0
    ago = np.maximum.accumulate(np.where(like, index, -1))
    ahead = np.minimum.accumulate(np.where(like, index, line.count)[::-1])[::-1]
    ago, ahead = np.concatenate([[-1], ago[:-1]]), np.concatenate([ahead[1:], [line.count]])
    return [
        np.where(ago >= 0, odds[np.maximum(ago, 0)], OUTSIDE),
        np.where(ahead < line.count, odds[np.minimum(ahead, line.count - 1)], OUTSIDE),
    ]


def _against_listed(line: LineFeatures, listed: np.ndarray) -> list[np.ndarray]:
    """How the line differs from the page's likely list."""
    names = ("width", "words", "gap", "gap_after", "upper", "stop", "small", "block")
    values = np.stack([np.asarray(line[name], dtype=np.float32) for name in names], axis=1)
    likely = listed > 0.5
    mean = values[likely].mean(axis=0) if likely.any() else values.mean(axis=0)
    return list((values - mean).T)
