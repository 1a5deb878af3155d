"""Random words with the frequencies of a language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

SIZE = 60_000  # words of English; fits 16 bits
_SLOTS = 1 << 22  # of the table that words are drawn from; the rarest of 60,000 words has two
_COMMON = 150  # most frequent words, which are not specific to a topic
_LONE = frozenset({"a", "i", "o"})
_SMALL_PRINT = frozenset({"copyright"})  # a line that begins with it is boilerplate, and here any word may begin one


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the most frequent first, and a table in which each has slots in proportion to its frequency."""

    words: np.ndarray  # of str
    table: np.ndarray  # of indices of words

    @classmethod
    def of(cls, frequencies: Mapping[str, float]) -> "Vocabulary":
        """Return the vocabulary of the SIZE most frequent words."""
        ordered = sorted(frequencies, key=lambda word: (-frequencies[word], word))[:SIZE]
        weights = np.array([frequencies[word] for word in ordered])
        counts = np.maximum(1, np.rint(weights / weights.sum() * _SLOTS)).astype(np.int64)
        words = np.array(["I" if word == "i" else word for word in ordered], dtype=object)
        return cls(words, np.repeat(np.arange(len(ordered), dtype=np.uint16), counts))

    def draw(self, random: np.random.Generator, count: int) -> list[str]:
        """Draw words by their frequencies."""
        return self.words[self.table[random.integers(0, len(self.table), count)]].tolist()

    def topical(self, random: np.random.Generator, count: int) -> list[str]:
        """Draw words for a topic: rare ones more often than by their frequencies."""
        low, high = np.log(min(_COMMON, len(self.words) // 4)), np.log(len(self.words))
        ranks = np.exp(random.uniform(low, high, count)).astype(np.int64)
        return self.words[ranks].tolist()


@lru_cache(maxsize=1)
def english() -> Vocabulary:
    """Return 60,000 words with their frequencies in books, news, subtitles and the web, from `wordfreq`."""
    from wordfreq import get_frequency_dict

    vocabulary = Vocabulary.of(only_words(get_frequency_dict("en", wordlist="large")))
    get_frequency_dict.cache_clear()  # 300,000 words, which would count as memory of the import
    return vocabulary


def only_words(frequencies: Mapping[str, float]) -> dict[str, float]:
    """Leave out numbers, single letters that are no words, other scripts, and words that mark boilerplate."""
    return {
        word: frequency
        for word, frequency in frequencies.items()
        if word.isascii() and word.isalpha() and (len(word) > 1 or word in _LONE) and word not in _SMALL_PRINT
    }


def frequencies_in(texts: Sequence[str]) -> dict[str, float]:
    """Return the frequencies of the words in some texts, for use without `wordfreq`."""
    words = [word.lower() for text in texts for word in text.split()]
    counts = dict(zip(*np.unique(np.array(words), return_counts=True), strict=True))
    return only_words({str(word): float(count) for word, count in counts.items()})
