"""Keeps lists and tables of the story whole, and tells captions, by the elements of an HTML page."""

from collections.abc import Iterator, Sequence

import numpy as np

from articles.understanding.features.markup import Markup
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import is_byline, is_tail_cue
from articles.understanding.story import BLOCK_ROLES, Role

NEAR_UP = 3  # elements around a list in which the story's paragraphs stand
LINKED = 0.5  # share of a list's characters that are links, from which it is no part of the story
MANY_LINKS = 0.4  # share of its lines
LONGEST_ITEM = 300  # characters
LEAST_CAPTION = 2  # words
LEAST_COPY, LONGEST_CREDIT = 25, 80  # characters of a caption that may be printed twice; of its credit


def keep_lists_whole(lines: Sequence[Line], kept: np.ndarray, weight: np.ndarray, markup: Markup) -> None:
    """Keep all lines of a list between two lines of the story, or right below one that ends in a colon.

    Of other lists below the last line all lines are kept, or none.
    """
    for rows in _lists(markup):
        first, last = int(rows[0]), int(rows[-1])
        if np.average(markup.linked[rows], weights=weight[rows]) >= LINKED or _leads_away(rows, markup):
            continue
        around = _around(int(markup.listed[first]), markup)
        above = _story_line_above(first, around, kept, markup)
        if above < 0:
            continue
        below = last + 1 < len(kept) and kept[last + 1] and _container(last + 1, markup) in around
        is_announced = above == first - 1 and lines[above].text[-1] in ":：" and not is_tail_cue(lines[above].text)
        is_part = below or is_announced or weight[rows][kept[rows]].sum() * 2 > weight[rows].sum()
        kept[rows] = is_part
        kept[above:first] |= is_part


def _lists(markup: Markup) -> Iterator[np.ndarray]:
    """Yield the rows of each list."""
    ends = np.flatnonzero(np.diff(markup.listed)) + 1
    for rows in np.split(np.arange(len(markup.listed)), ends):
        if len(rows) and markup.listed[rows[0]] >= 0:
            yield rows


def _leads_away(rows: np.ndarray, markup: Markup) -> bool:
    """Whether many lines of a list hold a link each, as those of products and of offers to readers do."""
    return bool((markup.linked[rows] > 0).mean() >= MANY_LINKS)


def _around(element: int, markup: Markup) -> list[int]:
    around = []
    for _ in range(NEAR_UP):
        element = int(markup.parent[element])
        if element < 0:
            break
        around.append(element)
    return around


def _container(row: int, markup: Markup) -> int:
    """Return the element in which a line stands beside others: that around its paragraph or its list."""
    element = int(markup.listed[row])
    return int(markup.parent[element if element >= 0 else int(markup.block[row])])


def _story_line_above(first: int, around: Sequence[int], kept: np.ndarray, markup: Markup) -> int:
    """Return the row of the story's line above a list, which may have a heading of its own; or -1."""
    for row in range(first - 1, max(-1, first - 3), -1):
        if _container(row, markup) not in around or markup.linked[row] >= LINKED:
            return -1
        if kept[row]:
            return row
    return -1


def is_whole_item(row: int, text: str, markup: Markup | None) -> bool:
    """Whether the line is an item of a list or a row of a table."""
    return bool(markup is not None and markup.item[row] and len(text) <= LONGEST_ITEM)


def set_captions(lines: Sequence[Line], roles: list[Role], run: range, markup: Markup | None) -> None:
    """Give captions of the story's figures their role, and leave out what prints a caption a second time.

    `run` are the rows from the headline or the first line of the body to its last line.
    """
    if markup is not None:
        for row in run:
            is_caption = markup.caption[row] and not markup.apart[row] and markup.linked[row] < LINKED
            if is_caption and len(lines[row].text.split()) >= LEAST_CAPTION and not is_byline(lines[row].text):
                roles[row] = Role.CAPTION
    for row in run:
        _leave_out_copies(lines, roles, row, run)
    captions: set[str] = set()
    for row in run:
        if roles[row] is Role.CAPTION:
            roles[row] = Role.REPEAT if lines[row].text in captions else Role.CAPTION
            captions.add(lines[row].text)


def _leave_out_copies(lines: Sequence[Line], roles: list[Role], row: int, run: range) -> None:
    """Leave out the lines beside a caption that print it once more without its credit."""
    for beside in (row - 1, row + 1):
        if beside in run and roles[beside] in BLOCK_ROLES and _is_copy(lines[row].text, lines[beside].text):
            roles[row], roles[beside] = Role.CAPTION, Role.REPEAT


def _is_copy(caption: str, text: str) -> bool:
    """Whether a text is that of a caption without its credit."""
    return LEAST_COPY <= len(text) < len(caption) <= len(text) + LONGEST_CREDIT and caption.startswith(text)
