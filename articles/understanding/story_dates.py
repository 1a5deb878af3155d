"""The days that a page prints: that of its capture, and that on which its story was published."""

import datetime as dt
from collections.abc import Iterator, Sequence

from articles.text.dates import FoundDate, find_date, is_day
from articles.understanding.rules.datelines import is_dateline, is_publication
from articles.understanding.rules.title_line import title_day
from articles.understanding.story import BLOCK_ROLES, Role, RoledLine

# Lines above the story's first, and after it, in which its date may stand without having been taken for one.
ABOVE_BODY, FIRST_LINES = 3, 2


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
    A day that ends the page's title outweighs those of other days. A date that no line was taken for, but that stands
    right above the body or in its first lines, outweighs those below it.
    """
    day = title_day(roled, day_first=day_first)
    headline = next((index for index, line in enumerate(roled) if line.role is Role.HEADLINE), len(roled))
    body = next((index for index, line in enumerate(roled) if line.role in BLOCK_ROLES), 0)
    unmarked = (find_date(text, day_first=day_first) for text in _unmarked_dates(roled, headline, body))
    above = next((date.moment for date in unmarked if date), None)
    for wanted in (Role.DATELINE, Role.BYLINE):
        found = list(_dates_on(roled, wanted, headline, day_first=day_first))
        if found := [(at, date) for at, date in found if not day or date.moment.date() == day.date()]:
            at, date = next(((at, date) for at, date in found if not date.is_change), found[0])
            return above if above and not day and at > body + FIRST_LINES else date.moment
    return day or above


def _dates_on(
    roled: Sequence[RoledLine], wanted: Role, headline: int, *, day_first: bool
) -> Iterator[tuple[int, FoundDate]]:
    """Yield the dates on lines of a role, with the lines' places."""
    first = headline if _has_masthead(roled) else 0
    for index, line in enumerate(roled[first:], start=first):
        is_of_page = index < headline < len(roled) and is_day(line.text)
        if line.role is wanted and not is_of_page and (date := find_date(line.text, day_first=day_first)):
            yield index, date


def _unmarked_dates(roled: Sequence[RoledLine], headline: int, body: int) -> Iterator[str]:
    """Yield the lines that no role marks as dates, but that are dates, or say when the story was posted.

    First those right above the body, the nearest first, then those among the body's first lines.
    """
    above = reversed(roled[max(headline + 1, body - ABOVE_BODY) : body])
    for line in (*above, *roled[body + 1 : body + 1 + FIRST_LINES]):
        is_own = line.role is Role.BOILERPLATE or line.role in BLOCK_ROLES
        if is_own and (is_publication(line.text) or (is_dateline(line.text) and not is_day(line.text))):
            yield line.text


def _has_masthead(roled: Sequence[RoledLine]) -> bool:
    """Whether the publication's name or its tagline stands on the page."""
    return any(line.role in (Role.MASTHEAD, Role.TAGLINE) for line in roled)
