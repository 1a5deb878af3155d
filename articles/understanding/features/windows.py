"""Array operations over the lines of a page: stacking, spans, distances, shifts and window means."""

from collections.abc import Iterable, Sequence

import numpy as np


def as_matrix(columns: Iterable[np.ndarray | float]) -> np.ndarray:
    """Put columns side by side: lines x columns, float32, each column in one piece of memory.

    A column has one number per line, as the first does, or is one number for all lines.
    """
    listed = list(columns)
    matrix = np.empty((len(listed), np.size(listed[0])), dtype=np.float32)
    for place, column in enumerate(listed):
        matrix[place] = column
    return matrix.T


def clipped(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Do what np.clip does, which takes longer for the few lines of a page."""
    inside: np.ndarray = np.minimum(np.maximum(values, low), high)
    return inside


def distinct(values: np.ndarray) -> np.ndarray:
    """Do what np.unique does, faster for the few thousand words of a page."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def best_span(gains: np.ndarray) -> slice:
    """Find the slice with the largest sum (Kadane); it is empty, at 0, when no gain is positive."""
    if not len(gains) or gains.max() <= 0:
        return slice(0, 0)
    total = np.concatenate([[0.0], np.cumsum(gains, dtype=np.float64)])
    lowest = np.minimum.accumulate(total)
    stop = int((total[1:] - lowest[:-1]).argmax()) + 1
    start = int(total[:stop].argmin())
    return slice(start, stop)


def distance_to(span: slice, count: int, far: int) -> np.ndarray:
    """Count each line's distance to the span: negative before it, 0 inside, positive after it, clipped to `far`."""
    index = np.arange(count, dtype=np.float32)
    away = np.where(index < span.start, index - span.start, np.maximum(0, index - span.stop + 1))
    return clipped(away, -far, far)


def since(here: np.ndarray, far: int) -> np.ndarray:
    """Count lines since the last one where `here` is true, 0 for such a line itself; at most `far`."""
    index = np.arange(len(here))
    last = np.maximum.accumulate(np.where(here, index, -far))
    return np.minimum(index - last, far)


def nearest(here: np.ndarray, far: int) -> tuple[np.ndarray, np.ndarray]:
    """Count lines since the previous and until the next other line where `here` is true; at most `far`."""
    before, after = since(here, far), since(here[::-1], far)[::-1]
    ago = np.concatenate([[far], before[:-1] + 1])
    ahead = np.concatenate([after[1:] + 1, [far]])
    return np.minimum(ago, far), np.minimum(ahead, far)


def shifted(column: np.ndarray, by: int, fill: float) -> np.ndarray:
    """Give each line the value that stands `by` lines below it; `fill` beyond the ends of the page."""
    out = np.empty_like(column, dtype=np.float32)
    if by > 0:
        out[:-by] = column[by:]
        out[-by:] = fill
    elif by < 0:
        out[-by:] = column[:by]
        out[:-by] = fill
    else:
        out[:] = column
    return out


def window_means(columns: np.ndarray, windows: Sequence[tuple[int, int]], fill: float) -> list[np.ndarray]:
    """Average each column over the lines of each window, from `low` to `high` away; `fill` where the page has none."""
    count = len(columns)
    total = np.zeros((*columns.T.shape[:-1], count + 1))  # the sum of the first lines, float64
    np.cumsum(columns.T, axis=-1, dtype=np.float64, out=total[..., 1:])
    low, high = np.array(windows).T[:, :, None]  # windows x 1
    index = np.arange(count)
    start, stop = clipped(index + low, 0, count), clipped(index + high + 1, 0, count)
    sums = total.take(stop, axis=-1) - total.take(start, axis=-1)  # columns x windows x lines
    means = (sums / np.maximum(stop - start, 1)).astype(np.float32)
    means[..., stop <= start] = fill
    return [means[..., place, :].T for place in range(len(windows))]
