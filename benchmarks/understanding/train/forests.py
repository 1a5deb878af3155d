"""Train gradient-boosted trees by LightGBM, and compute their out-of-fold probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from articles.understanding.classifier.forest import DEPTH


@dataclass(frozen=True, slots=True)
class Setting:
    """Hyperparameters of a forest."""

    rounds: int
    leaves: int = 31
    rate: float = 0.06
    least: int = 40  # lines a leaf
    feature_share: float = 0.35  # of the features that each tree may use
    seed: int = 1
    members: int = 1  # forests of consecutive seeds, whose log-odds are averaged


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, setting: Setting) -> lightgbm.Booster:
    """Train a forest of `setting.rounds` trees; deterministic."""
    data = lightgbm.Dataset(x, y, weight=weight, params={"max_bin": 127, "verbose": -1}, free_raw_data=True)
    params = {
        "objective": "binary",
        "num_leaves": setting.leaves,
        "max_depth": DEPTH,
        "learning_rate": setting.rate,
        "min_data_in_leaf": setting.least,
        "feature_fraction": setting.feature_share,
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
    """Predict each row by a forest trained without its fold; rows of fold -1 are used for training only."""
    out = np.zeros(len(y))
    for held in folds:
        test = fold == held
        train = ~test & (weight > 0)
        out[test] = fit(x[train], y[train], weight[train], setting).predict(x[test])
    return out


SETTINGS = {
    "first_body": Setting(120, rate=0.09),
    "first_inside": Setting(60, rate=0.1),
    "first_headline": Setting(60, leaves=15, rate=0.12, least=20, feature_share=0.25),
    "body": Setting(120, rate=0.09, members=2),
    "inside": Setting(70, rate=0.09),
    "headline": Setting(150, leaves=15, rate=0.06, least=20, feature_share=0.25, members=3),
    "byline": Setting(120, leaves=15, rate=0.08, least=20, feature_share=0.25, members=2),
    "first_related": Setting(80, rate=0.09, feature_share=0.3),
    "related": Setting(80, rate=0.09, feature_share=0.3),
}
