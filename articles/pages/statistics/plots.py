"""Plots as the places of their marks: a template draws them as SVG, in the colours of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.pages.cards import grouped

WIDTH, HEIGHT = 600, 160  # of a plot, in its own units
GAP = 0.25  # of the width of a bar's place


@dataclass(frozen=True, slots=True)
class Value:
    """A number and what it is of."""

    label: str
    number: int

    @property
    def shown(self) -> str:
        return grouped(self.number)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands on the base of its plot."""

    value: Value
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A plot of bars, and the largest number, which reaches its top."""

    bars: list[Bar]
    top: str

    @property
    def first(self) -> str:
        return self.bars[0].value.label

    @property
    def last(self) -> str:
        return self.bars[-1].value.label


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plot, as the points of an SVG polyline, and its last value."""

    points: str
    last: Value


@dataclass(frozen=True, slots=True)
class Share:
    """A row of a table with a bar of so many hundredths of the longest one."""

    value: Value
    length: str
    href: str = ""
    lang: str = ""


def bars_of(values: Sequence[Value]) -> Bars | None:
    """The bars of these values from left to right; None if all are 0."""
    largest = max((value.number for value in values), default=0)
    if not largest:
        return None
    place = WIDTH / len(values)
    bars = [
        Bar(
            value,
            _number((at + GAP / 2) * place),
            _number(HEIGHT - (height := HEIGHT * value.number / largest)),
            _number((1 - GAP) * place),
            _number(height),
        )
        for at, value in enumerate(values)
    ]
    return Bars(bars, grouped(largest))


def line_of(values: Sequence[Value], largest: int) -> Line:
    """The line of these values, which are as far apart as each other; at least two."""
    step = WIDTH / (len(values) - 1)
    places = (
        f"{_number(at * step)},{_number(HEIGHT - HEIGHT * value.number / max(1, largest))}"
        for at, value in enumerate(values)
    )
    return Line(" ".join(places), values[-1])


def length_of(number: int, largest: int) -> str:
    """The length of a bar in hundredths of the longest one."""
    return _number(100 * number / max(1, largest))


def _number(value: float) -> str:
    """A number as SVG reads it, in every language of the page."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
