"""Features of the first pass: a line's own, its neighbours', and means over the windows around it."""

import numpy as np

from articles.understanding.features.line_features import UNKNOWN, LineFeatures
from articles.understanding.features.windows import as_matrix, shifted, window_means

NEAR = (  # of the two lines above and below
    *("width", "words", "small", "own_small", "stop", "first", "gap", "upper", "flags", "paragraph_like"),
    *("headline_like", "cue_related", "cue_credit", "density", "run_words", "end_mark", "printed", "date"),
)
THIRD = ("width", "small", "stop", "gap", "headline_like", "paragraph_like", "density")  # of lines three away
WINDOWED = (  # averaged over WINDOWS
    *("width", "small", "own_small", "stop", "flags", "headline_like", "paragraph_like", "density", "run_words"),
    *("cue_comments", "cue_speech", "upper", "gap"),
)
WINDOWS = ((-5, -1), (1, 5), (-15, -1), (1, 15))  # lines relative to the line itself


def context_features(features: LineFeatures) -> np.ndarray:
    """Build the lines x features matrix of the stages `first_body` and `first_inside`."""
    parts = [features.matrix]
    near = as_matrix(features[name] for name in NEAR)
    third = as_matrix(features[name] for name in THIRD)
    parts += [shifted(near, by, UNKNOWN) for by in (-2, -1, 1, 2)]
    parts += [shifted(third, by, UNKNOWN) for by in (-3, 3)]
    windowed = as_matrix(features[name] for name in WINDOWED)
    parts += window_means(windowed, WINDOWS, UNKNOWN)
    return np.concatenate(parts, axis=1)
