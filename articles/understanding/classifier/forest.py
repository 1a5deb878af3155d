"""Gradient-boosted trees as flat arrays, evaluated one level at a time for all trees and many lines at once."""

from dataclasses import dataclass

import numpy as np

DEPTH = 7  # levels; a tree that ends earlier repeats its leaf
NODES, LEAVES = 2**DEPTH - 1, 2**DEPTH
BATCH = 64  # lines; their arrays stay in the processor's cache, and bound the memory of a long document


@dataclass(frozen=True, slots=True)
class Forest:
    """Complete binary trees, root first: node i leads to 2i+1 if its feature is at most its threshold, else to 2i+2."""

    features: np.ndarray  # trees x NODES, int64: the column of the feature that each node tests
    thresholds: np.ndarray  # trees x NODES, float32
    leaves: np.ndarray  # trees x LEAVES, float32: log-odds

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Compute a probability for each row of `x` (rows x features, float32, no NaN)."""
        parts = [self._odds(x[start : start + BATCH]) for start in range(0, len(x), BATCH)]
        return 1 / (1 + np.exp(-np.concatenate(parts))) if parts else np.zeros(0)

    def _odds(self, x: np.ndarray) -> np.ndarray:
        """Sum up the leaves that each row reaches."""
        rows, flat = len(x), np.ascontiguousarray(x.T)  # features x rows
        trees = len(self.features)
        # trees x rows: the place of the current node within its level
        node = (flat[self.features[:, 0]] > self.thresholds[:, :1]).astype(np.int64)
        flat = flat.ravel()
        row, base = np.arange(rows), (np.arange(trees) * NODES)[:, None]
        features, thresholds = self.features.ravel() * rows, self.thresholds.ravel()
        for level in range(1, DEPTH):
            place = node + (base + (2**level - 1))
            at = features.take(place, mode="clip")  # no place is out of range: clipping only spares the check
            at += row
            node += node
            node += flat.take(at, mode="clip") > thresholds.take(place, mode="clip")
        node += (np.arange(trees) * LEAVES)[:, None]
        odds: np.ndarray = self.leaves.ravel().take(node, mode="clip").sum(axis=0, dtype=np.float64)
        return odds
