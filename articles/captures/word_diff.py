"""The word diff of two texts of one story."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from articles.text.scripts import UNSPACED

ALIKE = 0.4  # of their words, before one paragraph counts as the other changed
AHEAD = 8  # paragraphs among which the one that was changed is looked for
LONGEST = 10_000  # paragraphs, or words and spaces of one, that are compared: 25 ms at most, in 12 MB
NARROW = 3  # words and spaces between two changes that make one change of them
# Letters of scripts without spaces are compared one by one.
_WORDS = re.compile(rf"\s+|[^\W{UNSPACED}]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `change` is "ins", "del" or "" for what stayed."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph with its changes; or, without pieces, a run of `unchanged` paragraphs."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    unchanged: int = 0

    def has_other_than(self, change: str) -> bool:
        return any(piece.change != change for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a version; `kind` is headline, standfirst or a block's kind."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change[T: Sequence[Hashable]]:
    """A run that stayed, then what was deleted after it, then what was inserted in its place."""

    stayed: T
    gone: T
    come: T

    @property
    def size(self) -> int:
        return max(len(self.gone), len(self.come))


def paragraphs_of(headline: str, standfirst: str, blocks: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """A text with these blocks, given as kinds and texts, as it is compared."""
    parts = [("headline", headline), *([("standfirst", standfirst)] if standfirst else ()), *blocks]
    return [Paragraph(kind, text) for kind, text in parts]


def compare(older: Sequence[Paragraph], newer: Sequence[Paragraph]) -> list[Passage]:
    """The newer text as passages in order, with insertions and deletions marked in place."""
    passages: list[Passage] = []
    for change in _changes(older, newer):
        if change.stayed:
            passages.append(Passage("", unchanged=len(change.stayed)))
        passages += _replaced(change.gone, change.come)
    return passages


def whole(text: Iterable[Paragraph]) -> list[Passage]:
    """A text as passages without changes."""
    return [Passage(paragraph.kind, (Piece("", paragraph.text),)) for paragraph in text]


def changed_paragraphs(passages: Iterable[Passage]) -> int:
    """How many paragraphs below the headline were changed, put in or taken out."""
    counted = [passage for passage in passages if passage.kind != "headline"]
    return max(sum(passage.has_other_than(change) for passage in counted) for change in ("ins", "del"))


def _changes[T: Hashable](older: Sequence[T], newer: Sequence[T]) -> Iterator[Change[Sequence[T]]]:
    """The shortest edit script, in order. A sequence over LONGEST is deleted and inserted as a whole."""
    if max(len(older), len(newer)) > LONGEST:
        yield Change(older[:0], older, newer)
        return
    stayed, i, j = older[:0], 0, 0
    for block in Indel.opcodes(older, newer).as_matching_blocks():
        yield Change(stayed, older[i : block.a], newer[j : block.b])
        i, j = block.a + block.size, block.b + block.size
        stayed = older[block.a : i]


def _replaced(gone: Sequence[Paragraph], come: Sequence[Paragraph]) -> Iterator[Passage]:
    """Passages for replaced paragraphs: each new one is compared with the next similar old one; the rest are whole."""
    at, new = 0, []
    for paragraph in come:
        ahead = range(at, min(at + AHEAD, len(gone)))
        changed = next((place for place in ahead if _are_alike(gone[place], paragraph)), None)
        if changed is None:
            new.append(paragraph)
            continue
        yield from _in_whole(gone[at:changed], new)
        yield Passage(paragraph.kind, tuple(_pieces(gone[changed].text, paragraph.text)))
        at, new = changed + 1, []
    yield from _in_whole(gone[at:], new)


def _in_whole(gone: Iterable[Paragraph], come: Iterable[Paragraph]) -> Iterator[Passage]:
    for change, paragraphs in (("del", gone), ("ins", come)):
        for paragraph in paragraphs:
            yield Passage(paragraph.kind, (Piece(change, paragraph.text),))


def _are_alike(old: Paragraph, new: Paragraph) -> bool:
    a, b = _words(old.text), _words(new.text)
    if old.kind != new.kind or max(len(a), len(b)) > LONGEST:
        return False
    return Indel.normalized_similarity(a, b, score_cutoff=ALIKE) >= ALIKE


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text) if word.isalnum()]


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Deleted and inserted words. Up to NARROW unchanged words between two changes are merged into them."""
    merged: list[Change[str]] = []
    for words in _changes(_WORDS.findall(old), _WORDS.findall(new)):
        change = Change("".join(words.stayed), "".join(words.gone), "".join(words.come))
        if merged and len(words.stayed) <= NARROW and len(change.stayed) <= min(merged[-1].size, change.size):
            before = merged.pop()
            gone, come = before.gone + change.stayed + change.gone, before.come + change.stayed + change.come
            change = Change(before.stayed, gone, come)
        merged.append(change)
    for change in merged:
        for name, text in (("", change.stayed), ("del", change.gone), ("ins", change.come)):
            if text:
                yield Piece(name, text)
