"""Features of pages with mark-up: how much of the likely body stands in the elements around each line."""

import numpy as np

from articles.understanding.features.line_features import UNKNOWN, LineFeatures
from articles.understanding.features.markup import Markup
from articles.understanding.features.windows import as_matrix

UP = 5  # elements around a line that are looked at, each with more lines than the one inside it
BODY_SHARES = (0.6, 0.85)  # of the page's likely body; the smallest element that holds as much is a landmark
WORD = 6  # characters of an average word
LINES, WORDS, BODY, PROSE, LINKS = range(5)  # rows of the sums; WORDS, BODY and LINKS are counted in words


class ElementTree:
    """The elements around the lines of a page, by their numbers: each comes after the one around it."""

    def __init__(self, markup: Markup) -> None:
        self.markup, self.block = markup, markup.block
        parents = markup.parent.tolist()
        count = len(parents)
        ends, depth = list(range(1, count + 1)), [0] * count
        for number in range(count - 1, 0, -1):
            if (above := parents[number]) >= 0 and ends[number] > ends[above]:
                ends[above] = ends[number]
        for number, above in enumerate(parents):
            depth[number] = depth[above] + 1 if above >= 0 else 0
        self.parents = parents
        self.ends = np.array(ends)  # elements from a number up to its end are inside it
        self.depth = np.array(depth)[self.block]  # of each line's element
        self.wider = self._wider()
        self.levels = self._levels(markup.parent)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Sum up values of the lines over each element: values x elements."""
        own = [np.bincount(self.block, weights=value, minlength=len(self.ends)) for value in values]
        before = np.zeros((len(values), len(self.ends) + 1))
        np.cumsum(own, axis=1, out=before[:, 1:])
        inside: np.ndarray = before[:, self.ends] - before[:, :-1]
        return inside

    def _wider(self) -> np.ndarray:
        """For each element, the next one around it that holds more lines."""
        lines = np.rint(self.sums(np.ones((1, len(self.block))))[0]).tolist()
        wider = list(range(len(lines)))
        for number, above in enumerate(self.parents):
            if above >= 0:
                wider[number] = above if lines[above] > lines[number] else wider[above]
        return np.array(wider)

    def _levels(self, parent: np.ndarray) -> np.ndarray:
        """The elements around each line, the root first, -1 below its own: depths x lines."""
        levels = np.full((int(self.depth.max()) + 1, len(self.block)), -1)
        here = self.block
        for level in range(len(levels) - 1, -1, -1):
            is_here = self.depth >= level
            levels[level, is_here] = here[is_here]
            here = np.where(is_here, parent[here], here)
        return levels

    def shared_levels(self, element: int) -> tuple[np.ndarray, np.ndarray]:
        """The element and those around it, the root first; for each line, how many of them are around it too."""
        chain = [element]
        while (above := self.parents[chain[-1]]) >= 0:
            chain.append(above)
        around = np.array(chain[::-1])
        depth = min(len(around), len(self.levels))
        return around, (self.levels[:depth] == around[:depth, None]).sum(axis=0)


def markup_features(features: LineFeatures, tree: ElementTree, body: np.ndarray) -> np.ndarray:
    """Build a lines x features matrix; `body` is each line's probability of being body by its text alone."""
    markup, words = tree.markup, features["width"] / WORD + 1
    likely = words * np.where(markup.apart, 0, body)
    # LINES, WORDS, BODY, PROSE, LINKS x lines; summed up over elements below
    values = np.stack([np.ones(features.count), words, likely, features["paragraph_like"], words * markup.linked])
    held = _Held(tree, values)
    landmarks = [markup.block[markup.title] if markup.title >= 0 else 0, *map(held.holder, BODY_SHARES)]
    columns = [*held.around(), *(column for element in landmarks for column in held.beside(int(element)))]
    columns += _alike(markup, values)
    return np.concatenate([markup.features, as_matrix(columns)], axis=1)


class _Held:
    """What each element of a page holds."""

    def __init__(self, tree: ElementTree, values: np.ndarray) -> None:
        self.tree, self.values, self.sums = tree, values, tree.sums(values)
        lines, words, body, prose, links = self.sums
        self.total = max(1.0, float(values[BODY].sum()))
        self.described = np.stack(
            [
                *(np.log1p(words), body / self.total),
                *(np.minimum(300, lines), np.minimum(100, prose), links / np.maximum(1, words)),
            ]
        )

    def around(self) -> list[np.ndarray]:
        """What each of the UP elements around a line holds."""
        columns, here = [], self.tree.block
        for _ in range(UP + 1):
            columns += self._held(here)
            here = self.tree.wider[here]
        return columns

    def holder(self, share: float) -> int:
        """Find the innermost element that holds this share of the likely body."""
        holding = np.flatnonzero(self.sums[BODY] >= share * self.total)[::-1]
        return int(holding[self.sums[LINES, holding].argmin()]) if len(holding) else 0

    def beside(self, element: int) -> list[np.ndarray]:
        """The smallest element around both a line and this element: its distance from each, and what it holds."""
        around, shared = self.tree.shared_levels(element)
        depth = self.tree.depth
        both = around[shared - 1]
        below = self.tree.levels[np.minimum(shared, depth), np.arange(len(depth))]  # the line's own part of it
        return [len(around) - shared, depth - shared + 1, *self._held(both)[:3], *self._held(below)]

    def _held(self, elements: np.ndarray) -> list[np.ndarray]:
        """What elements hold: words, share of the likely body, mean of other lines, lines, paragraphs, links."""
        words, body, *others = self.described.take(elements, axis=1)
        return [words, body, _mean_of_others(self.sums.take(elements, axis=1), self.values), *others]


def _alike(markup: Markup, values: np.ndarray) -> list[np.ndarray]:
    """Sums over all elements of the same tags and classes, for the line's own element and two around it."""
    columns, here, total = [], markup.block, max(1.0, float(values[BODY].sum()))
    parents = np.maximum(0, markup.parent)
    for _ in range(3):
        path = markup.path[here]
        sums = np.stack([np.bincount(path, weights=value) for value in values]).take(path, axis=1)
        columns += [np.minimum(300, sums[LINES]), np.log1p(sums[WORDS]), sums[BODY] / total]
        columns += [_mean_of_others(sums, values), sums[LINKS] / sums[WORDS], np.minimum(100, sums[PROSE])]
        here = parents[here]
    return columns


def _mean_of_others(sums: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Average the probability of body over a group's words without the line's own; UNKNOWN for a line alone."""
    words, body = sums[WORDS] - own[WORDS], sums[BODY] - own[BODY]
    return np.where(sums[LINES] > own[LINES], body / np.maximum(words, 1), UNKNOWN)
