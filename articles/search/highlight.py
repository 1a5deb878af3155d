"""Texts whose matches are marked by private-use characters, so that they can be escaped before they are rendered."""

import re

OPEN, CLOSE = "\uf8f1", "\uf8f2"  # private use: no news page prints them, and no escaping touches them

_HEADING_END = re.compile(rf"([^\s.!?…\"”’':;,][{CLOSE}]?)\n\n+")
_BLOCK_END = re.compile(r"\n+")
_MARK = re.compile(f"([{OPEN}{CLOSE}])")


def segments(marked: str) -> list[tuple[str, bool]]:
    """The pieces of a marked text, in order, none empty, each with whether it is a match.

    Marks that a text brought along itself only change what is highlighted, and are never shown.
    """
    pieces: list[tuple[str, bool]] = []
    is_match = False
    for piece in _MARK.split(marked):
        if piece in (OPEN, CLOSE):
            is_match = piece == OPEN
        elif piece:
            pieces.append((piece, is_match))
    return pieces


def run_on(marked: str) -> str:
    """An extract on one line: where a heading or caption without a stop meets the next block, a dot stands between."""
    return _BLOCK_END.sub(" ", _HEADING_END.sub(r"\1 · ", marked))


def plain(marked: str) -> str:
    """The text without its marks."""
    return _MARK.sub("", marked)
