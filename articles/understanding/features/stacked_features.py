"""Stacked features: the second pass sees the first pass' probabilities of all lines around, and of the main run."""

import numpy as np

from articles.understanding.features.line_features import FAR, LONG, UNKNOWN, LineFeatures
from articles.understanding.features.windows import (
    as_matrix,
    best_span,
    clipped,
    distance_to,
    nearest,
    shifted,
    since,
    window_means,
)

LEAST = 1e-4  # probabilities are clipped to this distance from 0 and 1
OUTSIDE = -9.5  # log-odds beyond the ends of the page
SURE, LIKELY = 0.6, 0.5  # probabilities of being body
HARDLY_BODY, HARDLY_INSIDE, MAYBE_BODY = 0.003, 0.02, 0.05  # probabilities of the first pass
NEAR_OPEN = 2  # lines
MIN_WORDS, MIN_CHARS = 3, 14  # of a line that is classified


def long_enough_lines(features: LineFeatures) -> np.ndarray:
    """Whether each line is long enough to be body or a headline; most lines of menus are not."""
    return (features["words"] >= MIN_WORDS) | (features["chars"] >= MIN_CHARS)


def open_lines(body: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Whether each line, or one near it, may still be body after the first pass: a third of the corpus' lines.

    Of 1,000 body lines six are given up here; the second pass would have taken hardly any of them.
    """
    open_ = ((body > HARDLY_BODY) & (inside > HARDLY_INSIDE)) | (body > MAYBE_BODY)
    near = open_.copy()
    for by in range(1, min(NEAR_OPEN + 1, len(open_))):
        near[by:] |= open_[:-by]
        near[:-by] |= open_[by:]
    return near


def stacked_features(features: LineFeatures, body: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Build a lines x features matrix from the first pass' probabilities of being body and of lying inside it."""
    columns = [*_neighbours(body, inside), *_windows(body, inside), *_run(features, body, inside)]
    columns += [*_against_body(features, body), *_topic(features, body), *_alike(features, body)]
    return as_matrix(columns)


def below_headline_features(features: LineFeatures, probabilities: np.ndarray, headline: int) -> np.ndarray:
    """Build a lines x features matrix of the place below the headline of the first pass, and below dates and bylines.

    `probabilities`: each line's probability of being the headline. `headline`: the index of the best; -1 for none.
    """
    index, long = np.arange(features.count), np.cumsum(features["width"] >= LONG)
    same = (features.text_ids == features.text_ids[headline]) if headline >= 0 else np.zeros(features.count, dtype=bool)
    at, word, size = features.content_words
    in_headline = np.zeros(size, dtype=bool)  # of each word
    in_headline[word[at == headline]] = True
    short = features["words"] <= 14
    printed = np.cumsum(same)
    columns = [
        clipped(index - headline, -300, 300) if headline >= 0 else np.zeros(features.count),
        clipped(long - long[headline], -FAR, FAR) if headline >= 0 else np.zeros(features.count),
        since(same, FAR),
        printed,
        printed[-1] - printed,
        probabilities.max(),
        probabilities,
        features.share_of(at, in_headline[word]),
        since((features["date"] > 0) & short, FAR),
        since((features["first_byline"] > 0) & short, FAR),
    ]
    return as_matrix(columns)


def log_odds(p: np.ndarray) -> np.ndarray:
    """Turn probabilities into log-odds, from -9.2 to 9.2."""
    p = clipped(p, LEAST, 1 - LEAST)
    odds: np.ndarray = np.log(p / (1 - p))
    return odds


def _neighbours(body: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    """The log-odds of the lines around."""
    p, q = log_odds(body), log_odds(inside)
    return [shifted(p, by, OUTSIDE) for by in range(-5, 6)] + [shifted(q, by, OUTSIDE) for by in range(-3, 4)]


def _windows(body: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    """Means of both probabilities over windows above and below."""
    around = [window for size in (5, 15, 40) for window in ((-size, -1), (1, size))]
    return [mean for means in window_means(np.stack([body, inside]).T, around, 0.0) for mean in means.T]


def _run(features: LineFeatures, body: np.ndarray, inside: np.ndarray) -> list[np.ndarray | float]:
    """The place beside the best runs by both probabilities, and the probabilities of the page's best lines."""
    count, weight = features.count, body * features["width"]
    runs = [best_span((body - 0.4) * np.sqrt(features["width"])), best_span(inside - 0.5)]
    total = max(1.0, float(weight.sum()))
    before = np.cumsum(weight) / total
    top = np.sort(body)[::-1][:5]
    top = np.concatenate([top, np.zeros(5 - len(top))])
    sure = body > SURE
    ago, ahead = nearest(sure, FAR)
    breaks = np.maximum.accumulate(np.where(sure & (np.cumsum(sure) > 1), ago, 0))
    return [
        *(distance_to(run, count, FAR) for run in runs),
        *(min(300, run.stop - run.start) for run in runs),
        *(inside - (inside[run].mean() if run.stop > run.start else 0.0) for run in runs),
        *(before, 1 - before, min(total, 50_000.0)),
        *(weight[run].sum() / total for run in runs),
        *(*top, body / max(float(top[0]), LEAST), ago, ahead, breaks),
        np.maximum.accumulate(body[::-1])[::-1],
        np.maximum.accumulate(body),
    ]


def _against_body(features: LineFeatures, body: np.ndarray) -> list[np.ndarray]:
    """The difference of some features from their mean over the page's likely body."""
    names = ("width", "small", "own_small", "gap", "gap_after", "stop", "inner_stops", "upper")
    values = as_matrix(features[name] for name in names)
    likely = body > LIKELY
    mean = values[likely].mean(axis=0) if likely.any() else values.mean(axis=0)
    return list((values - mean).T)


def _topic(features: LineFeatures, body: np.ndarray) -> list[np.ndarray]:
    """Content words shared with the likely body, with its first lines, with its other lines; those of lines near by."""
    at, word, size = features.content_words
    likely = body > LIKELY
    places = np.flatnonzero(likely)
    opening = places[:5]
    is_opening = np.zeros(features.count, dtype=bool)
    is_opening[opening] = True
    is_rest = likely & ~is_opening
    columns = []
    for chosen in (likely, is_opening, is_rest):
        own = chosen[at]
        counts = np.bincount(word[own], minlength=size)
        columns.append(features.share_of(at, counts[word] - own > 0))
    hits = columns[0] * features.content_count
    both = np.stack([hits, features.content_count]).T
    for near in window_means(both, ((1, 5), (-5, -1)), 0.0):
        columns.append(near[:, 0] / np.maximum(near[:, 1], 0.2))
    first = np.full(size, features.count)
    np.minimum.at(first, word[likely[at]], at[likely[at]])
    columns.append(features.share_of(at, first[word] < at))  # stand further up in the body
    return columns


def _alike(features: LineFeatures, body: np.ndarray) -> list[np.ndarray]:
    """Means of the first pass over the other lines of the same shape, gaps, block and text."""
    ends = [np.asarray(features[name], dtype=np.int64) for name in ("stop", "end_mark", "first", "bullet")]
    gaps = [np.asarray(features[name], dtype=np.int64) + 1 for name in ("gap", "gap_after")]
    size = np.minimum(features["words"] // 3, 9).astype(np.int64)
    blocks = np.cumsum(features["gap"] > 0) if features.has_blank_lines else np.arange(features.count)
    keys = (_numbered([*ends, size]), _numbered([*gaps, size]), blocks, features.text_ids)
    return [column for key in keys for column in _others(key, body)]


def _numbered(parts: list[np.ndarray]) -> np.ndarray:
    """Number the distinct combinations of these small integers, one combination per line."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        key = key * 16 + part
    return np.unique(key, return_inverse=True)[1]


def _others(key: np.ndarray, body: np.ndarray) -> list[np.ndarray]:
    """Average over the other lines of the same key, UNKNOWN where there are none; and count them."""
    others = np.bincount(key)[key] - 1
    total = np.bincount(key, weights=body)[key] - body
    return [np.where(others > 0, total / np.maximum(1, others), UNKNOWN), np.minimum(others, FAR)]
