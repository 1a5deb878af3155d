"""Features of the names in each line: an author's name stands again in boxes and lists, hardly ever in the story."""

from dataclasses import dataclass

import numpy as np

from articles.understanding.features.line_features import FAR, UNKNOWN, LineFeatures
from articles.understanding.features.tokens import FIRST_LANGUAGE, SHAPES
from articles.understanding.features.windows import clipped, distinct

AFTER_BODY = 16  # lines below the body in which its author may be named again
MAX_WORDS = 30  # of a line, outside the body, that may name an author again
MOST_COUNTED = 6  # occurrences; more tell nothing more


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of a page, each with one boolean per line."""

    story: np.ndarray
    short: np.ndarray  # short lines outside the story
    below: np.ndarray  # lines right below the body


def name_features(features: LineFeatures, body: np.ndarray, run: slice) -> list[np.ndarray]:
    """Count the names in each line, and average over them how often they stand in each part of the page.

    `body`: each line's probability of being body. `run`: the lines from the body's first to its last.
    """
    is_name, is_lower = _word_kinds(features.tokens.features)
    line_of, parts = features.tokens.line_of, _parts(features, body, run)
    names = np.bincount(line_of[is_name], minlength=features.count)
    lower = np.bincount(line_of[is_lower], minlength=features.count)
    where = _averages(features, parts, is_name, names)
    return [names, names / features.words, *where[:-1], lower, lower / features.words, where[-1]]


def _word_kinds(tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell names, which have a capital and are neither stop word nor cue, from words in lower case.

    `tokens`: words x token features. Returns two booleans per word.
    """
    is_word, is_upper = tokens[:, SHAPES.index("letters")] >= 2, tokens[:, SHAPES.index("upper")] > 0
    is_known = tokens[:, FIRST_LANGUAGE:].any(axis=1)
    return is_word & is_upper & ~is_known, is_word & ~is_upper


def _parts(features: LineFeatures, body: np.ndarray, run: slice) -> _Parts:
    index = np.arange(features.count)
    story = np.zeros(features.count, dtype=bool)
    story[run] = body[run] > 0.5
    below = ~story & (index >= run.stop) & (index <= run.stop + AFTER_BODY)
    return _Parts(story, ~story & (features.words <= MAX_WORDS), below)


def _averages(features: LineFeatures, parts: _Parts, is_name: np.ndarray, names: np.ndarray) -> list[np.ndarray]:
    """For each line, means over its names and the least of them; `names` is how many each line has."""
    line_of, word_ids = features.tokens.line_of, features.tokens.word_ids
    line, word, size = line_of[is_name], word_ids[is_name], int(word_ids.max()) + 1
    # Of each name: occurrences in the story, other short lines that hold it, occurrences right below the body.
    in_story = np.bincount(word_ids[parts.story[line_of]], minlength=size)[word]
    in_short = parts.short[line_of]
    pairs = distinct(line_of[in_short] * size + word_ids[in_short])  # each word once a line
    elsewhere = np.bincount(pairs % size, minlength=size)[word] - 1
    below = np.bincount(word_ids[parts.below[line_of]], minlength=size)[word]

    def mean(values: np.ndarray) -> np.ndarray:
        means: np.ndarray = np.bincount(line, weights=values, minlength=features.count) / np.maximum(1, names)
        return means

    repeated, least = mean(clipped(elsewhere, 0, MOST_COUNTED)), np.full(features.count, FAR)
    np.minimum.at(least, line, elsewhere)
    return [
        mean(in_story > parts.story[line]),  # in the story besides this line
        repeated,
        mean(elsewhere > 0),
        mean(below > parts.below[line]),
        repeated - mean(np.minimum(in_story, MOST_COUNTED)),
        np.where(names > 0, least, UNKNOWN),
    ]
