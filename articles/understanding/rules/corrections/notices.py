"""Notices that a page needs scripts are boilerplate, unless the story is about scripts."""

from collections.abc import Sequence

from articles.lexicon.notices import SCRIPT_STATES, WIDE_SCRIPT_STATES
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import word_count
from articles.understanding.story import BLOCK_ROLES, Role

SCRIPTS = "javascript"
NEAR = 4  # words around it
MAX_NOTICE = 60  # words
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
