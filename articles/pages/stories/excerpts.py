"""What a reader sees of a comparison: the changes, each with about two lines of what stands around it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from articles.captures.word_diff import Paragraph, Passage, Piece
from articles.pages.cards import cut

AROUND = 150  # characters before and after a change; about two lines
SHOWN = 100  # passages of one version; of a text that was written anew the rest is only counted
CONTEXT = "context"  # the kind of an unchanged paragraph beside a changed one


def excerpts(passages: Sequence[Passage], newer: Sequence[Paragraph]) -> list[Passage]:
    """The passages that `compare` made of this newer text, with their surroundings, and at most SHOWN of them."""
    return list(islice(_with_context(passages, newer), SHOWN))


def _with_context(passages: Sequence[Passage], newer: Sequence[Paragraph]) -> Iterator[Passage]:
    at = 0  # in the newer text
    for place, passage in enumerate(passages):
        if passage.pieces:
            at += passage.has_other_than("del")
            yield Passage(passage.kind, tuple(_shortened(passage.pieces)))
        else:
            run = newer[at : at + passage.unchanged]
            at += passage.unchanged
            yield from _ends(run, has_before=place > 0, has_after=place + 1 < len(passages))


def _ends(run: Sequence[Paragraph], *, has_before: bool, has_after: bool) -> Iterator[Passage]:
    """The beginning of an unchanged run if a change stands before it, and its end if one stands after it."""
    if has_before:
        yield _context(cut(run[0].text, AROUND))
    if between := len(run) - has_before - has_after:
        yield Passage("", unchanged=between)
    if has_after and len(run) > has_before:
        yield _context(_end_of(run[-1].text))


def _context(text: str) -> Passage:
    return Passage(CONTEXT, (Piece("", text),))


def _shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a changed paragraph; of a long unchanged one only what stands beside a change."""
    for place, piece in enumerate(pieces):
        is_first, is_last = place == 0, place + 1 == len(pieces)
        if piece.change or len(piece.text) <= 2 * AROUND or (is_first and is_last):
            yield piece
        elif is_first:
            yield Piece("", _end_of(piece.text))
        elif is_last:
            yield Piece("", cut(piece.text, AROUND))
        else:
            yield Piece("", f"{cut(piece.text, AROUND)} {_end_of(piece.text)}")


def _end_of(text: str) -> str:
    """The last AROUND characters of the text, from the beginning of a word on, after an ellipsis."""
    if len(text) <= AROUND:
        return text
    kept = text[1 - AROUND :]
    space = kept.find(" ")
    return "…" + kept[space + 1 if space < AROUND // 2 else 0 :]


def count_changed(passages: Iterable[Passage]) -> int:
    """How many of these passages are changes."""
    return sum(bool(passage.pieces) and passage.kind != CONTEXT for passage in passages)
