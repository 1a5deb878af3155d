"""What makes a line the headline of another story: columns for two passes over the whole page."""

import numpy as np

from articles.understanding.columns import FAR, LineColumns
from articles.understanding.judged import log_odds
from articles.understanding.spans import distance_to, shifted, window_mean


def listed_columns(
    judged: np.ndarray, line: LineColumns, body: np.ndarray, inside: np.ndarray, run: slice, headline: int
) -> np.ndarray:
    """Lines x columns of the first pass: `judged` are the columns of the body's second pass."""
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


def relisted_columns(listed: np.ndarray, line: LineColumns, first: np.ndarray, run: slice) -> np.ndarray:
    """Lines x columns of the second pass, which sees what the first said of the lines around."""
    count, odds = line.count, log_odds(first)
    best = np.zeros(int(line.same.max()) + 1)
    np.maximum.at(best, line.same, first)
    after = first[run.stop :]
    near = [shifted(first, by, 0.0) for by in range(-6, 7)]
    at = {by: shifted(first, by, 0.0) for by in (-3, -2, 2, 3)}
    columns = [
        *(shifted(odds, by, -9.5) for by in range(-4, 5)),
        *(
            window_mean(first, low, high, 0.0)
            for low, high in ((-5, -1), (1, 5), (-12, -1), (1, 12), (-30, -1), (1, 30))
        ),
        np.full(count, after.sum()),
        np.full(count, first[: run.start].sum()),
        np.full(count, first.max()),
        best[line.same],
        (at[-2] + at[2]) / 2,
        (at[-3] + at[3]) / 2,
        np.max(near, axis=0),
        np.cumsum(first) / max(1.0, float(first.sum())),
    ]
    return np.concatenate([listed, np.stack(columns, axis=1).astype(np.float32)], axis=1)
