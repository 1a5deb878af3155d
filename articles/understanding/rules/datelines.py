"""Predicates on a line that gives a day or a time and hardly anything else."""

import re
from functools import lru_cache

from articles.lexicon.boilerplate import RECENTLY
from articles.text.dates import find_date, is_date, is_day, says_when
from articles.text.dates.days import WEEKDAYS
from articles.text.dates.folding import fold
from articles.text.normal_form import CACHED_LINES, line_form
from articles.understanding.rules.line_shapes import is_byline, is_name_shaped

MAX_DATELINE = 80  # characters
MAX_PLACE = 3  # words
MAX_ZONE = 5  # characters
MAX_ARTICLE = 3  # characters
DAY_AND_MONTH, WITH_WEEKDAY = 2, 3  # words
LEAP_YEAR = 2024  # has every day of the calendar
_YEAR = re.compile(r"\d{3}")
_PARTS = re.compile(r"\s*[,;|/•·:()]\s*|\s+[—–-]+\s+|[—–]+")
_EDITION = re.compile(
    r"(?:(?:[a-z]+ )?(?:edition|issue|ausgabe|édition|edición|edizione|editie|utgåva|wydanie)(?: \w{1,4})?"
    r"|date|dated|data|datum|fecha"
    r"|(?:last )?updated?(?: on)?|stand|as of|today is|heute ist|(?:posted|published) on)\.?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:first )?(?:published|posted)|veröffentlicht|publié|publicado|pubblicato", re.IGNORECASE)
# "14:05", "at 9.30pm BST", "ore 8", "14 h": an hour alone wants a word or a half of the day beside it.
_TIME = re.compile(
    r"(?:at |um |à |kl\.? ?|ore |las )?(?:[01]?\d|2[0-4])"
    r"(?:[:.h]\s?[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?|\s?[ap]\.?m\.?|\s?(?:h|uhr)\b)"
    r"(?:\s?(?:uhr|h|[a-z]{2,4}|[+-]\d{1,2}:?\d{0,2}))?",
    re.IGNORECASE,
)
# "3h", "20m ago", "updated an hour ago"
_AGE = re.compile(
    r"(?:updated |posted |published )?(?:\d{1,2}|an?) ?"
    r"(?:s|m|min|mins|h|hr|hrs|d|w|minutes?|hours?|days?|weeks?)(?: ago)?",
    re.IGNORECASE,
)


def is_publication(text: str) -> bool:
    """Whether the line says of its date that a story was published on it."""
    return bool(_PUBLISHED.match(text))


def is_time(text: str) -> bool:
    """Whether the line is a time of day and nothing else."""
    return len(text) <= MAX_DATELINE and bool(_TIME.fullmatch(text))


def is_weekday(text: str) -> bool:
    """Whether the line is the name of a weekday and nothing else."""
    return text.strip(",.").isalpha() and fold(text.strip(",.")) in WEEKDAYS


def is_when(text: str) -> bool:
    """Whether the line says when a teaser's story was published, and nothing else: a date, a time, "yesterday"."""
    if len(text) > MAX_DATELINE:
        return False
    if is_dateline(text) or is_time(text) or says_when(text) or _has_no_year(text, DAY_AND_MONTH):
        return True
    return bool(_AGE.fullmatch(text)) or line_form(text) in RECENTLY


def is_dateline(text: str) -> bool:
    """Whether the line is a date, perhaps with a place, a weekday, a time or the word for an edition beside it."""
    return (
        len(text) <= MAX_DATELINE
        and any(map(str.isdigit, text))
        and (_is_dateline(text) or _has_no_year(text, WITH_WEEKDAY))
    )


def _has_no_year(text: str, words: int) -> bool:
    """Whether the line is a day and a month without a year, in so many words: two, or three with the weekday."""
    if len(text.split()) != words or not any(map(str.isdigit, text)) or _YEAR.search(text):
        return False
    dated = f"{text} {LEAP_YEAR}"
    return is_date(dated) if words == DAY_AND_MONTH else is_day(dated)


@lru_cache(maxsize=CACHED_LINES)
def _is_dateline(text: str) -> bool:
    if is_date(text):
        return True
    found = None if is_byline(text) else find_date(text, day_first=True)
    if found is None:
        return False
    *before, last = _PARTS.split(text[: found.start])
    after = [part for part in _PARTS.split(text[found.end :]) if part]
    beside = [part for part in (*before, *after) if part]
    return (bool(_EDITION.fullmatch(last)) or _is_weekday(last)) and all(map(_is_beside, beside))


def _is_weekday(part: str) -> bool:
    """Whether a weekday or a place can stand there, right before a day: nothing, or a word, perhaps with an article."""
    return len(part.split()) < 2 or (len(part.split()) == 2 and len(part.split()[1]) <= MAX_ARTICLE)


def _is_beside(part: str) -> bool:
    """Whether a part of a date line can be a place, a weekday, a time, a zone, a number or the word for an edition."""
    if len(part) <= MAX_ZONE or _TIME.fullmatch(part) or _EDITION.fullmatch(part):
        return True
    return len(part.split()) <= MAX_PLACE and is_name_shaped(part)
