"""Columns for pages with mark-up: what stands in the same elements as a line, and how likely that is body."""

import numpy as np

from articles.understanding.columns import FAR, LineColumns
from articles.understanding.judged import log_odds
from articles.understanding.marks import Marks
from articles.understanding.spans import distance_to, best_span, shifted, window_mean

UP = 5  # elements around a line, each with more lines than the one in it
COMMENT = 5
LINK = 0  # column of the share of characters that are linked
HELD = (0.6, 0.85)  # shares of the page's likely body that the smallest element around it holds


def marked_columns(line: LineColumns, marks: Marks, body: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Lines x columns. `body`, `inside`: what the text alone says of each line."""
    tree = _Tree(line, marks, body)
    columns = [*tree.around(), *tree.held(), *tree.beside_title(), *_alike(line, marks, tree.values)]
    own = marks.columns
    parts = [own, _stack(columns), *(shifted(own, by, -1) for by in (-1, 1)), window_mean(own, -6, -1, -1), window_mean(own, 1, 6, -1)]
    return np.concatenate(parts, axis=1).astype(np.float32)


def _stack(columns: list[np.ndarray]) -> np.ndarray:
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _mean_of_others(sums: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The mean probability by words of a group, the line itself left out; -1 when it stands alone."""
    words, body = sums[:, 1] - own[:, 1], sums[:, 2] - own[:, 2]
    return np.where(sums[:, 0] > own[:, 0], body / np.maximum(words, 1), -1)


class _Tree:
    """Sums over the lines in each element: lines, words, words times probability, paragraphs, linked words."""

    def __init__(self, line: LineColumns, marks: Marks, body: np.ndarray) -> None:
        words = line["width"] / 6 + 1
        self.marks = marks
        away = marks.columns[:, COMMENT : COMMENT + 2]
        body = np.where((away < 12).any(axis=1), 0, body)
        self.values = np.stack(
            [np.ones(line.count), words, words * body, line["paragraph_like"], words * marks.columns[:, LINK]], axis=1
        )
        self.sums = np.zeros((len(marks.parent), self.values.shape[1]))
        np.add.at(self.sums, marks.block, self.values)
        parents = marks.parent.tolist()
        sums = self.sums.tolist()
        for number in range(len(parents) - 1, -1, -1):
            above = parents[number]
            if above >= 0:
                into, own = sums[above], sums[number]
                for place, value in enumerate(own):
                    into[place] += value
        self.sums = np.array(sums)
        self.wider = [0] * len(parents)  # of each element, the next around it with more lines
        for number, above in enumerate(parents):
            self.wider[number] = number if above < 0 else self.wider[above] if sums[above][0] == sums[number][0] else above
        self.wider = np.array(self.wider)
        self.total = max(1.0, float(self.values[:, 2].sum()))

    def around(self) -> list[np.ndarray]:
        """Of the elements around each line: lines, words, how likely the rest is body, paragraphs, links."""
        columns, here = [], self.marks.block
        for up in range(UP + 1):
            sums = self.sums[here]
            columns += [np.log1p(sums[:, 1]), _mean_of_others(sums, self.values), sums[:, 2] / self.total]
            columns += [np.minimum(200, sums[:, 0]), np.minimum(100, sums[:, 3]), sums[:, 4] / sums[:, 1]]
            here = self.wider[here]
        return columns

    def held(self) -> list[np.ndarray]:
        """Whether the smallest element that holds most of the likely body holds the line, and what part of it does."""
        columns = []
        parents = self.marks.parent
        depth = np.zeros(len(parents), dtype=np.int64)
        for number, above in enumerate(parents.tolist()):
            depth[number] = 0 if above < 0 else depth[above] + 1
        for share in HELD:
            holding = np.flatnonzero(self.sums[:, 2] >= share * self.total)
            holder = int(holding[depth[holding].argmax()]) if len(holding) else 0
            columns += self.parts(holder)
        return columns

    def parts(self, holder: int) -> list[np.ndarray]:
        parents, block = self.marks.parent.tolist(), self.marks.block
        part, inside = [-1] * len(parents), [0] * len(parents)  # the element right in the holder that holds this one
        for number, above in enumerate(parents):
            if number == holder:
                part[number], inside[number] = number, 1
            elif above >= 0 and part[above] >= 0:
                part[number] = number if above == holder else part[above]
                inside[number] = inside[above] + 1
        own = np.array(part)[block]
        sums = self.sums[own]
        within = own >= 0
        shown = (_mean_of_others(sums, self.values), np.log1p(sums[:, 1]), sums[:, 0], sums[:, 2] / self.total, sums[:, 4] / np.maximum(1, sums[:, 1]))
        return [
            np.array(inside)[block], within & (own == holder), *(np.where(within, column, -1) for column in shown),
            np.full(len(block), self.sums[holder, 2] / max(1, self.sums[holder, 1])), np.full(len(block), self.sums[holder, 1] / self.sums[0, 1]),
        ]

    def beside_title(self) -> list[np.ndarray]:
        """The smallest element that holds the line and the headline: how far up, and how much it holds."""
        parents, block, count = self.marks.parent.tolist(), self.marks.block, len(self.marks.block)
        if self.marks.title < 0:
            return [np.full(count, -1.0)] * 7
        above, here = {}, int(block[self.marks.title])
        while here >= 0:
            above[here] = len(above)
            here = parents[here]
        met, far, part = [0] * len(parents), [0] * len(parents), [0] * len(parents)
        for number, over in enumerate(parents):
            if number in above:
                met[number], part[number] = number, number
            else:
                met[number], far[number] = met[over], far[over] + 1
                part[number] = part[over] if far[over] else number
        both, own = np.array(met)[block], np.array(part)[block]
        sums = self.sums[own]
        up = np.array([above.get(one, 0) for one in met])
        return [
            up[block], np.array(far)[block], np.log1p(self.sums[both, 1]), self.sums[both, 2] / self.total,
            _mean_of_others(sums, self.values), np.log1p(sums[:, 1]), sums[:, 2] / self.total,
        ]


def _alike(line: LineColumns, marks: Marks, values: np.ndarray) -> list[np.ndarray]:
    """Lines in elements of the same tags and classes: how many, how likely body, how much linked."""
    columns = []
    parents = np.where(marks.parent < 0, 0, marks.parent)
    grand = parents[marks.block]
    for group in (marks.path[marks.block], marks.path[grand], marks.path[parents[grand]]):
        sums = np.stack([np.bincount(group, weights=value) for value in values.T], axis=1)[group]
        columns += [np.minimum(300, sums[:, 0]), np.log1p(sums[:, 1]), _mean_of_others(sums, values)]
        columns += [sums[:, 4] / sums[:, 1], sums[:, 3], sums[:, 2] / max(1.0, values[:, 2].sum())]
    return columns
