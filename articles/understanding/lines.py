"""Split a text into its lines that aren't blank."""

from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes four times as long to make, and a page has 200
class Line:
    """A line: its number, from 1, its text with white space collapsed, and the number of blank lines around it.

    It is never changed.
    `mark` is what a text in Markdown says of the line: "heading1" to "heading6", "quote" or "image".
    """

    number: int
    text: str
    blanks_before: int
    blanks_after: int
    mark: str = ""


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines that aren't blank, in order. Blank lines show structure, so they are counted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    raw = [" ".join(line.split()) for line in text.split("\n")]
    numbers = [number for number, line in enumerate(raw, start=1) if line]
    around = [0, *numbers, len(raw) + 1]
    return tuple(
        Line(number, raw[number - 1], number - before - 1, after - number - 1)
        for before, number, after in zip(around, around[1:], around[2:], strict=False)
    )
