"""Features to choose the story's stretch of lines by, each candidate with the headline above it."""

import numpy as np

from articles.understanding.classifier.spans import ABOVE, END_CUES, LABEL, MODES, PageEvidence, Spans
from articles.understanding.features.line_features import FAR, LineFeatures


class _Sums:
    """Sums over the kept lines of each candidate, or over all its lines."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans

    def kept(self, column: np.ndarray) -> np.ndarray:
        total = np.zeros((MODES, self.spans.keeps.shape[1] + 1))
        np.cumsum(self.spans.keeps * column, axis=1, out=total[:, 1:])
        own: np.ndarray = total[self.spans.mode, self.spans.stop] - total[self.spans.mode, self.spans.start]
        return own

    def whole(self, column: np.ndarray) -> np.ndarray:
        return self.between(column, self.spans.start, self.spans.stop)

    @staticmethod
    def between(column: np.ndarray, start: np.ndarray, stop: np.ndarray) -> np.ndarray:
        total = np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])
        own: np.ndarray = total[np.clip(stop, 0, len(column))] - total[np.clip(start, 0, len(column))]
        return own


def span_features(features: LineFeatures, evidence: PageEvidence, spans: Spans) -> np.ndarray:
    """Build a candidates x features matrix."""
    sums, weight = _Sums(spans), features["words"] + 3
    columns = [*_by_probability(features, evidence, spans, sums), *_by_lines(features, spans, sums)]
    columns += _by_surroundings(features, evidence, spans, sums)
    columns += _by_headline(features, evidence, spans, weight)
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _by_probability(features: LineFeatures, evidence: PageEvidence, spans: Spans, sums: _Sums) -> list[np.ndarray]:
    """How probable the lines inside and outside are as body; likeness to the stretch of the best gain."""
    weight = features["words"] + 3
    mass, size = weight * evidence.body, sums.kept(weight)
    kept = sums.kept(mass)
    expected = 2 * kept / np.maximum(1, size + mass.sum())
    both_start, both_stop = np.maximum(spans.start, spans.start[0]), np.minimum(spans.stop, spans.stop[0])
    shared = sums.between(weight, both_start, np.maximum(both_start, both_stop))
    union = sums.whole(weight) + sums.whole(weight)[0] - shared
    lines = np.maximum(1, spans.stop - spans.start)
    inside = sums.whole(evidence.inside)
    top = np.sort(evidence.body)[::-1][:5].mean()
    return [
        *(expected, expected - expected.max(), kept / max(1.0, float(mass.sum())), kept / np.maximum(1, size)),
        *(
            (sums.whole(mass) - kept) / np.maximum(1, size),
            inside / lines,
            inside / max(1.0, float(evidence.inside.sum())),
        ),
        *(shared / np.maximum(1, union), spans.mode, np.full(len(lines), top), np.full(len(lines), evidence.threshold)),
        *(np.log1p(size), np.full(len(lines), np.log1p(mass.sum())), np.full(len(lines), np.log1p(weight.sum()))),
        sums.whole(evidence.gain) / np.maximum(1, np.abs(sums.whole(evidence.gain)).max()),
    ]


def _by_lines(features: LineFeatures, spans: Spans, sums: _Sums) -> list[np.ndarray]:
    """What the lines inside are like."""
    lines, kept = np.maximum(1, spans.stop - spans.start), np.maximum(1, sums.kept(np.ones(features.count)))
    width = np.maximum(1, sums.kept(features["width"]))
    shares = (
        "stop",
        "headline_like",
        "paragraph_like",
        "upper",
        "own_small",
        "flags",
        "bullet",
        "digits",
        "seen",
        "date",
    )
    counts = ("cue_comments", "cue_related", "cue_legal", "cue_share", "cue_byline", "cue_promo", "date", "time")
    short = features["words"] <= LABEL
    return [
        *(np.log1p(lines), np.log1p(kept), kept / lines, width / kept, lines / features.count),
        *(sums.kept(features[name]) / kept for name in shares),
        *(np.minimum(FAR, sums.whole((features[name] > 0) & short)) for name in counts),
        sums.kept(features["width"] * features["stop"]) / width,
        sums.kept(features["paragraph_like"]),
        *(spans.start / features.count, spans.stop / features.count),
    ]


def _by_surroundings(features: LineFeatures, evidence: PageEvidence, spans: Spans, sums: _Sums) -> list[np.ndarray]:
    """What stands right above and below."""
    columns = []
    q, p = evidence.inside, evidence.body
    for column in (q, p):
        padded = np.concatenate([[0.0], column, [0.0]])
        columns += [padded[spans.start], padded[spans.start + 1], padded[spans.stop], padded[spans.stop + 1]]
    short = features["words"] <= LABEL
    ends = np.sum([(features[f"cue_{kind}"] > 0) & short for kind in END_CUES], axis=0)
    columns.append(sums.between(ends, spans.stop, spans.stop + 4))
    for name in ("date", "time", "cue_byline", "cue_credit", "cue_share", "headline_like"):
        here = (features[name] > 0) & short
        columns.append(sums.between(here, spans.start - 4, spans.start + 1))
        columns.append(sums.between(here, spans.stop, spans.stop + 4))
    return columns


def _by_headline(features: LineFeatures, evidence: PageEvidence, spans: Spans, weight: np.ndarray) -> list[np.ndarray]:
    """The likeliest headline above, its distance, and the rare words that it shares with the kept lines."""
    count, candidates = features.count, len(spans.start)
    single = evidence.headline
    total = np.bincount(features.text_ids, weights=single)[features.text_ids]
    at, word, size = features.content_words
    rarity = 1 / np.maximum(1, np.bincount(word, minlength=size))  # of a word: by the number of lines that hold it
    shared, own = np.zeros((len(spans.heads), candidates)), np.zeros((len(spans.heads), candidates))
    opening = np.minimum(spans.stop, spans.start + ABOVE)
    for number, head in enumerate(spans.heads.tolist()):
        words = np.zeros(size, dtype=bool)
        words[word[at == head]] = True
        hit = words[word] & (features.text_ids[at] != features.text_ids[head])
        by_line = np.bincount(at[hit], weights=rarity[word[hit]], minlength=count)
        shared[number] = _Sums.between(by_line, spans.start, spans.stop)
        own[number] = _Sums.between(by_line, spans.start, opening)
    place = spans.heads[:, None] if len(spans.heads) else np.zeros((1, 1), dtype=np.int64)
    if not len(spans.heads):
        shared, own = np.zeros((1, candidates)), np.zeros((1, candidates))
    chance = total[spans.heads] if len(spans.heads) else np.zeros(1)
    is_near = (place >= spans.start - 2 * ABOVE) & (place <= spans.start + 2)
    rank = np.where(is_near, chance[:, None], -1.0)
    best, index = rank.argmax(axis=0), np.arange(candidates)
    has = rank[best, index] >= 0
    inner = (place > spans.start + 2) & (place < spans.stop)
    return [
        np.where(has, rank[best, index], -1),
        np.where(has, spans.start - place[best, 0], FAR),
        np.where(has, shared[best, index], -1),
        np.where(has, own[best, index], -1),
        np.where(is_near, shared, 0).max(axis=0),
        np.where(is_near, own, 0).max(axis=0),
        shared.max(axis=0),
        own.max(axis=0) - own.max(),
        np.where(inner, chance[:, None], 0).max(axis=0),
        np.full(candidates, chance.max()),
        np.where(has, rank[best, index], 0) - chance.max(),
        np.where(has, features["printed"][place[best, 0]], 0),
        np.where(has, features["title_words"][place[best, 0]], 0),
    ]
