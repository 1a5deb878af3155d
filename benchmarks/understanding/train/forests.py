"""Forests of small trees by LightGBM, and out-of-fold figures of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

DEPTH = 7  # levels; what a forest's arrays hold at run time


@dataclass(frozen=True, slots=True)
class Setting:
    """How a forest grows."""

    rounds: int
    leaves: int = 31
    rate: float = 0.06
    least: int = 40  # lines a leaf
    columns: float = 0.35
    seed: int = 1
    members: int = 1  # forests of seeds one after the other, whose log-odds are averaged


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, setting: Setting) -> lightgbm.Booster:
    """A forest of `setting.rounds` trees, the same on every run."""
    data = lightgbm.Dataset(x, y, weight=weight, params={"max_bin": 127, "verbose": -1}, free_raw_data=True)
    params = {
        "objective": "binary",
        "num_leaves": setting.leaves,
        "max_depth": DEPTH,
        "learning_rate": setting.rate,
        "min_data_in_leaf": setting.least,
        "feature_fraction": setting.columns,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "path_smooth": 2.0,
        "max_bin": 127,
        "use_missing": False,
        "num_threads": 2,
        "deterministic": True,
        "force_col_wise": True,
        "seed": setting.seed,
        "verbose": -1,
    }
    return lightgbm.train(params, data, num_boost_round=setting.rounds)


def out_of_fold(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, fold: np.ndarray, folds: Sequence[int], setting: Setting
) -> np.ndarray:
    """Each row's probability from the forest that saw no row of its fold; rows of fold -1 are for training only."""
    out = np.zeros(len(y))
    for held in folds:
        test = fold == held
        train = ~test & (weight > 0)
        out[test] = fit(x[train], y[train], weight[train], setting).predict(x[test])
    return out
