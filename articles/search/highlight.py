"""Texts whose matches stand between private-use characters, so that the text can be escaped before it is rendered."""

import re
from collections.abc import Iterable

OPEN, CLOSE = "\uf8f1", "\uf8f2"  # private use: absent from news pages, and unchanged by escaping

_HEADING_END = re.compile(rf"([^\s.!?…\"”’':;,][{CLOSE}]?)\n\n+")
_BLOCK_END = re.compile(r"\n+")
_MARK = re.compile(f"([{OPEN}{CLOSE}])")


def segments(marked: str) -> list[tuple[str, bool]]:
    """Split a marked text into non-empty pieces, in order, each with whether it is a match.

    Marks that were in the original text only change what is highlighted, and are never returned.
    """
    pieces: list[tuple[str, bool]] = []
    is_match = False
    for piece in _MARK.split(marked):
        if piece in (OPEN, CLOSE):
            is_match = piece == OPEN
        elif piece:
            pieces.append((piece, is_match))
    return pieces


def narrowed(marked: str, words: Iterable[str]) -> str:
    """Return the text with only these words of each match marked, where the match has any of them.

    A search for one letter of a script without spaces finds, and marks, the pairs that begin with it.
    """
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, words))})+", re.IGNORECASE)
    pieces = []
    for piece, is_match in segments(marked):
        if is_match and pattern.search(piece):
            pieces.append(pattern.sub(rf"{OPEN}\g<0>{CLOSE}", piece))
        else:
            pieces.append(f"{OPEN}{piece}{CLOSE}" if is_match else piece)
    return "".join(pieces)


def run_on(marked: str) -> str:
    """Return an extract on one line, with a middle dot after a heading or caption that has no full stop."""
    return _BLOCK_END.sub(" ", _HEADING_END.sub(r"\1 · ", marked))


def plain(marked: str) -> str:
    """Return the text without its marks."""
    return _MARK.sub("", marked)


EXTRACT_WORDS = 30


def extract_of(standfirst: str, body: str) -> str:
    """Return the standfirst if it has a match, else the body if it has one, else either; on one line."""
    shown = next((text for text in (standfirst, body) if OPEN in text), standfirst or body)
    return run_on(shown)
