"""Which texts tell the same story: equal, alike by their shingles, or one the beginning of the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from articles.text.normal_form import normal_form
from articles.text.shingles import containment, shingles

SIMILAR = 0.5  # of the shorter text; half of it stands in the other


def comparable_text(text: str) -> str:
    """The text as it is compared: spacing, case, quotes and punctuation don't count."""
    return normal_form(text)


def comparable_story(standfirst: str, body: str) -> str:
    """A stored story as it is compared: what the capture had that it is made of."""
    return comparable_text(f"{standfirst}\n{body}".strip())


def is_beginning(one: str, other: str) -> bool:
    """Whether the first plain text is only the beginning of the other, be it broken off in mid-word."""
    return len(one) < len(other) and other.startswith(one)


def is_same_story(one: str, other: str) -> bool:
    """Whether two plain texts are equal, alike, or one the beginning of the other."""
    return (
        one == other
        or is_beginning(one, other)
        or is_beginning(other, one)
        or containment(shingles(one), shingles(other)) >= SIMILAR
    )


def similar_pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
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
        looked_at = rarest[: len(rarest) - ceil(SIMILAR * len(rarest)) + 1]
        for other in {other for shingle in looked_at for other in having[shingle]} - {text}:
            if containment(found, texts[other]) >= SIMILAR:
                yield text, other
