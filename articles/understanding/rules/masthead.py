"""Rules for the publication's name in the front of pages that aren't plain."""

from collections.abc import Sequence

from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.story import Role

_FRONT = (Role.MASTHEAD, Role.TAGLINE, Role.DATELINE)


def with_front(lines: Sequence[Line], roles: list[Role], front: Sequence[Role]) -> list[Role]:
    """Add masthead, tagline and day of capture to learned roles, where the rules' front has the same headline.

    A line above the masthead's date is never the headline: then the rules' front holds.
    """
    if Role.DATELINE in front and Role.HEADLINE in roles[: last_date(front)]:
        return [*front, *_without_headline(roles[len(front) :])]
    if Role.MASTHEAD not in front or Role.HEADLINE not in roles or front[-1] is not Role.HEADLINE:
        return roles
    headline = lines[roles.index(Role.HEADLINE)].text
    if line_form(lines[len(front) - 1].text) != line_form(headline):
        return roles
    above = [
        rule if rule in _FRONT and learned in (Role.BOILERPLATE, Role.DATELINE) else learned
        for rule, learned in zip(front, roles, strict=False)
    ]
    return above + roles[len(above) :]


def last_date(front: Sequence[Role]) -> int:
    """Return the index of the last date of a front."""
    return max(index for index, role in enumerate(front) if role is Role.DATELINE)


def _without_headline(roles: Sequence[Role]) -> list[Role]:
    """Turn further printings of what was no headline into boilerplate."""
    return [Role.BOILERPLATE if role is Role.REPEAT else role for role in roles]
