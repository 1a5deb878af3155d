"""The days that a page prints: that of its capture, and that on which its story was published."""

import datetime as dt
from collections.abc import Iterator, Sequence

from articles.text.dates import find_date, is_day
from articles.understanding.rules.datelines import is_dateline, is_publication
from articles.understanding.rules.title_line import title_day
from articles.understanding.story import BLOCK_ROLES, Role, RoledLine

ABOVE_BODY = 3  # lines above the story's first in which its date may stand without having been taken for one


def captured_on(roled: Sequence[RoledLine], *, day_first: bool) -> dt.date | None:
    """Find the day the page was captured: the date below the masthead and above the headline."""
    has_masthead = _has_masthead(roled)
    for line in roled:
        if line.role is Role.HEADLINE or line.role in BLOCK_ROLES:
            return None
        if line.role is Role.DATELINE and (has_masthead or is_day(line.text)):
            found = find_date(line.text, day_first=day_first)
            return found.moment.date() if found else None
    return None


def published(roled: Sequence[RoledLine], *, day_first: bool) -> dt.datetime | None:
    """Find the date of publication: on a date line, else on a byline; that of a change only where no other stands.

    Where the page has a masthead, dates above the headline are its own and don't count, nor do days with a weekday.
    A day that ends the page's title outweighs those of other days. Where no line has the date, it may stand right above
    the body.
    """
    has_masthead, day = _has_masthead(roled), title_day(roled, day_first=day_first)
    headline = next((index for index, line in enumerate(roled) if line.role is Role.HEADLINE), len(roled))
    for wanted in (Role.DATELINE, Role.BYLINE):
        first = headline if has_masthead else 0
        texts = [
            line.text
            for index, line in enumerate(roled[first:], start=first)
            if line.role is wanted and not (index < headline < len(roled) and is_day(line.text))
        ]
        found = [date for text in texts if (date := find_date(text, day_first=day_first))]
        if found := [date for date in found if not day or date.moment.date() == day.date()]:
            return next((date for date in found if not date.is_change), found[0]).moment
    above = (find_date(text, day_first=day_first) for text in _dates_above_body(roled, headline))
    return day or next((date.moment for date in above if date), None)


def _dates_above_body(roled: Sequence[RoledLine], headline: int) -> Iterator[str]:
    """Yield the lines right above the body that are dates, or say when the story was posted; the nearest first."""
    body = next((index for index, line in enumerate(roled) if line.role in BLOCK_ROLES), 0)
    for line in reversed(roled[max(headline + 1, body - ABOVE_BODY) : body]):
        if is_publication(line.text) or (is_dateline(line.text) and not is_day(line.text)):
            yield line.text


def _has_masthead(roled: Sequence[RoledLine]) -> bool:
    """Whether the publication's name or its tagline stands on the page."""
    return any(line.role in (Role.MASTHEAD, Role.TAGLINE) for line in roled)
