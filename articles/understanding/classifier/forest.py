"""Forests of small trees as flat arrays: all trees of a forest go down one level at a time, for many lines at once."""

from dataclasses import dataclass

import numpy as np

DEPTH = 7  # levels; a tree that ends earlier repeats its leaf
NODES, LEAVES = 2**DEPTH - 1, 2**DEPTH
AT_ONCE = 64  # lines; what they need stays in the processor's cache, and the memory of a long document is bounded


@dataclass(frozen=True, slots=True)
class Forest:
    """Complete trees, root first: node i leads to 2i+1 where the column is at most the border, else to 2i+2."""

    columns: np.ndarray  # trees x NODES, int64
    borders: np.ndarray  # trees x NODES, float32
    leaves: np.ndarray  # trees x LEAVES, float32

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """One probability a row of `x` (rows x columns, float32, no NaN)."""
        parts = [self._odds(x[start : start + AT_ONCE]) for start in range(0, len(x), AT_ONCE)]
        return 1 / (1 + np.exp(-np.concatenate(parts))) if parts else np.zeros(0)

    def _odds(self, x: np.ndarray) -> np.ndarray:
        rows, flat = len(x), np.ascontiguousarray(x.T)
        trees = len(self.columns)
        node = (flat[self.columns[:, 0]] > self.borders[:, :1]).astype(np.int64)  # place within its level
        flat = flat.ravel()
        row, base = np.arange(rows), (np.arange(trees) * NODES)[:, None]
        columns, borders = self.columns.ravel() * rows, self.borders.ravel()
        for level in range(1, DEPTH):
            place = node + (base + (2**level - 1))
            at = columns.take(place, mode="clip")  # no place is out of range: clipping only spares the check
            at += row
            node += node
            node += flat.take(at, mode="clip") > borders.take(place, mode="clip")
        node += (np.arange(trees) * LEAVES)[:, None]
        return self.leaves.ravel().take(node, mode="clip").sum(axis=0, dtype=np.float64)
