"""Features of the stage that finds related headlines by mark-up: links to other stories, and the lines beside them."""

import numpy as np

from articles.understanding.features.line_features import FAR, LineFeatures
from articles.understanding.features.markup import Markup
from articles.understanding.features.markup_features import ElementTree, markup_features
from articles.understanding.features.related_features import stacked_related_features
from articles.understanding.features.stacked_features import log_odds
from articles.understanding.features.windows import as_matrix, clipped, distance_to, shifted, since, window_means

SIZE, KIND, STEPS, WORDS, SHARED = 1, 2, 3, 4, 10  # columns of Markup.links
SLUG_WORDS = 4  # in an address, from which on it reads like a headline
NO_GROUP = -9.0  # for lines without a link
SHORT_HEAD = 6  # words of a list's heading
LEAST_PART = 0.05  # what a link to a story counts for by itself
OWN = (
    "words",
    "width",
    "stop",
    "first",
    "upper",
    "digits",
    "headline_like",
    "seen",
    "printed",
    "since_related",
    "place",
)


def link_features(
    features: LineFeatures, tree: ElementTree, body: np.ndarray, related: np.ndarray, run: slice
) -> np.ndarray:
    """Build a lines x features matrix; `body` and `related` are each line's probabilities so far, `run` the body's."""
    index, markup = np.arange(features.count), tree.markup
    is_story = _leads_to_story(markup)
    columns = [
        log_odds(related),
        *(shifted(log_odds(body), by, -9.5) for by in (-1, 0, 1)),
        distance_to(run, features.count, FAR),
        clipped(index - run.stop, -300, 300),
        (index - run.stop) / features.count,
        *(features[name] for name in OWN),
        is_story,
        *(shifted(is_story, by, 0) for by in (-2, -1, 1, 2)),
        *window_means(is_story, ((-4, -1), (-12, -1), (1, 4), (1, 12)), 0.0),
        is_story.sum(),
        is_story[run.stop :].sum(),
        since((markup.target < 0) & (features["words"] <= SHORT_HEAD), FAR),
        *_of_target(features, markup, related),
        *_of_path(features, markup, is_story, related),
    ]
    around = markup_features(features, tree, np.maximum(related, LEAST_PART * is_story))
    stacked = stacked_related_features(features, related, run)
    return np.concatenate([markup.links, as_matrix(columns), around, stacked], axis=1)


def _leads_to_story(markup: Markup) -> np.ndarray:
    """Whether each line is one link to another page of the site whose address reads like a headline."""
    links = markup.links
    leads: np.ndarray = (links[:, SIZE] > 0.6) & (links[:, KIND] == 0) & (links[:, WORDS] >= SLUG_WORDS)
    return leads.astype(np.float32)


def _of_target(features: LineFeatures, markup: Markup, related: np.ndarray) -> list[np.ndarray]:
    """Compare each line with all lines that link to the same address: picture, kicker, headline, summary."""
    has, group = markup.target >= 0, np.maximum(0, markup.target)
    size = int(group.max()) + 1
    columns = []
    for value in (features["words"], markup.links[:, SHARED], related, features["headline_like"].astype(np.float32)):
        most = np.full(size, -1.0)
        np.maximum.at(most, group[has], value[has])
        columns.append(np.where(has, value - most[group], NO_GROUP))
    first = np.full(size, features.count)
    np.minimum.at(first, group[has], np.flatnonzero(has))
    count = np.bincount(group[has], minlength=size)
    columns.append(np.where(has, np.minimum(FAR, np.arange(features.count) - first[group]), NO_GROUP))
    columns.append(np.where(has, np.minimum(FAR, count[group]), NO_GROUP))
    return columns


def _of_path(features: LineFeatures, markup: Markup, is_story: np.ndarray, related: np.ndarray) -> list[np.ndarray]:
    """Average over the lines in elements of the same tags and classes, and over those of the elements around them."""
    columns, here, parents = [], markup.block, np.maximum(0, markup.parent)
    for _ in range(3):
        path = markup.path[here]
        count = np.bincount(path)[path]
        for value in (is_story, features["words"], features["headline_like"], markup.links[:, SHARED]):
            columns.append(np.bincount(path, weights=value)[path] / count)
        columns.append((np.bincount(path, weights=related)[path] - related) / np.maximum(1, count - 1))
        here = parents[here]
    return columns
