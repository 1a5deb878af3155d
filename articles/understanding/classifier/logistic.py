"""Logistic regression: a weighted sum of standardised features as a probability."""

from dataclasses import dataclass

import numpy as np

FIELDS = ("mean", "scale", "weights")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted regression; `weights` begin with the intercept."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    def probability(self, features: np.ndarray) -> float:
        """Compute the probability of one row of features."""
        value = self.weights[0] + ((features - self.mean) / self.scale * self.weights[1:]).sum()
        return float(1 / (1 + np.exp(-min(max(float(value), -30.0), 30.0))))
