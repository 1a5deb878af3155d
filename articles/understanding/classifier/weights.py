"""Load the weights that ship with the app: a forest for each stage, a regression for each property of a page."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from articles.understanding.classifier.forest import Forest
from articles.understanding.classifier.logistic import FIELDS, Logistic

STAGES = (
    *("first_body", "first_inside", "first_headline", "body", "inside"),
    *("headline", "byline", "first_related", "related"),
)
WHOLES = ("headline", "body", "related", "story", "confirmed")  # regressions over whole pages
NAME = "weights.npz"
PAGE_STAGE, PAGE_NAME = "page_body", "page_weights.npz"  # classifies the body again where there is mark-up
FOLDER = files("articles.understanding.classifier")


@cache
def forests() -> Mapping[str, Forest]:
    """Load the forest of each stage, once a process."""
    return _read(NAME, STAGES)


@cache
def page_forest() -> Forest:
    """Load the forest that uses mark-up, once a process."""
    return _read(PAGE_NAME, [PAGE_STAGE])[PAGE_STAGE]


def _read(name: str, stages: Iterable[str]) -> Mapping[str, Forest]:
    with (
        FOLDER.joinpath(name).open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return {
            stage: Forest(data[f"{stage}.columns"].astype(np.int64), data[f"{stage}.borders"], data[f"{stage}.leaves"])
            for stage in stages
        }


@cache
def logistics() -> Mapping[str, Logistic]:
    """Load the regression of each property of a page, once a process."""
    with (
        FOLDER.joinpath(NAME).open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return {whole: Logistic(*(data[f"whole.{whole}.{name}"] for name in FIELDS)) for whole in WHOLES}
