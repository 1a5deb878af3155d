"""Blocking keys of a headline: hashes that it shares with most headlines of nearly the same words.

Word deletions as in SymSpell: two headlines that differ in one word have the same hash once it is deleted from both.
The hash of a set of words is the sum of their hashes, so word order does not matter and a deletion is a subtraction.
"""

from collections.abc import Sequence
from functools import lru_cache

from articles.headlines.comparing.comparable import Comparable, comparable
from articles.text.digests import signed_digest

MAX_POSTINGS = 50  # headlines in a posting list; longer ones are ignored, as their hash is too common
MAX_DELETIONS = 16  # words; headlines that differ after these share the hash of the first four
MIN_WORDS = 4  # shorter headlines have no blocking keys: they match only when equal
FIRST_WORDS = 4  # shared by a headline and its truncations
MIN_SPACELESS, FIRST_SPACELESS = 12, 12  # characters, in scripts without spaces
CACHED = 65_536  # words
_RANGE, _HALF = 1 << 64, 1 << 63  # to wrap sums to signed 64-bit integers


def signatures(text: str) -> tuple[int, ...]:
    """Return the blocking keys of a headline: signed 64-bit hashes, distinct and sorted; none for under four words.

    The same keys are stored and looked up: of all words, of all but each of the first 16, of the first four, and of the
    words after a kicker ("Politics: ..."). Labels and site names ("LIVE:", " - Site Name") are stripped first; one more
    key has all words with the site name, which may not be one, and two are of the words as search folds them, without
    accents: of all, and of the first four.
    Headlines in Chinese, Japanese, Thai and the like have two keys: of all characters, and of the first twelve.
    """
    headline = comparable(text)
    if headline.is_spaceless:
        return tuple(sorted({*_character_keys(headline.words[0]), *_character_keys(headline.plain_words[0])}))
    words = [word for word in headline.words if word != "s"]  # "Chile's" is "Chile"
    if len(words) < MIN_WORDS:
        return ()
    return _wrapped(_word_sums(words, headline))


def _word_sums(words: Sequence[str], headline: Comparable) -> set[int]:
    hashes = [_word_hash(word) for word in words]
    total = sum(hashes)
    sums = {total, sum(hashes[:FIRST_WORDS])}
    sums.update([total - word for word in hashes[:MAX_DELETIONS]])
    if headline.plain_words != headline.words:
        sums |= {_sum(headline.plain_words), sum(map(_word_hash, headline.plain_words[:FIRST_WORDS]))}
    if headline.kicker:
        sums.add(_sum(headline.words[headline.kicker :]))
    if headline.words_with_tails:
        sums.add(_sum(headline.words_with_tails))
    return sums


def _sum(words: Sequence[str]) -> int:
    return sum(_word_hash(word) for word in words if word != "s")


def _character_keys(text: str) -> tuple[int, ...]:
    if len(text) < MIN_SPACELESS:
        return ()
    return tuple(sorted({signed_digest(text), signed_digest(text[:FIRST_SPACELESS])}))


def _wrapped(sums: set[int]) -> tuple[int, ...]:
    return tuple(sorted({(number + _HALF) % _RANGE - _HALF for number in sums}))


@lru_cache(maxsize=CACHED)
def _word_hash(word: str) -> int:
    return signed_digest(word)
