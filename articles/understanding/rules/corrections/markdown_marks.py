"""What a text in Markdown says of its lines: the headline, subheadings, quotations and captions."""

from collections.abc import Sequence

from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, OPEN, body_span, headline_index
from articles.understanding.rules.line_shapes import word_count
from articles.understanding.story import Role

TITLES = ("heading1", "heading2")
LEAST_CAPTION = 2  # words


def with_marks(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with those that the marks of Markdown name, within the body; the headline is above it."""
    span = body_span(roles)
    if not span or not any(line.mark for line in lines):
        return list(roles)
    found = _with_title(lines, list(roles), span.start)
    for index in span:
        if found[index] in BODY or found[index] in OPEN:
            found[index] = _marked(lines[index], found[index])
    return found


def _marked(line: Line, role: Role) -> Role:
    if line.mark.startswith("heading"):
        return Role.SUBHEADING
    if line.mark == "quote":
        return Role.QUOTE
    if line.mark == "image":
        return Role.CAPTION if word_count(line.text) >= LEAST_CAPTION else Role.BOILERPLATE
    return role


def _with_title(lines: Sequence[Line], roles: list[Role], start: int) -> list[Role]:
    """Make the last heading of the first level above the body, else of the second, the headline."""
    before = headline_index(roles)
    if before >= 0 and lines[before].mark in TITLES:
        return roles
    titles = [index for mark in TITLES for index in range(start, -1, -1) if lines[index].mark == mark]
    if titles:
        form = line_form(lines[titles[0]].text)
        if before >= 0:
            roles[before] = Role.REPEAT if line_form(lines[before].text) == form else Role.BOILERPLATE
        roles[titles[0]] = Role.HEADLINE
    return roles
