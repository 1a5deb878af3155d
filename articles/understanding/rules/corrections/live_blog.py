"""Live blogs: the times and headings of their entries are subheadings, and their sentences are the story."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, OPEN, body_span, headline_index
from articles.understanding.rules.datelines import is_time
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    ends_with_full_stop,
    has_credit,
    is_boilerplate,
    is_byline,
    is_prose,
    word_count,
)
from articles.understanding.story import TEXT_ROLES, Role, RoledLine

LEAST_ENTRIES = 3
LEAST_SHORT = 4  # entries of a sentence or two each
MOST_LINES = 6  # of such an entry
MOST_INTRODUCTION = 4  # lines of the body above them
MOST_TURNS = 1  # times that don't follow the order of the others: the day turns
MOST_OWN = 0.6  # share of a live blog's times that stand between two sentences
MAX_HEADING = 20  # words
ABOVE = 4  # lines above the body's first paragraph in which the first entry begins
_NUMBERS = re.compile(r"(\d{1,2})(?:[:.h]\s?(\d\d))?")
_AFTERNOON = re.compile(r"p\.?m", re.IGNORECASE)


def with_entries(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the times and headings of a live blog's entries, and the sentences of short entries."""
    found = list(roles)
    short = _short_entries(lines, roles)
    for entry in short or _long_entries(lines, roles):
        for index in entry:
            if not (roles[index] in BODY or roles[index] in OPEN):
                continue
            is_heading = index == entry.start + 1 and not (short and len(entry) == 2) and _is_heading(lines[index].text)
            if index == entry.start or is_heading:
                found[index] = Role.SUBHEADING
            elif short and not has_credit(lines[index].text):
                found[index] = Role.PARAGRAPH
    for entry in () if short else _entries_below(lines, roles):
        found[entry.start : entry.stop] = [*[Role.SUBHEADING] * (len(entry) - 1), Role.PARAGRAPH]
    return found


def is_live_blog(lines: Sequence[RoledLine]) -> bool:
    """Whether the story is entries, each a time with a sentence or more: none of them is a teaser of another story."""
    body = [line for line in lines if line.role in TEXT_ROLES]
    times = [place for place, line in enumerate(body[:-1]) if is_time(line.text)]
    own = [place for place in times[1:] if ends_sentence(body[place - 1].text) and ends_sentence(body[place + 1].text)]
    return len(own) >= max(LEAST_ENTRIES, MOST_OWN * (len(times) - 1))


def _long_entries(lines: Sequence[Line], roles: Sequence[Role]) -> list[range]:
    """Return the time and the line below it of entries in the body that hold a paragraph each."""
    span, headline = body_span(roles), headline_index(roles)
    first = max(headline + 1, span.start - ABOVE)
    times = [i for i in range(first, span.stop) if is_time(lines[i].text) and _is_above_prose(lines, i, span.stop)]
    return [range(time, time + 2) for time in times] if len(times) >= LEAST_ENTRIES else []


def _entries_below(lines: Sequence[Line], roles: Sequence[Role]) -> list[range]:
    """Return the entries right below the body that go on in the order of its times, each with at most one heading."""
    moments = [_minutes(lines[entry.start].text) for entry in _long_entries(lines, roles)]
    place, found = body_span(roles).stop, list[range]()
    while moments and place < len(lines) and is_time(lines[place].text):
        told = next((i for i in range(place + 1, min(place + 3, len(lines))) if is_prose(lines[i].text)), None)
        moment = _minutes(lines[place].text)
        if told is None or (moment > moments[-1]) != (moments[-1] > moments[0]):
            break
        found.append(range(place, told + 1))
        moments.append(moment)
        place = told + 1
    return found


def _is_above_prose(lines: Sequence[Line], index: int, stop: int) -> bool:
    return any(is_prose(line.text) for line in lines[index + 1 : min(stop, index + 4)])


def _short_entries(lines: Sequence[Line], roles: Sequence[Role]) -> list[range]:
    """Return the entries of a sentence or two that fill the story from its beginning on, in the order of their times.

    In a ticker of headlines no sentence stands below a time, and among comments a name stands above it.
    """
    headline, span = headline_index(roles), body_span(roles)
    times = [index for index in range(headline + 1, len(lines)) if is_time(lines[index].text)] if headline >= 0 else []
    if len(times) < LEAST_SHORT or len(range(span.start, times[0])) > MOST_INTRODUCTION:
        return []
    below = takewhile(ends_sentence, (line.text for line in lines[times[-1] + 1 : times[-1] + 1 + MOST_LINES]))
    entries = [range(*pair) for pair in pairwise([*times, times[-1] + 1 + len(list(below))])]
    own = list(takewhile(lambda entry: _is_short_entry(lines, entry), entries))
    moments = [_minutes(lines[entry.start].text) for entry in own]
    turns = min(sum(a < b for a, b in pairwise(moments)), sum(a > b for a, b in pairwise(moments)))
    return own if len(own) >= LEAST_SHORT and turns <= MOST_TURNS else []


def _is_short_entry(lines: Sequence[Line], entry: range) -> bool:
    is_told = any(ends_sentence(lines[index].text) for index in entry[1:3])
    last = lines[entry[-1]].text
    return is_told and len(entry) <= MOST_LINES + 1 and (ends_sentence(last) or has_credit(last))


def _minutes(time: str) -> int:
    """Return the minutes since midnight of a time of day."""
    found = _NUMBERS.search(time)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    return (hour % 12 + 12 if _AFTERNOON.search(time) else hour) * 60 + minute


def _is_heading(text: str) -> bool:
    is_control = is_boilerplate(text) or is_byline(text)
    return not is_control and not ends_with_full_stop(text) and word_count(text) <= MAX_HEADING
