"""Array operations over the lines of a page: stacking, spans, distances, shifts and window means."""

from collections.abc import Iterable

import numpy as np


def as_matrix(columns: Iterable[np.ndarray]) -> np.ndarray:
    """Put columns of one number per line side by side: lines x columns, float32."""
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


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
    clipped: np.ndarray = np.clip(away, -far, far)
    return clipped


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
    out = np.full(column.shape, fill, dtype=np.float32)
    if abs(by) >= len(column):
        return out
    if by > 0:
        out[:-by] = column[by:]
    elif by < 0:
        out[-by:] = column[:by]
    else:
        out[:] = column
    return out


def window_mean(columns: np.ndarray, low: int, high: int, fill: float) -> np.ndarray:
    """Average each column over the lines from `low` to `high` away; `fill` where the page has none there."""
    count = len(columns)
    total = np.zeros((count + 1, *columns.shape[1:]), dtype=np.float64)  # total[i]: the sum of the first i lines
    np.cumsum(columns, axis=0, dtype=np.float64, out=total[1:])
    index = np.arange(count)
    start, stop = np.clip(index + low, 0, count), np.clip(index + high + 1, 0, count)
    size = np.maximum(stop - start, 0)
    sums = total[np.maximum(stop, start)] - total[start]
    shape = (count,) + (1,) * (columns.ndim - 1)
    out: np.ndarray = (sums / np.maximum(size, 1).reshape(shape)).astype(np.float32)
    out[size == 0] = fill
    return out
