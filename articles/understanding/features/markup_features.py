"""Columns for pages with mark-up: what stands in the same elements as a line, and how likely that is body."""

import numpy as np

from articles.understanding.features.line_features import UNKNOWN, LineFeatures
from articles.understanding.features.markup import Markup

UP = 5  # elements around a line, each with more lines than the one in it
HELD = (0.6, 0.85)  # shares of the page's likely body that the smallest element around it holds
WORD = 6  # characters
LINES, WORDS, BODY, PROSE, LINKS = range(5)  # what is summed up: lines; words, likely body, links in words; paragraphs


def markup_features(line: LineFeatures, marks: Markup, body: np.ndarray) -> np.ndarray:
    """Lines x columns. `body`: what the text alone says of each line."""
    words = line["width"] / WORD + 1
    likely = words * np.where(marks.apart, 0, body)
    values = np.stack([np.ones(line.count), words, likely, line["paragraph_like"], words * marks.linked], axis=1)
    tree = _Tree(marks, values)
    beside = [marks.block[marks.title] if marks.title >= 0 else 0, *map(tree.holder, HELD)]
    columns = [*tree.around(), *(column for element in beside for column in tree.beside(int(element)))]
    columns += _alike(marks, values)
    own = marks.columns
    return np.concatenate([own, np.stack(columns, axis=1)], axis=1).astype(np.float32)


class _Tree:
    """The elements of a page, with sums over the lines in each."""

    def __init__(self, marks: Markup, values: np.ndarray) -> None:
        self.block, self.values = marks.block, values
        self.parents = marks.parent.tolist()
        self.total = max(1.0, float(values[:, BODY].sum()))
        sums = np.zeros((len(self.parents), values.shape[1]))
        np.add.at(sums, marks.block, values)
        rows = sums.tolist()
        for number in range(len(rows) - 1, 0, -1):
            if (above := self.parents[number]) >= 0:
                rows[above] = [a + b for a, b in zip(rows[above], rows[number], strict=True)]
        self.sums = np.array(rows)
        lines = self.sums[:, LINES].tolist()
        self.wider = list(range(len(rows)))  # of each element, the next one around it with more lines
        for number, above in enumerate(self.parents):
            if above >= 0:
                self.wider[number] = above if lines[above] > lines[number] else self.wider[above]

    def around(self) -> list[np.ndarray]:
        """What the elements around each line hold."""
        columns, here, wider = [], self.block, np.array(self.wider)
        for _ in range(UP + 1):
            columns += self._held(here)
            here = wider[here]
        return columns

    def holder(self, share: float) -> int:
        """The innermost element that holds this share of the likely body."""
        holding = np.flatnonzero(self.sums[:, BODY] >= share * self.total)[::-1]
        return int(holding[self.sums[holding, LINES].argmin()]) if len(holding) else 0

    def beside(self, element: int) -> list[np.ndarray]:
        """The smallest element that holds both the line and this one: how far from each, and what its parts hold."""
        up: dict[int, int] = {}
        while element >= 0:
            up[element] = len(up)
            element = self.parents[element]
        count = len(self.parents)
        both, part, far = list(range(count)), list(range(count)), [0] * count
        for number, above in enumerate(self.parents):
            if number not in up and above >= 0:
                both[number], far[number] = both[above], far[above] + 1
                part[number] = part[above] if far[above] else number
        holder, own = np.array(both)[self.block], np.array(part)[self.block]
        away = np.array([up.get(number, -1) for number in both])[self.block]
        return [away, np.array(far)[self.block], *self._held(holder)[:3], *self._held(own)]

    def _held(self, elements: np.ndarray) -> list[np.ndarray]:
        """Words; of the likely body, how much, and how likely the rest is; lines, paragraphs, links."""
        sums = self.sums[elements]
        return [
            np.log1p(sums[:, WORDS]),
            sums[:, BODY] / self.total,
            _mean_of_others(sums, self.values),
            np.minimum(300, sums[:, LINES]),
            np.minimum(100, sums[:, PROSE]),
            sums[:, LINKS] / sums[:, WORDS],
        ]


def _alike(marks: Markup, values: np.ndarray) -> list[np.ndarray]:
    """Lines in elements of the same tags and classes, for the line's own and two around it."""
    columns, here, total = [], marks.block, max(1.0, float(values[:, BODY].sum()))
    parents = np.maximum(0, marks.parent)
    for _ in range(3):
        path = marks.path[here]
        sums = np.stack([np.bincount(path, weights=value) for value in values.T], axis=1)[path]
        columns += [np.minimum(300, sums[:, LINES]), np.log1p(sums[:, WORDS]), sums[:, BODY] / total]
        columns += [_mean_of_others(sums, values), sums[:, LINKS] / sums[:, WORDS], np.minimum(100, sums[:, PROSE])]
        here = parents[here]
    return columns


def _mean_of_others(sums: np.ndarray, own: np.ndarray) -> np.ndarray:
    """How likely a group's words are body, those of the line itself left out; unknown when it stands alone."""
    words, body = sums[:, WORDS] - own[:, WORDS], sums[:, BODY] - own[:, BODY]
    return np.where(sums[:, LINES] > own[:, LINES], body / np.maximum(words, 1), UNKNOWN)
