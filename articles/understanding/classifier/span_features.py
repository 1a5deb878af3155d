"""Features to choose the story's stretch of lines by, each candidate with the headline above it."""

from collections.abc import Iterable

import numpy as np

from articles.understanding.classifier.spans import ABOVE, END_CUES, LABEL, MODES, PageEvidence, Spans
from articles.understanding.features.line_features import FAR, LineFeatures
from articles.understanding.features.windows import as_matrix

SHARES = ["stop", "headline_like", "paragraph_like", "upper", "own_small", "flags", "bullet", "digits", "seen", "date"]
COUNTS = ("cue_comments", "cue_related", "cue_legal", "cue_share", "cue_byline", "cue_promo", "date", "time")
BESIDE = ("date", "time", "cue_byline", "cue_credit", "cue_share", "headline_like")
AROUND = 4  # lines above and below a stretch that are looked at


class _Sums:
    """Sums over the kept lines of each candidate, or over all its lines: of columns x lines, columns x candidates."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans

    def kept(self, columns: np.ndarray) -> np.ndarray:
        start, stop, mode = self.spans.start, self.spans.stop, self.spans.mode
        total = np.zeros((MODES, len(columns), columns.shape[1] + 1))
        np.cumsum(self.spans.keeps[:, None, :] * columns, axis=2, out=total[:, :, 1:])
        own: np.ndarray = (total[mode, :, stop] - total[mode, :, start]).T
        return own

    def whole(self, columns: np.ndarray) -> np.ndarray:
        return self.between(columns, self.spans.start, self.spans.stop)

    @staticmethod
    def between(columns: np.ndarray, start: np.ndarray, stop: np.ndarray) -> np.ndarray:
        count = columns.shape[1]
        total = np.zeros((len(columns), count + 1))
        np.cumsum(columns, axis=1, dtype=np.float64, out=total[:, 1:])
        first, last = np.minimum(np.maximum(start, 0), count), np.minimum(np.maximum(stop, 0), count)
        own: np.ndarray = total[:, last] - total[:, first]
        return own


def span_features(features: LineFeatures, evidence: PageEvidence, spans: Spans) -> np.ndarray:
    """Build a candidates x features matrix."""
    sums = _Sums(spans)
    columns = [*_by_probability(features, evidence, spans, sums), *_by_lines(features, spans, sums)]
    columns += _by_surroundings(features, evidence, spans, sums)
    columns += _by_headline(features, evidence, spans)
    return as_matrix(columns)


def _by_probability(
    features: LineFeatures, evidence: PageEvidence, spans: Spans, sums: _Sums
) -> list[np.ndarray | float]:
    """How probable the lines inside and outside are as body; likeness to the stretch of the best gain."""
    weight = features["words"] + 3
    mass = weight * evidence.body
    size, kept = sums.kept(np.stack([weight, mass]))
    all_weight, all_mass, inside, gain = sums.whole(np.stack([weight, mass, evidence.inside, evidence.gain]))
    expected = 2 * kept / np.maximum(1, size + mass.sum())
    both_start, both_stop = np.maximum(spans.start, spans.start[0]), np.minimum(spans.stop, spans.stop[0])
    shared = sums.between(weight[None], both_start, np.maximum(both_start, both_stop))[0]
    union = all_weight + all_weight[0] - shared
    lines = np.maximum(1, spans.stop - spans.start)
    top = np.sort(evidence.body)[::-1][:5].mean()
    return [
        *(expected, expected - expected.max(), kept / max(1.0, float(mass.sum())), kept / np.maximum(1, size)),
        *((all_mass - kept) / np.maximum(1, size), inside / lines),
        inside / max(1.0, float(evidence.inside.sum())),
        *(shared / np.maximum(1, union), spans.mode, top, evidence.threshold),
        *(np.log1p(size), np.log1p(mass.sum()), np.log1p(weight.sum())),
        gain / np.maximum(1, np.abs(gain).max()),
    ]


def _by_lines(features: LineFeatures, spans: Spans, sums: _Sums) -> list[np.ndarray]:
    """What the lines inside are like."""
    lines, short = np.maximum(1, spans.stop - spans.start), features["words"] <= LABEL
    width = features["width"]
    all_kept = sums.kept(
        np.stack([np.ones(features.count), width, width * features["stop"], *_named(features, SHARES)])
    )
    kept, wide = np.maximum(1, all_kept[:2])
    return [
        *(np.log1p(lines), np.log1p(kept), kept / lines, wide / kept, lines / features.count),
        *(all_kept[3:] / kept),
        *np.minimum(FAR, sums.whole((np.stack(_named(features, COUNTS)) > 0) & short)),
        all_kept[2] / wide,
        all_kept[3 + SHARES.index("paragraph_like")],
        *(spans.start / features.count, spans.stop / features.count),
    ]


def _named(features: LineFeatures, names: Iterable[str]) -> list[np.ndarray]:
    return [features[name] for name in names]


def _by_surroundings(features: LineFeatures, evidence: PageEvidence, spans: Spans, sums: _Sums) -> list[np.ndarray]:
    """What stands right above and below."""
    columns = []
    q, p = evidence.inside, evidence.body
    for column in (q, p):
        padded = np.concatenate([[0.0], column, [0.0]])
        columns += [padded[spans.start], padded[spans.start + 1], padded[spans.stop], padded[spans.stop + 1]]
    short = features["words"] <= LABEL
    ends = np.sum([(features[f"cue_{kind}"] > 0) & short for kind in END_CUES], axis=0)
    here = np.stack([ends, *((features[name] > 0) & short for name in BESIDE)])
    above = sums.between(here, spans.start - AROUND, spans.start + 1)
    below = sums.between(here, spans.stop, spans.stop + AROUND)
    columns.append(below[0])
    for one, other in zip(above[1:], below[1:], strict=True):
        columns += [one, other]
    return columns


def _by_headline(features: LineFeatures, evidence: PageEvidence, spans: Spans) -> list[np.ndarray | float]:
    """The likeliest headline above, its distance, and the rare words that it shares with the kept lines."""
    count, candidates = features.count, len(spans.start)
    single = evidence.headline
    total = np.bincount(features.text_ids, weights=single)[features.text_ids]
    at, word, size = features.content_words
    rarity = 1 / np.maximum(1, np.bincount(word, minlength=size))  # of a word: by the number of lines that hold it
    by_line = np.zeros((len(spans.heads), count))  # the weight of the words that each line shares with each headline
    for number, head in enumerate(spans.heads.tolist()):
        words = np.zeros(size, dtype=bool)
        words[word[at == head]] = True
        hit = words[word] & (features.text_ids[at] != features.text_ids[head])
        by_line[number] = np.bincount(at[hit], weights=rarity[word[hit]], minlength=count)
    shared = _Sums.between(by_line, spans.start, spans.stop)
    own = _Sums.between(by_line, spans.start, np.minimum(spans.stop, spans.start + ABOVE))
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
        chance.max(),
        np.where(has, rank[best, index], 0) - chance.max(),
        np.where(has, features["printed"][place[best, 0]], 0),
        np.where(has, features["title_words"][place[best, 0]], 0),
    ]
