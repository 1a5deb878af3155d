"""Load the weights that ship with the app: a forest for each stage, a regression for each property of a page."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np

from articles.lexicon.class_names import CLASS_NAMES
from articles.lexicon.cues import BOILERPLATE_KINDS, CUES
from articles.lexicon.stopwords import SMALL_WORDS
from articles.text.scripts import MODEL_HAN, MODEL_UNSPACED, MODEL_WIDE
from articles.understanding.classifier.forest import Forest
from articles.understanding.classifier.logistic import FIELDS, Logistic

LINE_STAGES = (
    *("first_body", "first_inside", "first_headline", "body", "inside"),
    *("headline", "byline", "first_related", "related"),
)
STAGES = (*LINE_STAGES, "span")  # "span" chooses a stretch of lines, the others classify lines
WHOLES = ("headline", "body", "related", "story", "confirmed")  # regressions over whole pages
NAME = "weights.npz"
PAGE_STAGES = ("page_body", "page_related")  # classify body and related headlines again where there is mark-up
PAGE_NAME = "page_weights.npz"
FOLDER = files("articles.understanding.classifier")


@cache
def forests() -> Mapping[str, Forest]:
    """Load the forest of each stage, once a process."""
    return _read(NAME, STAGES)


@cache
def page_forests() -> Mapping[str, Forest]:
    """Load the forests that use mark-up, once a process."""
    return _read(PAGE_NAME, PAGE_STAGES)


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


def lexicon_digest() -> str:
    """The digest of the word lists and scripts that are features; weights.json keeps that of the training."""
    small_words = {language: sorted(words) for language, words in SMALL_WORDS.items()}
    features = [CUES, BOILERPLATE_KINDS, small_words, CLASS_NAMES, MODEL_HAN, MODEL_UNSPACED, MODEL_WIDE]
    return blake2b(json.dumps(features).encode(), digest_size=8).hexdigest()
