"""The second model's extra columns: what the first one thinks of the lines around, and of the page's one main run."""

import numpy as np

from articles.understanding.features.line_features import FAR, LONG, UNKNOWN, LineFeatures
from articles.understanding.features.windows import best_span, distance_to, nearest, shifted, since, window_mean

LEAST = 1e-4  # probabilities are kept off 0 and 1 by this
OUTSIDE = -9.5  # log-odds beyond the ends of the page
SURE, LIKELY = 0.6, 0.5
HARDLY_BODY, HARDLY_INSIDE, MAYBE_BODY = 0.003, 0.02, 0.05
NEAR_OPEN = 2  # lines
MIN_WORDS, MIN_CHARS = 3, 14


def is_undecided(line: LineFeatures) -> np.ndarray:
    """Whether each line says enough to be body or a headline by itself: of menus, most lines don't."""
    return (line["words"] >= MIN_WORDS) | (line["chars"] >= MIN_CHARS)


def open_lines(body: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Whether each line is still open after the first pass, or near one that is: a third of the corpus' lines.

    Of 1,000 lines of bodies six are given up here, lines that the second pass would hardly have taken.
    """
    open_ = ((body > HARDLY_BODY) & (inside > HARDLY_INSIDE)) | (body > MAYBE_BODY)
    near = open_.copy()
    for by in range(1, min(NEAR_OPEN + 1, len(open_))):
        near[by:] |= open_[:-by]
        near[:-by] |= open_[by:]
    return near


def stacked_features(line: LineFeatures, body: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Lines x columns. `body`, `inside`: the first pass' probability of being body, of lying between body lines."""
    columns = [*_neighbours(body, inside), *_windows(body, inside), *_run(line, body, inside)]
    columns += [*_against_body(line, body), *_topic(line, body), *_alike(line, body)]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def below_headline_features(line: LineFeatures, said: np.ndarray, headline: int) -> np.ndarray:
    """Lines x columns: the place below the headline found first, -1 for none, and below dates and bylines."""
    index, long = np.arange(line.count), np.cumsum(line["width"] >= LONG)
    same = (line.same == line.same[headline]) if headline >= 0 else np.zeros(line.count, dtype=bool)
    at, word, size = line.pairs
    spoken = np.zeros(size, dtype=bool)
    spoken[word[at == headline]] = True
    short = line["words"] <= 14
    printed = np.cumsum(same)
    columns = [
        np.clip(index - headline, -300, 300) if headline >= 0 else np.zeros(line.count),
        np.clip(long - long[headline], -FAR, FAR) if headline >= 0 else np.zeros(line.count),
        since(same, FAR),
        printed,
        printed[-1] - printed,
        np.full(line.count, said.max()),
        said,
        line.share_of(at, spoken[word]),
        since((line["date"] > 0) & short, FAR),
        since((line["first_byline"] > 0) & short, FAR),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def log_odds(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, LEAST, 1 - LEAST)
    return np.log(p / (1 - p))


def _neighbours(body: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    p, q = log_odds(body), log_odds(inside)
    return [shifted(p, by, OUTSIDE) for by in range(-5, 6)] + [shifted(q, by, OUTSIDE) for by in range(-3, 4)]


def _windows(body: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    both = np.stack([body, inside], axis=1)
    return [
        mean
        for size in (5, 15, 40)
        for low, high in ((-size, -1), (1, size))
        for mean in window_mean(both, low, high, 0.0).T
    ]


def _run(line: LineFeatures, body: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    """The line's place beside the best runs of both, and how sure the page's best lines are."""
    count, weight = line.count, body * line["width"]
    runs = [best_span((body - 0.4) * np.sqrt(line["width"])), best_span(inside - 0.5)]
    total = max(1.0, float(weight.sum()))
    before = np.cumsum(weight) / total
    top = np.sort(body)[::-1][:5]
    top = np.concatenate([top, np.zeros(5 - len(top))])
    sure = body > SURE
    ago, ahead = nearest(sure, FAR)
    breaks = np.maximum.accumulate(np.where(sure & (np.cumsum(sure) > 1), ago, 0))
    return [
        *(distance_to(run, count, FAR) for run in runs),
        *(np.full(count, min(300, run.stop - run.start)) for run in runs),
        *(inside - np.full(count, inside[run].mean() if run.stop > run.start else 0.0) for run in runs),
        *(before, 1 - before, np.full(count, min(total, 50_000.0))),
        *(np.full(count, weight[run].sum() / total) for run in runs),
        *(np.full(count, value) for value in top),
        *(body / max(float(top[0]), LEAST), ago, ahead, breaks),
        np.maximum.accumulate(body[::-1])[::-1],
        np.maximum.accumulate(body),
    ]


def _against_body(line: LineFeatures, body: np.ndarray) -> list[np.ndarray]:
    """How the line differs from the page's likely body."""
    names = ("width", "small", "own_small", "gap", "gap_after", "stop", "inner_stops", "upper")
    values = np.stack([np.asarray(line[name], dtype=np.float32) for name in names], axis=1)
    likely = body > LIKELY
    mean = values[likely].mean(axis=0) if likely.any() else values.mean(axis=0)
    return list((values - mean).T)


def _topic(line: LineFeatures, body: np.ndarray) -> list[np.ndarray]:
    """Words of content shared with the likely body, with its beginning and end, and of the next lines with it."""
    at, word, size = line.pairs
    likely = body > LIKELY
    places = np.flatnonzero(likely)
    opening = places[:5]
    is_opening = np.zeros(line.count, dtype=bool)
    is_opening[opening] = True
    is_rest = likely & ~is_opening
    columns = []
    for chosen in (likely, is_opening, is_rest):
        own = chosen[at]
        counts = np.bincount(word[own], minlength=size)
        columns.append(line.share_of(at, counts[word] - own > 0))
    hits = columns[0] * line.content_count
    both = np.stack([hits, line.content_count], axis=1)
    for low, high in ((1, 5), (-5, -1)):
        near = window_mean(both, low, high, 0.0)
        columns.append(near[:, 0] / np.maximum(near[:, 1], 0.2))
    first = np.full(size, line.count)
    np.minimum.at(first, word[likely[at]], at[likely[at]])
    columns.append(line.share_of(at, first[word] < at))  # said before in the body
    return columns


def _alike(line: LineFeatures, body: np.ndarray) -> list[np.ndarray]:
    """What the first pass thinks of the page's other lines that look the same, of equal lines, and of the block."""
    ends = [np.asarray(line[name], dtype=np.int64) for name in ("stop", "end_mark", "first", "bullet")]
    gaps = [np.asarray(line[name], dtype=np.int64) + 1 for name in ("gap", "gap_after")]
    size = np.minimum(line["words"] // 3, 9).astype(np.int64)
    blocks = np.cumsum(line["gap"] > 0) if line.spaced else np.arange(line.count)
    keys = (_numbered([*ends, size]), _numbered([*gaps, size]), blocks, line.same)
    return [column for key in keys for column in _others(key, body)]


def _numbered(parts: list[np.ndarray]) -> np.ndarray:
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        key = key * 16 + part
    return np.unique(key, return_inverse=True)[1]


def _others(key: np.ndarray, body: np.ndarray) -> list[np.ndarray]:
    """The mean over the other lines of the same key, UNKNOWN where there are none; and how many there are."""
    others = np.bincount(key)[key] - 1
    total = np.bincount(key, weights=body)[key] - body
    return [np.where(others > 0, total / np.maximum(1, others), UNKNOWN), np.minimum(others, FAR)]
