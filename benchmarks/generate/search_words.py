"""Words to search a generated library for, by how common they are."""

import numpy as np

from benchmarks.generate.vocabulary import english

# The share of stories that contain the word; "all" are the most common words, stop words for PostgreSQL.
CLASSES = {"rare": (0.0001, 0.001), "medium": (0.007, 0.012), "common": (0.05, 0.25)}
MOST_COMMON = 20  # words


def search_words(length: int, count: int) -> dict[str, list[str]]:
    """Return `count` words of each class, evenly chosen, for stories of `length` words."""
    vocabulary = english()
    shares = np.bincount(vocabulary.table, minlength=len(vocabulary.words)) / len(vocabulary.table)
    stories = 1 - (1 - shares) ** length
    classes = {"all": vocabulary.words[:MOST_COMMON].tolist()}
    for name, (low, high) in CLASSES.items():
        places = np.flatnonzero((stories >= low) & (stories < high))
        chosen = places[np.linspace(0, len(places) - 1, count).astype(int)]
        classes[name] = vocabulary.words[chosen].tolist()
    return classes
