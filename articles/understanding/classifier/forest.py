"""Gradient-boosted trees as flat arrays, evaluated bit by bit for all trees and 64 lines at once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

DEPTH = 7  # levels; a tree that ends earlier repeats its leaf
NODES, LEAVES = 2**DEPTH - 1, 2**DEPTH
BATCH = 128  # lines; their arrays stay in the processor's cache, and bound the memory of a long document
TESTS = 512  # compared at once, for the same reason
WORD = 64  # lines whose answers to one test are one number


@dataclass(frozen=True, slots=True)
class Tests:
    """Each distinct test of a forest once, and the number of the test at each node.

    The nodes of each level are in an order of their own: first the left children of the level above, then the right.
    """

    columns: np.ndarray
    thresholds: np.ndarray  # tests x 1
    nodes: np.ndarray  # NODES x trees
    leaves: np.ndarray  # trees x LEAVES, flat, in their usual order
    trees: np.ndarray  # trees x 1: the place of the first leaf


@dataclass(frozen=True)
class Forest:
    """Complete binary trees, root first: node i leads to 2i+1 if its feature is at most its threshold, else to 2i+2."""

    features: np.ndarray  # trees x NODES, int64: the column of the feature that each node tests
    thresholds: np.ndarray  # trees x NODES, float32
    leaves: np.ndarray  # trees x LEAVES, float32: log-odds

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Compute a probability for each row of `x` (rows x features, float32, no NaN)."""
        parts = [self._odds(x[start : start + BATCH]) for start in range(0, len(x), BATCH)]
        return 1 / (1 + np.exp(-np.concatenate(parts))) if parts else np.zeros(0)

    @cached_property
    def _tests(self) -> Tests:
        keys = (self.features.astype(np.int64) << 32) | self.thresholds.view(np.uint32)
        distinct, nodes = np.unique(keys, return_inverse=True)
        thresholds = (distinct & 0xFFFFFFFF).astype(np.uint32).view(np.float32)
        starts = np.arange(len(self.leaves)) * LEAVES
        leaves = self.leaves.astype(np.float64).ravel()
        nodes = np.ascontiguousarray(nodes.T[_left_first()])
        return Tests(distinct >> 32, thresholds[:, None], nodes, leaves, starts[:, None])

    def _odds(self, x: np.ndarray) -> np.ndarray:
        """Sum up the leaves that each row reaches."""
        tests, rows = self._tests, len(x)
        answers = _answers(tests, x).take(tests.nodes, axis=0, mode="clip")  # NODES x trees x words
        turns = _turns(answers).view(np.uint8)
        bits = np.unpackbits(turns, axis=2, bitorder="little", count=rows)  # DEPTH x trees x rows
        leaf = bits[0]
        for bit in bits[1:]:
            leaf += leaf
            leaf += bit
        odds: np.ndarray = tests.leaves.take(leaf + tests.trees, mode="clip").sum(axis=0)  # no leaf is out of range
        return odds


def _left_first() -> list[int]:
    """The nodes level by level, the left children of each level before the right ones."""
    order, level = [0], [0]
    for _ in range(1, DEPTH):
        level = [2 * node + 1 for node in level] + [2 * node + 2 for node in level]
        order += level
    return order


def _answers(tests: Tests, x: np.ndarray) -> np.ndarray:
    """Whether each row leads right at each test, one bit a row: tests x words."""
    rows = len(x)
    columns = np.zeros((x.shape[1], -(-rows // WORD) * WORD), dtype=np.float32)
    columns[:, :rows] = x.T
    parts = []
    for start in range(0, len(tests.columns), TESTS):
        some = slice(start, start + TESTS)
        is_right = columns.take(tests.columns[some], axis=0, mode="clip") > tests.thresholds[some]
        parts.append(np.packbits(is_right.ravel(), bitorder="little"))
    return np.concatenate(parts).view(np.uint64).reshape(-1, columns.shape[1] // WORD)


def _turns(answers: np.ndarray) -> np.ndarray:
    """From the last level up, choose the answers on each row's way down: DEPTH x trees x words."""
    below = answers[None, NODES // 2 :]
    for level in reversed(range(DEPTH - 1)):
        nodes = 2**level
        turns = np.empty((len(below) + 1, nodes, *answers.shape[1:]), dtype=np.uint64)
        here, left, right = answers[nodes - 1 : 2 * nodes - 1], below[:, :nodes], below[:, nodes:]
        turns[0], chosen = here, turns[1:]
        np.bitwise_xor(left, right, out=chosen)  # left where the bit of `here` is 0, right where it is 1
        chosen &= here
        chosen ^= left
        below = turns
    return below[:, 0]
