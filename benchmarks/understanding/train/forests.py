"""Train gradient-boosted trees by LightGBM, and compute their out-of-fold probabilities."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
    objective: str = "binary"
    members: int = 1  # forests of consecutive seeds, whose log-odds are averaged


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, setting: Setting) -> lightgbm.Booster:
    """Train a forest of `setting.rounds` trees; deterministic."""
    data = lightgbm.Dataset(x, y, weight=weight, params={"max_bin": 127, "verbose": -1}, free_raw_data=True)
    params = {
        "objective": setting.objective,
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
        "num_threads": 1,  # the forests are trained side by side
        "deterministic": True,
        "force_col_wise": True,
        "seed": setting.seed,
        "verbose": -1,
    }
    return lightgbm.train(params, data, num_boost_round=setting.rounds)


@dataclass(frozen=True, slots=True)
class Rows:
    """Training data of a stage: lines x features, label and weight and fold of each line; weight 0 is not learned."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    fold: np.ndarray

    def forest(self, setting: Setting, held: int) -> lightgbm.Booster:
        """Train a forest without the fold `held`; ALL leaves none out."""
        own = (self.weight > 0) & (self.fold != held)
        return fit(self.x[own], self.y[own], self.weight[own], setting)


def cross_validated(members: Sequence[tuple[Rows, Setting]], folds: int) -> tuple[np.ndarray, list[lightgbm.Booster]]:
    """Train each member on all its rows, and once without each fold to predict that fold.

    Returns the probability of each row by the mean log-odds of the members, as one forest of all their trees gives it,
    and the members. The forests are trained side by side.
    """
    jobs = [(rows, setting, held) for rows, setting in members for held in (ALL, *range(folds))]

    def train(job: tuple[Rows, Setting, int]) -> lightgbm.Booster | tuple[np.ndarray, np.ndarray]:
        rows, setting, held = job
        forest = rows.forest(setting, held)
        if held == ALL:
            return forest
        test = rows.fold == held
        return test, forest.predict(rows.x[test], raw_score=True, num_threads=1)

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # LightGBM lets other threads run
        results = list(pool.map(train, jobs))
    odds = np.zeros(len(members[0][0].y))
    for result, (_, _, held) in zip(results, jobs, strict=True):
        if held != ALL:
            odds[result[0]] += result[1] / len(members)
    return 1 / (1 + np.exp(-odds)), [result for result, job in zip(results, jobs, strict=True) if job[2] == ALL]


ALL = -2  # instead of the fold that is left out: none is

SETTINGS = {
    "first_body": Setting(120, rate=0.09),
    "first_inside": Setting(60, rate=0.1),
    "first_headline": Setting(60, leaves=15, rate=0.12, least=20, feature_share=0.25),
    "body": Setting(120, leaves=63, rate=0.09, members=2),
    "inside": Setting(70, rate=0.09),
    "span": Setting(100, leaves=8, rate=0.06, least=60, objective="cross_entropy", members=3),
    "headline": Setting(150, leaves=15, rate=0.06, least=20, feature_share=0.25, members=3),
    "byline": Setting(120, leaves=15, rate=0.08, least=20, feature_share=0.25, members=2),
    "page_body": Setting(220, leaves=15, rate=0.05),
    "page_related": Setting(220, leaves=15, rate=0.05),
    "first_related": Setting(80, rate=0.09, feature_share=0.3),
    "related": Setting(80, leaves=63, rate=0.09, feature_share=0.3),
}
