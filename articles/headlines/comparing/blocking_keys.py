"""The hashes under which a headline is stored and looked up, so that headlines that are nearly the same meet.

Word deletions as in SymSpell: two headlines that differ by one word share the hash of what is left of both. The hash of
some words is the sum of theirs, so it doesn't heed their order, and leaving one out is a subtraction.
"""

from collections.abc import Sequence
from functools import lru_cache

from articles.headlines.comparing.comparable import Phrase, phrase
from articles.text.digests import signed_digest

MAX_POSTINGS = 50  # headlines that share a hash; one that more share says nothing
MAX_DELETIONS = 16  # a change behind these words is met by the first four
FEWEST_WORDS = 4  # of fewer words, only what is exactly the same is the same
FIRST_WORDS = 4  # what truncations share
FEWEST_SPACELESS, FIRST_SPACELESS = 12, 12  # characters, of a script without spaces
KEPT = 65_536  # words
_SPAN, _HALF = 1 << 64, 1 << 63


def signatures(text: str) -> tuple[int, ...]:
    """Signed 64-bit hashes, distinct and sorted; none for a headline of under four words.

    The same set finds and is found: of all words, of all but each of the first 16, of the first four, and of what
    follows a kicker ("Politics: ..."); without labels and site names ("LIVE:", " - Site Name"), but of all words also
    with the latter, as they may be none.
    Chinese, Japanese, Thai and the like have no words to leave out: the whole, and its first twelve characters.
    """
    headline = phrase(text)
    if headline.is_spaceless:
        return _of_characters(headline.words[0])
    words = [word for word in headline.words if word != "s"]  # "Chile's" is "Chile"
    if len(words) < FEWEST_WORDS:
        return ()
    return _signed(_of_words(words, headline))


def _of_words(words: Sequence[str], headline: Phrase) -> set[int]:
    hashes = [_word_hash(word) for word in words]
    whole = sum(hashes)
    sums = {whole, sum(hashes[:FIRST_WORDS])}
    sums.update([whole - word for word in hashes[:MAX_DELETIONS]])
    if headline.kicker:
        sums.add(_sum(headline.words[headline.kicker :]))
    if headline.whole:
        sums.add(_sum(headline.whole))
    return sums


def _sum(words: Sequence[str]) -> int:
    return sum(_word_hash(word) for word in words if word != "s")


def _of_characters(text: str) -> tuple[int, ...]:
    if len(text) < FEWEST_SPACELESS:
        return ()
    return tuple(sorted({signed_digest(text), signed_digest(text[:FIRST_SPACELESS])}))


def _signed(sums: set[int]) -> tuple[int, ...]:
    return tuple(sorted({(number + _HALF) % _SPAN - _HALF for number in sums}))


@lru_cache(maxsize=KEPT)
def _word_hash(word: str) -> int:
    return signed_digest(word)
