"""How alike two texts are: the share of the shorter one's word shingles that the other has too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil

from articles.headlines import normal_form

SHINGLE = 3  # words
WIDE_SHINGLE = 6  # characters, for scripts that put no spaces between words
ALIKE = 0.5  # of the shorter text; half of it stands in the other


def plain(text: str) -> str:
    """The text as it is compared: spacing, case, quotes and punctuation don't count."""
    return normal_form(text)


def plain_story(standfirst: str, body: str) -> str:
    """A stored story as it is compared: what the capture had that it is made of."""
    return plain(f"{standfirst}\n{body}".strip())


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


def is_same_story(one: str, other: str) -> bool:
    """Whether two plain texts are equal, alike, or one the beginning of the other."""
    return (
        one == other
        or is_beginning(one, other)
        or is_beginning(other, one)
        or likeness(shingles(one), shingles(other)) >= ALIKE
    )


def alike_pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of these distinct plain texts by which all that tell one story are connected."""
    yield from _beginnings(texts)
    yield from _overlapping({text: shingles(text) for text in texts})


def _beginnings(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    whole: list[str] = []  # each the beginning of the next
    for text in sorted(texts):
        while whole and not text.startswith(whole[-1]):
            whole.pop()
        if whole:
            yield whole[-1], text
        whole.append(text)


def _overlapping(texts: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Pairs that are alike, of texts with their shingles.

    The texts of a column of many years aren't all held against each other: of two that are alike, the shorter has
    one of its rarest shingles in common with the other, if half of them and one more are looked at.
    """
    having: defaultdict[str, list[str]] = defaultdict(list)
    for text, found in texts.items():
        for shingle in found:
            having[shingle].append(text)
    for text, found in texts.items():
        rarest = sorted(found, key=lambda shingle: (len(having[shingle]), shingle))
        looked_at = rarest[: len(rarest) - ceil(ALIKE * len(rarest)) + 1]
        for other in {other for shingle in looked_at for other in having[shingle]} - {text}:
            if likeness(found, texts[other]) >= ALIKE:
                yield text, other
