"""Which texts tell the same story: equal, alike by their shingles, or one the beginning of the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from articles.text.normal_form import normal_form
from articles.text.shingles import likeness, shingles

ALIKE = 0.5  # of the shorter text; half of it stands in the other


def plain(text: str) -> str:
    """The text as it is compared: spacing, case, quotes and punctuation don't count."""
    return normal_form(text)


def plain_story(standfirst: str, body: str) -> str:
    """A stored story as it is compared: what the capture had that it is made of."""
    return plain(f"{standfirst}\n{body}".strip())


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
