"""Candidates for the story's stretch of lines: those of the best gains, and those below the likeliest headlines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles.understanding.features.line_features import LineFeatures
from articles.understanding.features.windows import best_span

HEADS = 8  # likeliest headlines that a stretch is looked for below
PEELED = 5  # best stretches, one beside the other
MODES = 3  # which lines of a stretch are kept: the probable ones, the possible ones, nearly all
PROBABLE, POSSIBLE, ALL = range(MODES)
MAYBE = 0.1  # probability from which a line is possible
MOST_ALL = 100  # lines of a stretch of which nearly all may be kept
LABEL = 12  # words of a line with a date or byline
SHORT = 7  # words of a line that is a cue
SURE_HEAD = 0.1  # probability of a headline from which improbable lines below it may be the body
ABOVE, ENTERED = 15, 3  # lines above a stretch, and of it, in which its headline stands
NEAR = 45  # lines that a headline may stand above the stretch of the best gain, to be joined with it
ENDS = 2  # cues below a headline at which a stretch may end
LEAST_WORDS = 5  # of a stretch
MOST_COST = 6.0  # of one improbable line in a stretch below a headline
OTHERS = ("comments", "related")
END_CUES = ("comments", "related", "legal", "author", "share", "subscribe")


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What the stages before say about each line, and the threshold of the page."""

    body: np.ndarray
    inside: np.ndarray
    headline: np.ndarray
    gain: np.ndarray  # of keeping each line in the stretch
    threshold: float


@dataclass(frozen=True, slots=True)
class Spans:
    """Candidate stretches of a page: first line, line after the last, mode; the first is the one of the best gain."""

    start: np.ndarray
    stop: np.ndarray
    mode: np.ndarray
    keeps: np.ndarray  # MODES x lines: whether each line is kept, if it is in the stretch
    heads: np.ndarray  # lines of the likeliest headlines

    def kept(self, number: int) -> np.ndarray:
        """Whether each line of the page is kept by a candidate."""
        inside = np.zeros(self.keeps.shape[1], dtype=bool)
        inside[self.start[number] : self.stop[number]] = True
        kept: np.ndarray = inside & self.keeps[self.mode[number]]
        return kept


def candidate_spans(features: LineFeatures, evidence: PageEvidence) -> Spans:
    """Find stretches that may be the story: of the best gains, and below the likeliest headlines."""
    heads = _heads(features, evidence)
    found = dict.fromkeys(_spans(features, evidence, heads))
    is_head = np.zeros(features.count, dtype=bool)
    is_head[heads] = True
    is_dated = (features["date"] > 0) | (features["time"] > 0) | (features["first_byline"] > 0)
    other = is_head | (is_dated & (features["words"] <= LABEL))
    plain = ((features["flags"] == 0) | (features["paragraph_like"] > 0)) & (features["seen"] == 0) & ~other
    probable = evidence.body >= evidence.threshold
    keeps = np.stack([probable, probable | ((evidence.body >= MAYBE) & ~other), probable | plain])
    words = np.concatenate([np.zeros((MODES, 1)), np.cumsum(keeps * features["words"], axis=1)], axis=1)
    rows: list[tuple[int, int, int]] = []
    total = np.bincount(features.text_ids, weights=evidence.headline)[features.text_ids]
    sure = heads[total[heads] >= SURE_HEAD] if probable.any() else heads[:0]
    cues = np.concatenate([[0], np.cumsum(_is_end(features, OTHERS))])
    for start, stop in found:
        sizes = words[:, stop] - words[:, start]
        if sizes[PROBABLE] >= LEAST_WORDS or not rows:
            rows.append((start, stop, PROBABLE))
        if not ((sure >= start - ABOVE) & (sure < start + ENTERED)).any() or cues[stop] > cues[start + 1]:
            continue  # improbable lines are a body only below a headline, and above lists and comments
        if sizes[POSSIBLE] > max(LEAST_WORDS, sizes[PROBABLE]):
            rows.append((start, stop, POSSIBLE))
        if stop - start <= MOST_ALL and sizes[ALL] > max(LEAST_WORDS, sizes[POSSIBLE]):
            rows.append((start, stop, ALL))
    start, stop, mode = np.array(rows, dtype=np.int64).T
    return Spans(start, stop, mode, keeps, heads)


def _heads(features: LineFeatures, evidence: PageEvidence) -> np.ndarray:
    """Find the likeliest headlines, every printing by itself."""
    order = np.argsort(-evidence.headline, kind="stable")[:HEADS]
    heads: np.ndarray = np.sort(order[evidence.headline[order] > 0])
    return heads


def _spans(features: LineFeatures, evidence: PageEvidence, heads: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield starts and stops of candidate stretches, the one of the best gain first."""
    count, peeled = features.count, list(_peeled(evidence.gain))
    best = peeled[0] if peeled else (0, count)
    yield best
    yield from peeled[1:]
    for start, stop in peeled[1:3]:
        yield min(start, best[0]), max(stop, best[1])
    short = features["words"] <= SHORT
    ends = np.flatnonzero(_is_end(features, END_CUES))
    soft = np.where(evidence.body > MAYBE, evidence.body, evidence.body - 2 * MAYBE) * (features["words"] + 3)
    soft = np.maximum(soft, -MOST_COST)
    total = np.concatenate([[0.0], np.cumsum(soft)])
    comments = np.flatnonzero(short & (features["cue_comments"] > 0))
    for end in comments[(comments > best[0]) & (comments < best[1])][:1].tolist():
        yield best[0], end
    for head in heads.tolist():
        start = head + 1
        if start >= count:
            continue
        stop = start + int(total[start + 1 :].argmax()) + 1
        yield start, stop
        if best[0] < start < best[1] or best[0] - NEAR <= start < best[0]:
            yield start, best[1]
        for end in ends[ends > start + 1][:ENDS].tolist():
            yield start, end


def _is_end(features: LineFeatures, kinds: Sequence[str]) -> np.ndarray:
    """Whether each line is short and holds a cue of these kinds, of what follows a story."""
    cue: np.ndarray = np.any([features[f"cue_{kind}"] > 0 for kind in kinds], axis=0)
    return cue & (features["words"] <= SHORT)


def _peeled(gain: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield the stretch of the best gain, then that of the best gain beside it, and so on."""
    rest = gain.copy()
    for _ in range(PEELED):
        span = best_span(rest)
        if span.stop <= span.start:
            return
        yield span.start, span.stop
        rest[span] = -1e6
