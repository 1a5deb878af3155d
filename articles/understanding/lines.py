"""A text as its lines that aren't blank, each with the blank runs around it."""

import re
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its text with white space collapsed, and how many blank lines stand around it."""

    number: int
    text: str
    blanks_before: int
    blanks_after: int


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that aren't blank, in order. Blank runs carry structure, so they are counted, not dropped."""
    raw = [" ".join(line.split()) for line in _LINE_END.split(text)]
    numbers = [number for number, line in enumerate(raw, start=1) if line]
    ends = [*numbers[1:], len(raw) + 1]
    starts = [0, *numbers[:-1]]
    return tuple(
        Line(number, raw[number - 1], number - start - 1, end - number - 1)
        for number, start, end in zip(numbers, starts, ends, strict=True)
    )
