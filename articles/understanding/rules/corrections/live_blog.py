"""Live blogs: the times and headings of their entries are subheadings."""

import re
from collections.abc import Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, OPEN, body_span, headline_index
from articles.understanding.rules.line_shapes import (
    ends_with_full_stop,
    is_boilerplate,
    is_byline,
    is_prose,
    word_count,
)
from articles.understanding.story import Role

LEAST_ENTRIES = 3
MAX_HEADING = 20  # words
ABOVE = 4  # lines above the body's first paragraph in which the first entry begins
_TIME = re.compile(
    r"(?:at |um |à |kl\.? ?|ore |las )?(?:[01]?\d|2[0-3])(?:[:.h]\s?[0-5]\d|h)(?::[0-5]\d)?"
    r"(?:\s?[ap]\.?m\.?| ?uhr| ?h)?(?: ?(?:[A-Z]{2,4}))?",
    re.IGNORECASE,
)


def with_entries(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the times and headings of a live blog's entries, where there are three or more."""
    found = list(roles)
    span, headline = body_span(roles), headline_index(roles)
    first = max(headline + 1, span.start - ABOVE)
    times = [i for i in range(first, span.stop) if is_time(lines[i].text) and _is_entry(lines, i, span.stop)]
    if len(times) < LEAST_ENTRIES or headline > times[0]:
        return found
    for time in times:
        for index in (time, time + 1):
            is_free = roles[index] in BODY or roles[index] in OPEN
            if is_free and (index == time or _is_heading(lines[index].text)):
                found[index] = Role.SUBHEADING
    return found


def is_time(text: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return bool(_TIME.fullmatch(text))


def _is_entry(lines: Sequence[Line], index: int, stop: int) -> bool:
    """Whether a paragraph follows a time, right away or below a heading."""
    below = [line.text for line in lines[index + 1 : min(stop, index + 4)]]
    return any(is_prose(text) for text in below[:3])


def _is_heading(text: str) -> bool:
    is_control = is_boilerplate(text) or is_byline(text)
    return not is_control and not ends_with_full_stop(text) and word_count(text) <= MAX_HEADING
