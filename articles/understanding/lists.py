"""What makes a line the headline of another story: columns over the whole page."""

import numpy as np

from articles.understanding.columns import FAR, LineColumns
from articles.understanding.judged import log_odds
from articles.understanding.spans import distance_to, shifted


def listed_columns(
    judged: np.ndarray, line: LineColumns, body: np.ndarray, inside: np.ndarray, run: slice, headline: int
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
