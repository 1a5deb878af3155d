"""Brings marks from a folded text back to the text as printed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from articles.search.highlight import CLOSE, OPEN, plain, segments
from articles.text.folding.folding import folded
from articles.text.folding.origins import printed_span, traced

CUT = "\n…\n"  # between parts of a text
FIRST = 1_000  # pieces of a text that are folded before a part of it is looked for
_PIECES = re.compile(r"[ \n。]+|[^ \n。]+")  # folding never reads across these
_SPACED = bytes(code if code > 127 or chr(code).isalnum() or code <= 32 or code == 127 else 32 for code in range(256))


def without_punctuation(text: str) -> str:
    """Return the text with spaces in place of ASCII punctuation, whose meaning PostgreSQL's parser guesses."""
    return text.encode(errors="surrogatepass").translate(_SPACED).decode(errors="surrogatepass")


def printed(marked: str, text: str) -> str:
    """Return the part of `text` whose folded form `marked` is, with the marks at the letters they stand for.

    `marked` is the folded form of the text or a part of it, perhaps between ellipses or with CUT between several parts.
    Punctuation in it may be spaces. A part that is not found keeps its folded letters.
    """
    bare = plain(marked)
    if bare == text or (bare.strip("…") and bare.strip("…") in text):
        return marked  # no letter of it was folded
    before, after = bare.startswith("…"), bare.endswith("…") and len(bare) > 1
    core = marked[before : len(marked) - after]
    parts = [_printed_part(part, text) if plain(part) else part for part in core.split(CUT)]
    return "…" * before + CUT.join(parts) + "…" * after


def _printed_part(part: str, text: str) -> str:
    form = without_punctuation(plain(part))
    place = without_punctuation(text).find(form)
    if place >= 0:  # no letter was folded, only punctuation
        return _marked(text, part, range(place, place + len(form)))
    pieces, place = _found(form, text)
    return part if place < 0 else _marked(text, part, _origins(pieces, place, place + len(form)))


def _found(form: str, text: str) -> tuple[list[tuple[str, str]], int]:
    """Return the text as pieces with their folded forms, as far as the form is found, and its place; -1 for nowhere."""
    rest = iter(_PIECES.findall(text))
    pieces: list[tuple[str, str]] = []
    while more := [(piece, folded(piece)) for piece in islice(rest, max(FIRST, len(pieces)))]:
        pieces += more  # twice as many each time
        place = without_punctuation("".join(folds for _, folds in pieces)).find(form)
        if place >= 0:
            return pieces, place
    return pieces, -1


def _origins(pieces: list[tuple[str, str]], start: int, end: int) -> list[int]:
    """Return the positions in the text of the characters between two positions of its folded form."""
    origins: list[int] = []
    place = begin = 0
    for piece, form in pieces:
        if place < end and place + len(form) > start:
            origins += [begin + origin for origin in _piece_origins(piece, form)][max(0, start - place) : end - place]
        place += len(form)
        begin += len(piece)
    return origins


def _piece_origins(piece: str, form: str) -> list[int]:
    if piece == form:
        return list(range(len(piece)))
    found = traced(piece)
    return list(found.origins) if found else [min(place, len(piece) - 1) for place in range(len(form))]


def _marked(text: str, part: str, origins: Sequence[int]) -> str:
    """Return the text between the first and the last of these positions, with the marks of the folded part."""
    first, last = printed_span(text, origins, 0, len(origins))
    pieces = []
    for start, end in _joined(text, _printed_matches(text, part, origins)):
        pieces += [text[first:start], OPEN, text[start:end], CLOSE]
        first = end
    return "".join([*pieces, text[first:last]])


def _printed_matches(text: str, part: str, origins: Sequence[int]) -> Iterator[tuple[int, int]]:
    place = 0
    for piece, is_match in segments(part):
        end = place + len(piece)
        if is_match:
            yield printed_span(text, origins, place, end)
        place = end


def _joined(text: str, spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order; those that overlap, or between which there are only marks of a letter, are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and all(unicodedata.category(mark)[0] == "M" for mark in text[joined[-1][1] : start]):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
