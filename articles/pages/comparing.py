"""Two texts of one story, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = (
    0.4  # of their words, in two paragraphs that stand in each other's place, before one counts as the other changed
)
MAX_WORDS = 3_000  # in a paragraph that is compared word by word; difflib is quadratic
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `change` is "ins", "del" or "" for what stayed."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph and what happened to it, or, without pieces, so many paragraphs in a row that stayed."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a version; `kind` is headline, standfirst or a block's kind."""

    kind: str
    text: str


def compare(older: list[Paragraph], newer: list[Paragraph]) -> list[Passage]:
    """The newer text as passages in order, with what went and what came marked in its place."""
    passages = []
    for tag, a, b, c, d in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if tag == "equal":
            passages.append(Passage("", unchanged=b - a))
        else:
            passages += _replaced(older[a:b], newer[c:d])
    return passages


def whole(text: list[Paragraph]) -> list[Passage]:
    """A text with nothing to compare it to."""
    return [Passage(paragraph.kind, (Piece("", paragraph.text),)) for paragraph in text]


def changed_paragraphs(passages: list[Passage]) -> int:
    return sum(1 for passage in passages if passage.pieces)


def _replaced(older: list[Paragraph], newer: list[Paragraph]) -> Iterator[Passage]:
    """Paragraphs in each other's place: those alike are compared by words, the others went or came whole."""
    for place in range(max(len(older), len(newer))):
        old = older[place] if place < len(older) else None
        new = newer[place] if place < len(newer) else None
        pieces = _pieces(old.text, new.text) if old and new and old.kind == new.kind else None
        if pieces:
            yield Passage(new.kind, pieces)
            continue
        if old:
            yield Passage(old.kind, (Piece("del", old.text),))
        if new:
            yield Passage(new.kind, (Piece("ins", new.text),))


def _pieces(old: str, new: str) -> tuple[Piece, ...] | None:
    """The words that went and came between two paragraphs; None when they are too unlike, or too long."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(a), len(b)) > MAX_WORDS:
        return None
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return None
    return tuple(_merged(matcher, a, b))


def _merged(matcher: SequenceMatcher, a: list[str], b: list[str]) -> Iterator[Piece]:
    """What went before what came, a change on both sides of a mere space taken as one."""
    gone, come = "", ""
    for tag, i, j, k, m in matcher.get_opcodes():
        went, came = "".join(a[i:j]), "".join(b[k:m])
        if tag == "equal" and not (came.isspace() and (gone or come)):
            yield from _change(gone, come)
            gone, come = "", ""
            yield Piece("", came)
        else:
            gone, come = gone + went, come + came
    yield from _change(gone, come)


def _change(gone: str, come: str) -> Iterator[Piece]:
    """What went and what came, without the white space that both end with."""
    stem, tail = _tail(gone, come)
    if gone[: len(gone) - len(tail)]:
        yield Piece("del", gone[: len(gone) - len(tail)])
    if stem:
        yield Piece("ins", stem)
    if tail:
        yield Piece("", tail)


def _tail(gone: str, come: str) -> tuple[str, str]:
    """The text that came, and the white space at its end that the text that went ends with too."""
    space = come[len(come.rstrip()) :]
    shared = space if space and gone.endswith(space) else ""
    return come[: len(come) - len(shared)], shared
