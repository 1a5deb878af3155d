"""Logistic regression: a weighted sum of standardised columns as a probability."""

from dataclasses import dataclass

import numpy as np

FIELDS = ("mean", "scale", "weights")


@dataclass(frozen=True, slots=True)
class Logistic:
    """`weights` begin with the intercept."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    def probability(self, columns: np.ndarray) -> float:
        """Of one row of columns."""
        value = self.weights[0] + ((columns - self.mean) / self.scale * self.weights[1:]).sum()
        return float(1 / (1 + np.exp(-np.clip(value, -30, 30))))
