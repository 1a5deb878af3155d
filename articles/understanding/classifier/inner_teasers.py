"""Finds teasers of other stories between the paragraphs of a story: a headline, a summary, "Read the full story"."""

from collections.abc import Iterator, Sequence

import numpy as np

from articles.lexicon.boilerplate import READ_THERE
from articles.text.normal_form import line_form
from articles.understanding.features.markup import Markup
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import ends_with_full_stop, word_count

LONGEST_CUE = 60  # characters
LONGEST_TITLE = 30  # words


def inner_teasers(lines: Sequence[Line], kept: np.ndarray, markup: Markup | None) -> Iterator[range]:
    """Yield the rows of each teaser with lines of the story above and below it."""
    places = np.flatnonzero(kept)
    for cue in range(int(places[0]) + 3, int(places[-1])):
        text = lines[cue].text
        if len(text) <= LONGEST_CUE and line_form(text) in READ_THERE and _is_teaser(lines, cue, markup):
            yield range(cue - 2, cue + 1)


def _is_teaser(lines: Sequence[Line], cue: int, markup: Markup | None) -> bool:
    """Whether a headline and a summary stand above the cue, in an element of their own or between blank lines."""
    title = lines[cue - 2]
    if word_count(title.text) > LONGEST_TITLE or ends_with_full_stop(title.text):
        return False
    if markup is None:
        return (
            title.blanks_before > 0
            and lines[cue].blanks_after > 0
            and not any(line.blanks_before for line in lines[cue - 1 : cue + 1])
        )
    around = set(_above(int(markup.block[cue]), markup)) & set(_above(int(markup.block[cue - 2]), markup))
    inside = [cue - 3, cue + 1]
    return not any(around.issubset(_above(int(markup.block[row]), markup)) for row in inside)


def _above(element: int, markup: Markup) -> list[int]:
    above = []
    while element >= 0:
        above.append(element)
        element = int(markup.parent[element])
    return above
