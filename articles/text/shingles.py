"""The word shingles of a text, how alike two texts are by them, and their MinHash bands."""

import zlib
from functools import lru_cache

import numpy as np

from articles.text.digests import signed_digest

SHINGLE = 3  # words
WIDE_SHINGLE = 6  # characters, for scripts that put no spaces between words


@lru_cache(maxsize=256)  # a text is held against others again and again, and most against none
def shingles(plain_text: str) -> frozenset[str]:
    """Every run of three words; of six characters where words aren't parted by spaces."""
    words = plain_text.split()
    if len(plain_text) > 12 * max(1, len(words)):
        return frozenset(plain_text[i : i + WIDE_SHINGLE] for i in range(max(1, len(plain_text) - WIDE_SHINGLE + 1)))
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)


MIN_SHINGLES = 20  # below, a notice of two lines would be a copy of every other
BANDS, ROWS = 4, 2  # min-hashes; texts that share .8 of their shingles meet in 98 of 100 cases, of .3 in 31
_ODD = np.array([signed_digest(f"row {n}") | 1 for n in range(BANDS * ROWS)]).view(np.uint64)  # the same for ever
_MIX = np.array([signed_digest(f"place {n}") | 1 for n in range(WIDE_SHINGLE)]).view(np.uint64)


def minhash_bands(plain_text: str) -> tuple[int, ...]:
    """Hashes of which near copies of a text share one or more: MinHash bands of its shingles; none of a short text.

    Broder, "On the resemblance and containment of documents", 1997. `plain_text` is in normal form.
    """
    words = plain_text.split()
    is_wide = len(plain_text) > 12 * max(1, len(words))
    size = WIDE_SHINGLE if is_wide else SHINGLE
    marks = map(ord, plain_text) if is_wide else (zlib.crc32(word.encode()) for word in words)
    hashes = np.fromiter(marks, dtype=np.uint64)
    count = len(hashes) - size + 1
    if count < MIN_SHINGLES:
        return ()
    shingles = np.zeros(count, dtype=np.uint64)
    for start in range(size):
        shingles += hashes[start : start + count] * _MIX[start]
    shingles ^= shingles >> np.uint64(29)
    smallest = np.array([(shingles * odd).min() for odd in _ODD]).reshape(BANDS, ROWS)
    bands = (smallest[:, 0] * _MIX[0] + smallest[:, 1] * _MIX[1] + np.arange(BANDS, dtype=np.uint64)).view(np.int64)
    return tuple(bands.tolist())
