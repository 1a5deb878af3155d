"""The column at which a text is hard-wrapped, found from the whole text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from articles.understanding.plain_text.printed_lines import PrintedLine
from articles.understanding.rules.line_shapes import ends_sentence

COLUMNS = range(45, 111)  # at which texts are wrapped: 66, 72, 76, 78, 80, 100
STRICT, RAGGED = 0, 8  # columns that may be left free although the next word would have fitted
_OPENING = "\"'“‘„«‚(["
MAX_MARGIN = 30  # columns of indent and of quoting marks
MOST_WIDER = 0.1  # share of the text in lines wider than all columns, as addresses are


@dataclass(frozen=True, slots=True)
class Wrap:
    """The column at which lines end, and the columns that may be left free before it."""

    column: int
    slack: int


def is_open(text: str) -> bool:
    """Whether a line ends in mid-sentence."""
    return not ends_sentence(text) and text[-1] not in ":!?"


def starts_small(text: str) -> bool:
    """Whether a line may begin in mid-sentence: with a small letter, or one of a script without capitals."""
    letter = text.lstrip(_OPENING)[:1]
    return letter.isalpha() and not letter.isupper() and not letter.istitle()


def has_case(text: str) -> bool:
    """Whether a line begins in a script that has capitals."""
    letter = text.lstrip(_OPENING)[:1]
    return letter.upper() != letter.lower()


def may_be_wrapped(text: str) -> bool:
    """Whether little of a text is in lines wider than all columns: a quick test before `wrap_of`."""
    sizes = list(map(len, text.splitlines()))
    return sum(size for size in sizes if size >= COLUMNS.stop + MAX_MARGIN) <= MOST_WIDER * sum(sizes)


def wrap_of(lines: Sequence[PrintedLine]) -> Wrap | None:
    """Return the wrap of a text; None where lines aren't wrapped.

    A line that was wrapped is at most as wide as the column, and the next line's first word would have made it wider.
    The column is the one for which this holds of most line ends in mid-sentence.
    """
    total, wider = sum(line.width for line in lines), sum(line.width for line in lines if line.width >= COLUMNS.stop)
    if wider > MOST_WIDER * total:
        return None
    pairs = [(line, following) for line, following in pairwise(lines) if not following.blanks_before]
    for test in _TESTS:
        breaks = [(line.width, following.first_word) for line, following in pairs if test.is_break(line, following)]
        column, agreeing = _best_column(breaks, test.slack)
        is_much = sum(width for width, _ in breaks) >= test.least_text * total
        if is_much and agreeing >= max(test.least, test.share * len(breaks)):
            return Wrap(column, test.slack)
    return None


def _may_break(line: PrintedLine, following: PrintedLine) -> bool:
    """Whether a long line ends in mid-sentence, whatever the next line begins with."""
    if line.is_parted or following.is_parted or line.width < COLUMNS.start:
        return False
    return is_open(line.text) and following.text[0].isalnum() and not following.bullet


def _is_break(line: PrintedLine, following: PrintedLine) -> bool:
    if line.is_parted or following.is_parted or not is_open(line.text) or not starts_small(following.text):
        return False
    return line.text[-1].islower() or line.text[-1] in ",-" or line.width >= COLUMNS.start


def _best_column(breaks: Sequence[tuple[int, int]], slack: int) -> tuple[int, int]:
    """Return the least of the columns that most breaks fit, and how many these are."""
    changes = [0] * (COLUMNS.stop + 1)
    for width, word in breaks:
        if width < COLUMNS.stop:
            changes[width] += 1
            changes[min(COLUMNS.stop, width + word + slack)] -= 1
    fitting = list(accumulate(changes))
    column = max(COLUMNS, key=lambda column: (fitting[column], -column))
    return column, fitting[column]


@dataclass(frozen=True, slots=True)
class _Test:
    """Which line ends are looked at, what share of the text is in their lines, how many and what share fit a column."""

    is_break: Callable[[PrintedLine, PrintedLine], bool]
    slack: int
    share: float
    least: int
    least_text: float


# Chosen on 2,055 dumps of which two are wrapped, and on the same dumps wrapped by machine.
_TESTS = (
    _Test(_is_break, STRICT, share=0.5, least=2, least_text=0.1),
    _Test(_is_break, RAGGED, share=0.8, least=4, least_text=0.1),
    _Test(_may_break, STRICT, share=0.75, least=4, least_text=0.3),
)
