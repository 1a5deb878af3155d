"""The weights that ship with the app, and how the forests of each stage are read from them."""

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

STAGES = (
    *("first_body", "first_inside", "first_headline", "body", "inside"),
    *("headline", "byline", "first_related", "related"),
)
WHOLES = ("headline", "body", "related", "story", "confirmed")  # what is learned of whole pages
NAME = "weights.npz"
PAGE_STAGE, PAGE_NAME = "page_body", "page_weights.npz"  # judges the body again where there is mark-up


@cache
def digest() -> str:
    """Six hexadecimal digits that stand for all weights."""
    found = blake2b(digest_size=3)
    for name in (NAME, PAGE_NAME):
        found.update(files("articles.understanding.classifier").joinpath(name).read_bytes())
    return found.hexdigest()


@cache
def forests() -> Mapping[str, Forest]:
    """A forest for each stage."""
    return _read(NAME, STAGES)


@cache
def page_forest() -> Forest:
    """The forest that knows of mark-up."""
    return _read(PAGE_NAME, [PAGE_STAGE])[PAGE_STAGE]


def _read(name: str, stages: Iterable[str]) -> Mapping[str, Forest]:
    with (
        files("articles.understanding.classifier").joinpath(name).open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return {
            stage: Forest(data[f"{stage}.columns"].astype(np.int64), data[f"{stage}.borders"], data[f"{stage}.leaves"])
            for stage in stages
        }


@cache
def logistics() -> Mapping[str, Logistic]:
    """A regression for each judgement of a whole page."""
    with (
        files("articles.understanding.classifier").joinpath(NAME).open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return {whole: Logistic(*(data[f"whole.{whole}.{name}"] for name in FIELDS)) for whole in WHOLES}


def lexicon_digest() -> str:
    """The digest of the word lists and scripts that are features; weights.json keeps that of the training."""
    small_words = {language: sorted(words) for language, words in SMALL_WORDS.items()}
    features = [CUES, BOILERPLATE_KINDS, small_words, CLASS_NAMES, MODEL_HAN, MODEL_UNSPACED, MODEL_WIDE]
    return blake2b(json.dumps(features).encode(), digest_size=8).hexdigest()
