"""Lists and tables in a story: all items between two paragraphs are kept, or none, and all rows of a table."""

import re
from collections.abc import Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, OPEN, body_span, headline_index
from articles.understanding.rules.line_shapes import is_boilerplate, is_item, is_prose, is_tail_cue, word_count
from articles.understanding.story import Role

LEAST_ITEMS = 2
LEAST_BARE = 3  # items without bullets
MAX_BARE_ITEM = 12  # words of an item without a bullet
MOST_BARE = 15  # such items
LEAST_ROWS = 5  # of a numbered table
MOSTLY = 0.8  # share of them that hold another number, as a day or points
MOST_LISTED = 0.2  # share of rows that are known as related headlines
_NUMBER = re.compile(r"\d+")
_ROW = re.compile(r"(\d{1,3})(?:st|nd|rd|th|er|ère|e|a|o|ª|º)?[.):]?\s+\S")


def with_whole_lists(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the items of each list between two paragraphs of the body.

    Items have bullets; or they are short lines between a paragraph that ends in a colon and a blank line.
    """
    found = list(roles)
    span = body_span(roles)
    index = span.start
    while index < span.stop:
        stop = index
        while stop < span.stop and is_item(lines[stop].text) and _is_free(roles[stop]):
            stop += 1
        if stop - index < LEAST_ITEMS:
            stop = _bare_list_end(lines, roles, index, span.stop)
        if stop - index >= LEAST_ITEMS:
            found[index:stop] = [Role.ITEM] * (stop - index)
        index = max(stop, index + 1)
    return found


def with_whole_tables(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with all rows of each table or calendar that the body holds a part of, or stands around.

    Its rows are numbered one after another, and most hold another number; in a list of headlines few do.
    """
    found, span = list(roles), body_span(roles)
    index = max(0, headline_index(roles) + 1)
    while span and index < span.stop:
        stop = _table_end(lines, index)
        rows = roles[index:stop]
        is_listed = rows.count(Role.RELATED) > MOST_LISTED * len(rows)
        if len(rows) >= LEAST_ROWS and stop > span.start and all(map(_is_free, rows)) and not is_listed:
            found[index:stop] = [Role.ITEM] * (stop - index)
        index = max(stop, index + 1)
    return found


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Return the index behind the table's rows from `start` on, numbered one after another; `start` without one."""
    first = _row_number(lines[start].text)
    if first is None or first > 1:
        return start
    end, others = start, 0
    while end < len(lines) and _row_number(lines[end].text) == first + end - start:
        others += len(_NUMBER.findall(lines[end].text)) > 1
        end += 1
    return end if others >= MOSTLY * (end - start) else start


def _row_number(text: str) -> int | None:
    match = _ROW.match(text)
    return int(match[1]) if match else None


def _is_free(role: Role) -> bool:
    return role in BODY or role in OPEN


def _bare_list_end(lines: Sequence[Line], roles: Sequence[Role], start: int, stop: int) -> int:
    """Return the index behind a list without bullets that begins at `start`; `start` where there is none."""
    above = start - 1
    if above < 0 or roles[above] is not Role.PARAGRAPH or lines[above].text[-1] not in ":：":
        return start
    end = start
    while end < stop and _is_bare(lines, roles, start, end):
        end += 1
    is_followed = end < stop and roles[end] is Role.PARAGRAPH and is_prose(lines[end].text)
    is_list = is_followed and bool(lines[end].blanks_before) and LEAST_BARE <= end - start <= MOST_BARE
    return end if is_list else start


def _is_bare(lines: Sequence[Line], roles: Sequence[Role], start: int, index: int) -> bool:
    text = lines[index].text
    is_glued = index == start or lines[index].blanks_before == lines[min(start + 1, index)].blanks_before
    is_small = word_count(text) <= MAX_BARE_ITEM and not is_boilerplate(text) and not is_tail_cue(text)
    return is_glued and is_small and _is_free(roles[index]) and not is_prose(text)
