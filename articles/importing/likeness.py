"""How alike two texts are: the share of the shorter one's word shingles that the other has too."""

from functools import lru_cache

from articles.headlines import normal_form

SHINGLE = 3  # words
WIDE_SHINGLE = 6  # characters, for scripts that put no spaces between words
ALIKE = 0.5  # of the shorter text; half of it stands in the other


def plain(text: str) -> str:
    """The text as it is compared: spacing, case, quotes and punctuation don't count."""
    return normal_form(text)


@lru_cache(maxsize=256)  # a text is held against others again and again, and most against none
def shingles(plain_text: str) -> frozenset[str]:
    """Every run of three words; of six characters where words aren't parted by spaces."""
    words = plain_text.split()
    if len(plain_text) > 12 * max(1, len(words)):
        return frozenset(plain_text[i : i + WIDE_SHINGLE] for i in range(max(1, len(plain_text) - WIDE_SHINGLE + 1)))
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def is_beginning(one: str, other: str) -> bool:
    """Whether the first plain text is only the beginning of the other, be it broken off in mid-word."""
    return len(one) < len(other) and other.startswith(one)
