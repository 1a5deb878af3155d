"""The first model's columns: a line's own, its neighbours' and those of the windows around it."""

import numpy as np

from articles.understanding.features.line_features import UNKNOWN, LineFeatures
from articles.understanding.features.windows import shifted, window_mean

NEAR = (
    *("width", "words", "small", "own_small", "stop", "first", "gap", "upper", "flags", "paragraph_like"),
    *("headline_like", "cue_related", "cue_credit", "density", "run_words", "end_mark", "printed", "date"),
)
THIRD = ("width", "small", "stop", "gap", "headline_like", "paragraph_like", "density")
WINDOWED = (
    *("width", "small", "own_small", "stop", "flags", "headline_like", "paragraph_like", "density", "run_words"),
    *("cue_comments", "cue_speech", "upper", "gap"),
)
WINDOWS = ((-5, -1), (1, 5), (-15, -1), (1, 15))


def context_features(line: LineFeatures) -> np.ndarray:
    """Lines x columns, as the models of the first pass read them."""
    parts = [line.matrix]
    near = np.stack([np.asarray(line[name], dtype=np.float32) for name in NEAR], axis=1)
    third = np.stack([np.asarray(line[name], dtype=np.float32) for name in THIRD], axis=1)
    parts += [shifted(near, by, UNKNOWN) for by in (-2, -1, 1, 2)]
    parts += [shifted(third, by, UNKNOWN) for by in (-3, 3)]
    windowed = np.stack([np.asarray(line[name], dtype=np.float32) for name in WINDOWED], axis=1)
    parts += [window_mean(windowed, low, high, UNKNOWN) for low, high in WINDOWS]
    return np.concatenate(parts, axis=1)
