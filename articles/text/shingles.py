"""The word shingles of a text as hashes, how much of one text stands in another by them, and their MinHash bands."""

import zlib
from functools import lru_cache

import numpy as np

from articles.text.digests import signed_digest

type Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
type Shingles = Hashes  # distinct and sorted

SHINGLE = 3  # words
WIDE_SHINGLE = 6  # characters, for scripts that put no spaces between words
WIDE_WORD = 12  # characters to a word from which on a text counts as one without spaces
MIN_SHINGLES = 20  # below, a notice of two lines would be a copy of every other
BANDS, ROWS = 4, 2  # min-hashes; texts with .8 of their shingles in common share a band in 98 of 100 cases, of .3 in 31
CACHED = 4_000_000  # characters of the texts in one cache: 10 MB of text and hashes, 40 MB in a script without spaces
CACHED_LENGTHS = (4_000, 32_000, 250_000, 2_000_000)  # characters of a text; each length has a cache of its own
# Stored bands depend on these, so they never change.
_ODD = np.array([signed_digest(f"row {n}") | 1 for n in range(BANDS * ROWS)]).view(np.uint64)
_MIX = np.array([signed_digest(f"place {n}") | 1 for n in range(WIDE_SHINGLE)]).view(np.uint64)


def shingles(plain_text: str) -> Shingles:
    """Hashes of every run of three words; of six characters where words aren't parted by spaces.

    The hashes of one process are not those of another, so they are never stored.
    """
    for limit, cached in _CACHES.items():
        if len(plain_text) <= limit:
            return cached(plain_text)
    return _shingles(plain_text)


def containment(one: Shingles, other: Shingles) -> float:
    """The share of the shorter text's shingles that the other has too, from 0 to 1."""
    shorter, longer = sorted((one, other), key=len)
    if not len(shorter):
        return 0.0
    places = np.searchsorted(longer, shorter)
    places[places == len(longer)] = 0  # greater than all of them, so not equal to the first
    return int(np.count_nonzero(longer[places] == shorter)) / len(shorter)


def minhash_bands(plain_text: str) -> tuple[int, ...]:
    """Hashes of which near copies of a text share one or more: MinHash bands of its shingles; none of a short text.

    Broder, "On the resemblance and containment of documents", 1997. `plain_text` is in normal form.
    """
    words = plain_text.split()
    if _is_wide(plain_text, words):
        sums = _sums_of_runs(_code_points(plain_text), WIDE_SHINGLE)
    else:
        sums = _sums_of_runs(np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64), SHINGLE)
    if len(sums) < MIN_SHINGLES:
        return ()
    sums ^= sums >> np.uint64(29)
    smallest = np.array([(sums * odd).min() for odd in _ODD]).reshape(BANDS, ROWS)
    bands = (smallest[:, 0] * _MIX[0] + smallest[:, 1] * _MIX[1] + np.arange(BANDS, dtype=np.uint64)).view(np.int64)
    return tuple(bands.tolist())


def _shingles(plain_text: str) -> Shingles:
    """As `shingles`; a text shorter than a shingle is one, and so is a text without words."""
    words = plain_text.split()
    if _is_wide(plain_text, words):
        return np.unique(_sums_of_runs(_code_points(plain_text), min(WIDE_SHINGLE, len(plain_text))))
    # Python's own hash of a word is 64 bits and costs a tenth of BLAKE2b's; it differs between processes.
    hashes = np.fromiter(map(hash, words or [""]), dtype=np.int64).view(np.uint64)
    return np.unique(_sums_of_runs(hashes, min(SHINGLE, len(hashes))))


def _is_wide(plain_text: str, words: list[str]) -> bool:
    return len(plain_text) > WIDE_WORD * max(1, len(words))


def _code_points(text: str) -> Hashes:
    return np.fromiter(map(ord, text), dtype=np.uint64)


def _sums_of_runs(hashes: Hashes, size: int) -> Hashes:
    """A hash of every run of `size` hashes: their sum, each multiplied by a number of its place, modulo 2**64."""
    count = max(0, len(hashes) - size + 1)
    sums = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        sums += hashes[place : place + count] * _MIX[place]
    return sums


# A text is compared with others again and again, and most texts with none. Caches of fewer texts the longer they are,
# so that their memory is bounded by size and not by count.
_CACHES = {limit: lru_cache(maxsize=CACHED // limit)(_shingles) for limit in CACHED_LENGTHS}
