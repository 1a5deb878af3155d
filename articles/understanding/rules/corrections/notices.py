"""Notices are boilerplate: that a page needs scripts, unless the story is about these; that a box loads other sites."""

from collections.abc import Sequence

from articles.lexicon.notices import (
    OUTSIDE_CONTENT,
    OUTSIDE_WORDS,
    SCRIPT_STATES,
    WIDE_SCRIPT_STATES,
    WITH_OUTSIDE_CONTENT,
)
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import word_count
from articles.understanding.story import BLOCK_ROLES, Role

SCRIPTS = "javascript"
NEAR = 4  # words around it
MAX_NOTICE = 60  # words
MAX_ASKING = 400  # characters
NEAR_IN_BOX = 3  # lines from one sentence of a box to the next
ABOUT_SCRIPTS = 3  # lines of a body, besides notices, that name them


def is_script_notice(text: str) -> bool:
    """Whether a line tells the reader that scripts are off, or are needed."""
    if "script" not in text.casefold() or word_count(text) > MAX_NOTICE:
        return False
    form = line_form(text).replace("java script", SCRIPTS)
    words = form.split()
    places = [place for place, word in enumerate(words) if word == SCRIPTS]
    near = {word for place in places for word in words[max(0, place - NEAR) : place + NEAR + 1]}
    return not SCRIPT_STATES.isdisjoint(near) or (SCRIPTS in form and any(s in form for s in WIDE_SCRIPT_STATES))


def without_notices(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with notices about scripts left out of the body."""
    named = [i for i, line in enumerate(lines) if roles[i] in BLOCK_ROLES and SCRIPTS in line.text.casefold()]
    notices = {index for index in named if is_script_notice(lines[index].text)}
    headline = next((line.text for line, role in zip(lines, roles, strict=True) if role is Role.HEADLINE), "")
    if len(named) - len(notices) >= ABOUT_SCRIPTS or SCRIPTS in headline.casefold():
        return list(roles)
    return [Role.BOILERPLATE if index in notices else role for index, role in enumerate(roles)]


def without_outside_content(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without the boxes that ask before they load a post or a video of another site.

    A box is lines that say so, and those between and right beside them that such a box holds.
    """
    asking = [index for index, role in enumerate(roles) if role in BLOCK_ROLES and _asks_to_load(lines[index].text)]
    found = list(roles)
    for first, last in _boxes(asking):
        start, stop = first, last + 1
        start -= start > 0 and line_form(lines[start - 1].text) in WITH_OUTSIDE_CONTENT
        stop += stop < len(lines) and line_form(lines[stop].text) in WITH_OUTSIDE_CONTENT
        for index in range(start, stop):
            found[index] = Role.BOILERPLATE if roles[index] in BLOCK_ROLES else roles[index]
    return found


def _asks_to_load(text: str) -> bool:
    if len(text) > MAX_ASKING:
        return False
    lower = text.casefold()
    if not any(word in lower for word in OUTSIDE_WORDS):
        return False
    form = line_form(text)
    return any(phrase in form for phrase in OUTSIDE_CONTENT)


def _boxes(asking: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last lines of stretches in which such lines stand near to each other."""
    boxes: list[tuple[int, int]] = []
    for index in asking:
        if boxes and index - boxes[-1][1] <= NEAR_IN_BOX:
            boxes[-1] = (boxes[-1][0], index)
        else:
            boxes.append((index, index))
    return boxes
