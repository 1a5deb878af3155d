"""Split a text into its lines that aren't blank."""

import re
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, from 1, its text with white space collapsed, and the number of blank lines around it.

    `mark` is what a text in Markdown says of the line: "heading1" to "heading6", "quote" or "image".
    """

    number: int
    text: str
    blanks_before: int
    blanks_after: int
    mark: str = ""


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines that aren't blank, in order. Blank lines show structure, so they are counted."""
    raw = [" ".join(line.split()) for line in _LINE_END.split(text)]
    numbers = [number for number, line in enumerate(raw, start=1) if line]
    around = [0, *numbers, len(raw) + 1]
    return tuple(
        Line(number, raw[number - 1], number - before - 1, after - number - 1)
        for before, number, after in zip(around, around[1:], around[2:], strict=False)
    )
