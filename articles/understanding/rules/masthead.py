"""Rules for the publication's name on pages that aren't plain: in a front, or in the page's title."""

import re
from collections.abc import Sequence

from articles.text.dates import is_date
from articles.text.normal_form import normal_form
from articles.understanding.lines import Line
from articles.understanding.story import Role, RoledLine

_FRONT = (Role.MASTHEAD, Role.TAGLINE, Role.DATELINE)
_PART = re.compile(r"\s+[|–—·•«»-]\s+|\s*\|\s*")
MAX_NAME = 5  # words
MAX_TITLE_NAME = 40  # characters


def with_front(lines: Sequence[Line], roles: list[Role], front: Sequence[Role]) -> list[Role]:
    """Add masthead, tagline and day of capture to learned roles, where the rules' front has the same headline.

    A line above the masthead's date is never the headline: then the rules' front holds.
    """
    if Role.DATELINE in front and Role.HEADLINE in roles[: last_date(front)]:
        return [*front, *_without_headline(roles[len(front) :])]
    if Role.MASTHEAD not in front or Role.HEADLINE not in roles or front[-1] is not Role.HEADLINE:
        return roles
    headline = lines[roles.index(Role.HEADLINE)].text
    if normal_form(lines[len(front) - 1].text) != normal_form(headline):
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


def title_source(lines: Sequence[RoledLine]) -> str:
    """Return the last part of a page's title ("Headline - Section | Name") that begins with the headline; else ""."""
    headline = next((line.text for line in lines if line.role is Role.HEADLINE), "")
    if not lines or not headline:
        return ""
    title = lines[0].text
    parts = _PART.split(title[len(headline) :]) if title.startswith(headline) else [""]
    name = parts[-1].strip()
    is_name = 0 < len(name.split()) <= MAX_NAME and len(name) <= MAX_TITLE_NAME and name[0].isalnum()
    return name if parts[0] == "" and len(parts) > 1 and is_name and not is_date(name) else ""
