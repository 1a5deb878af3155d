"""Features of pages with mark-up: how much of the likely body stands in the elements around each line."""

import numpy as np

from articles.understanding.features.line_features import UNKNOWN, LineFeatures
from articles.understanding.features.markup import Markup
from articles.understanding.features.windows import as_matrix

UP = 5  # elements around a line that are looked at, each with more lines than the one inside it
BODY_SHARES = (0.6, 0.85)  # of the page's likely body; the smallest element that holds as much is a landmark
WORD = 6  # characters of an average word
LINES, WORDS, BODY, PROSE, LINKS = range(5)  # columns of the sums; WORDS, BODY and LINKS are counted in words


def markup_features(features: LineFeatures, markup: Markup, body: np.ndarray) -> np.ndarray:
    """Build a lines x features matrix; `body` is each line's probability of being body by its text alone."""
    words = features["width"] / WORD + 1
    likely = words * np.where(markup.apart, 0, body)
    # lines x LINES, WORDS, BODY, PROSE, LINKS; summed up over elements below
    values = np.stack(
        [np.ones(features.count), words, likely, features["paragraph_like"], words * markup.linked], axis=1
    )
    tree = _Tree(markup, values)
    landmarks = [markup.block[markup.title] if markup.title >= 0 else 0, *map(tree.holder, BODY_SHARES)]
    columns = [*tree.around(), *(column for element in landmarks for column in tree.beside(int(element)))]
    columns += _alike(markup, values)
    return np.concatenate([markup.features, as_matrix(columns)], axis=1)


class _Tree:
    """The elements of a page, each with sums over the lines inside it."""

    def __init__(self, markup: Markup, values: np.ndarray) -> None:
        self.block, self.values = markup.block, values
        self.parent = markup.parent
        self.total = max(1.0, float(values[:, BODY].sum()))
        parents = markup.parent.tolist()
        count = len(parents)
        ends, depth = list(range(1, count + 1)), [0] * count
        for number in range(count - 1, 0, -1):
            if (above := parents[number]) >= 0 and ends[number] > ends[above]:
                ends[above] = ends[number]
        for number, above in enumerate(parents):
            depth[number] = depth[above] + 1 if above >= 0 else 0
        self.ends, self.depth = (
            np.array(ends),
            np.array(depth),
        )  # elements up to an end are inside it: they are in order
        own = np.stack([np.bincount(markup.block, weights=value, minlength=count) for value in values.T], axis=1)
        before = np.concatenate([np.zeros((1, own.shape[1])), np.cumsum(own, axis=0)])
        self.sums = before[self.ends] - before[:-1]
        lines = np.rint(self.sums[:, LINES]).tolist()
        self.wider = list(range(count))  # for each element, the next one around it that holds more lines
        for number, above in enumerate(parents):
            if above >= 0:
                self.wider[number] = above if lines[above] > lines[number] else self.wider[above]

    def around(self) -> list[np.ndarray]:
        """What each of the UP elements around a line holds."""
        columns, here, wider = [], self.block, np.array(self.wider)
        for _ in range(UP + 1):
            columns += self._held(here)
            here = wider[here]
        return columns

    def holder(self, share: float) -> int:
        """Find the innermost element that holds this share of the likely body."""
        holding = np.flatnonzero(self.sums[:, BODY] >= share * self.total)[::-1]
        return int(holding[self.sums[holding, LINES].argmin()]) if len(holding) else 0

    def beside(self, element: int) -> list[np.ndarray]:
        """The smallest element around both a line and this element: its distance from each, and what it holds."""
        chain = [element]
        while (above := int(self.parent[chain[-1]])) >= 0:
            chain.append(above)
        holding = np.array(chain)[:, None]  # chain x 1
        away = np.argmax((self.block >= holding) & (self.block < self.ends[holding]), axis=0)
        both = np.array(chain)[away]
        far = self.depth[self.block] - self.depth[both]
        own, left = self.block.copy(), far - 1
        while (left > 0).any():
            own = np.where(left > 0, self.parent[own], own)
            left -= 1
        return [away, far, *self._held(both)[:3], *self._held(own)]

    def _held(self, elements: np.ndarray) -> list[np.ndarray]:
        """What elements hold: words, share of the likely body, mean of other lines, lines, paragraphs, links."""
        sums = self.sums[elements]
        return [
            np.log1p(sums[:, WORDS]),
            sums[:, BODY] / self.total,
            _mean_of_others(sums, self.values),
            np.minimum(300, sums[:, LINES]),
            np.minimum(100, sums[:, PROSE]),
            sums[:, LINKS] / sums[:, WORDS],
        ]


def _alike(markup: Markup, values: np.ndarray) -> list[np.ndarray]:
    """Sums over all elements of the same tags and classes, for the line's own element and two around it."""
    columns, here, total = [], markup.block, max(1.0, float(values[:, BODY].sum()))
    parents = np.maximum(0, markup.parent)
    for _ in range(3):
        path = markup.path[here]
        sums = np.stack([np.bincount(path, weights=value) for value in values.T], axis=1)[path]
        columns += [np.minimum(300, sums[:, LINES]), np.log1p(sums[:, WORDS]), sums[:, BODY] / total]
        columns += [_mean_of_others(sums, values), sums[:, LINKS] / sums[:, WORDS], np.minimum(100, sums[:, PROSE])]
        here = parents[here]
    return columns


def _mean_of_others(sums: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Average the probability of body over a group's words without the line's own; UNKNOWN for a line alone."""
    words, body = sums[:, WORDS] - own[:, WORDS], sums[:, BODY] - own[:, BODY]
    return np.where(sums[:, LINES] > own[:, LINES], body / np.maximum(words, 1), UNKNOWN)
