"""Whether a dump prints its date of publication at all; pages that don't are counted apart."""

import datetime as dt
import re
from itertools import permutations

from articles.lexicon import names
from articles.lexicon.dates.calendar import MONTHS
from articles.text.dates import find_date

_WORD = re.compile(r"\d+|[^\W\d_]+")
_MONTHS = list(names(MONTHS))
_BETWEEN = frozenset({"de", "of", "st", "nd", "rd", "th", "er"})


def is_printed(text: str, published: str) -> bool:
    """Whether some line holds the day that `published` begins with.

    Lines are read by the app's `find_date`, in both orders of day and month, and by a wider search: day, month and
    year side by side in any order, months by number or name in any language, years with two or four digits.
    """
    try:
        day = dt.date.fromisoformat(published[:10])
    except ValueError:
        return False
    return day.year >= 1900 and any(_reads(line, day) or _holds(line, day) for line in text.splitlines())


def _reads(line: str, day: dt.date) -> bool:
    found = [find_date(line, day_first=day_first) for day_first in (False, True)]
    return any(date is not None and date.moment.date() == day for date in found)


def _holds(line: str, day: dt.date) -> bool:
    words = [word for word in _WORD.findall(line.lower()) if word not in _BETWEEN]
    wanted = (
        {str(day.day), f"{day.day:02}"},
        {str(day.month), f"{day.month:02}", *(name.text for name in _MONTHS if name.number == day.month)},
        {str(day.year), f"{day.year % 100:02}"},
    )
    return any(
        all(word in own for word, own in zip(words[start : start + 3], order, strict=True))
        for start in range(len(words) - 2)
        for order in permutations(wanted)
    )
