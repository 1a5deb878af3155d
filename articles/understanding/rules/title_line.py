"""What a page's title, its first line, says besides the headline: "Headline - Section | Name - 13.06.2023"."""

import datetime as dt
import re
from collections.abc import Sequence

from articles.text.dates import is_date, read_date
from articles.text.normal_form import normal_form
from articles.understanding.lines import Line
from articles.understanding.story import Role, RoledLine

_PART = re.compile(r"\s+[|–—·•«»-]\s+|\s*\|\s*")
MAX_NAME = 5  # words
MAX_TITLE_NAME = 40  # characters
MIN_HEADLINE = 3  # words of a title's part that can be a headline, not the name of a section or a site


def title_source(lines: Sequence[RoledLine]) -> str:
    """Return the last part of a title that begins with the headline, days left aside; "" when it is no name."""
    names = [part for part in _beside_headline(lines) if not is_date(part)]
    name = names[-1] if names else ""
    is_name = 0 < len(name.split()) <= MAX_NAME and len(name) <= MAX_TITLE_NAME and name[0].isalnum()
    return name if is_name else ""


def title_day(lines: Sequence[RoledLine], *, day_first: bool) -> dt.datetime | None:
    """Return the day that is the last part of a title that begins with the headline."""
    parts = _beside_headline(lines)
    return read_date(parts[-1], day_first=day_first) if parts else None


def _beside_headline(lines: Sequence[RoledLine]) -> list[str]:
    """The parts of the first line after the headline, with which it begins; none when it is no such title."""
    headline = next((line.text for line in lines if line.role is Role.HEADLINE), "")
    if not headline or not lines[0].text.startswith(headline):
        return []
    first, *parts = _PART.split(lines[0].text[len(headline) :])
    return [part.strip() for part in parts] if not first else []


def headline_of_title(lines: Sequence[Line], headline: int) -> int:
    """Return the index of the headline that the page's title names, else the one given.

    It is named where the first line has parts, the longest stands further down as a line of its own, and the headline
    that was found has nothing to do with it.
    """
    title, found = normal_form(lines[0].text), normal_form(lines[headline].text)
    part = normal_form(max(_PART.split(lines[0].text), key=len))
    if headline <= 0 or part == title or len(part.split()) < MIN_HEADLINE or found in title or part in found:
        return headline
    named = [index for index, line in enumerate(lines[1:], start=1) if normal_form(line.text) == part]
    return min(named, key=lambda index: abs(index - headline), default=headline)
