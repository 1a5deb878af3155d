"""Near-duplicates: texts that are equal, that share most of their shingles, or of which one begins the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from articles.text.normal_form import normal_form
from articles.text.shingles import Shingles, containment, shingles

SIMILAR = 0.5  # share of the shorter text's shingles that the other has too


def comparable_text(text: str) -> str:
    """The text as it is compared, without differences of spacing, case, quotes and punctuation."""
    return normal_form(text)


def comparable_story(standfirst: str, body: str) -> str:
    """A stored story as it is compared, from the same parts as a capture."""
    return comparable_text(f"{standfirst}\n{body}".strip())


def is_beginning(one: str, other: str) -> bool:
    """Whether the first text is the beginning of the second and shorter, also when it ends in mid-word."""
    return len(one) < len(other) and other.startswith(one)


def is_same_story(one: str, other: str) -> bool:
    """Whether two comparable texts are near-duplicates."""
    return (
        one == other
        or is_beginning(one, other)
        or is_beginning(other, one)
        or containment(shingles(one), shingles(other)) >= SIMILAR
    )


def similar_pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of these distinct comparable texts; the components they connect are those of `is_same_story`."""
    yield from _beginnings(texts)
    yield from _overlapping({text: shingles(text) for text in texts})


def _beginnings(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each text with the longest of the others that is its beginning."""
    beginnings: list[str] = []  # each is the beginning of the next
    for text in sorted(texts):
        while beginnings and not text.startswith(beginnings[-1]):
            beginnings.pop()
        if beginnings:
            yield beginnings[-1], text
        beginnings.append(text)


def _overlapping(texts: Mapping[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Pairs of texts whose shingles overlap enough.

    Prefix filtering, so that the texts of a column of many years aren't all compared with each other: of two similar
    texts, the shorter has one of its rarest shingles in common with the other if it looks at half of them and one more.
    """
    having: defaultdict[int, list[str]] = defaultdict(list)  # an inverted index
    for text, found in texts.items():
        for shingle in found.tolist():
            having[shingle].append(text)
    for text, found in texts.items():
        rarest = sorted(found.tolist(), key=lambda shingle: (len(having[shingle]), shingle))
        looked_at = rarest[: len(rarest) - ceil(SIMILAR * len(rarest)) + 1]
        for other in {other for shingle in looked_at for other in having[shingle]} - {text}:
            if containment(found, texts[other]) >= SIMILAR:
                yield text, other
