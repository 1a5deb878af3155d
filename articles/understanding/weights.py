"""The weights that ship with the app, and how the forests of each stage are read from them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from articles.understanding.logistic import FIELDS, Logistic
from articles.understanding.trees import Forest

STAGES = ("first_body", "first_inside", "body", "inside", "headline", "byline", "related")
WHOLES = ("headline", "body", "related", "story", "confirmed")  # what is learned of whole pages
NAME = "weights.npz"


@cache
def forests() -> Mapping[str, Forest]:
    """A forest for each stage."""
    with files("articles.understanding").joinpath(NAME).open("rb") as file, np.load(file, allow_pickle=False) as data:
        return {
            stage: Forest(data[f"{stage}.columns"].astype(np.int64), data[f"{stage}.borders"], data[f"{stage}.leaves"])
            for stage in STAGES
        }


@cache
def logistics() -> Mapping[str, Logistic]:
    """A regression for each judgement of a whole page."""
    with files("articles.understanding").joinpath(NAME).open("rb") as file, np.load(file, allow_pickle=False) as data:
        return {whole: Logistic(*(data[f"whole.{whole}.{name}"] for name in FIELDS)) for whole in WHOLES}
