"""The time of day beside a date: hours with or without minutes, parts of the day, and time zones."""

import datetime as dt
import re

from articles.lexicon import rows
from articles.lexicon.dates import calendar, date_words, zones
from articles.text.dates.folding import any_of, fold

HALF = 30  # minutes
NOON_UNTIL, NIGHT_FROM = 4, 5  # a word for noon makes 1 to 4 the afternoon; one for night makes 5 to 11 the evening


def _of_the_day() -> dict[str, str]:
    """The kind of each word for a part of the day.

    Of CLDR's words those in Latin letters are left out: "em" is the afternoon in Swedish and "in" in Portuguese.
    """
    kinds = {
        fold(word): kind
        for periods in rows(calendar.DAY_PERIODS).values()
        for kind, words in zip(("morning", "afternoon"), periods[:2], strict=True)
        for word in words.split("|")
        if not word.replace(".", "").replace(" ", "").isascii()
    }
    for kind in ("morning", "noon", "afternoon", "night"):
        kinds |= {fold(word): kind for word in getattr(date_words, kind.upper())}
    return kinds


_KINDS = _of_the_day()
_ZONES = {fold(name): hours for name, hours in zones.ZONES.items()}
_PERIOD = any_of(_KINDS)
_UNIT = any_of(date_words.HOUR_UNITS)
_AM, _PM = r"a\s?\.?\s?m\b", r"p\s?\.?\s?m\b"
_ZONE = rf"(?:(?:gmt|utc|z)\b(?:\s?[+-]\s?\d{{1,2}}(?::?\d\d)?\b)?|[+-]\d\d:?\d\d\b|(?:{any_of(_ZONES)})(?!\w))"
# The hour stands with its minutes; or with a unit or a half of the day behind it; or with a sure cue before it.
CLOCK = (
    rf"(?:(?P<sure>(?:{any_of(date_words.SURE_HOUR_CUES)})(?=[\s\d:])|(?={_PERIOD}))\s*:?\s*)?"
    rf"(?:(?P<before>{_PERIOD})\s*)?"
    rf"(?:(?:12\s+)?(?:(?P<twelve>{any_of(date_words.TWELVE)})|(?P<midnight>{any_of(date_words.MIDNIGHT)}))(?!\w)"
    rf"|(?P<hour>\d{{1,2}})"
    rf"(?:\s?[時时시]\s?(?P<half>[半반])|(?::\s?|\.|\s?(?:{any_of(date_words.MINUTE_PARTERS)})\s?|(?=\d\d\s?(?:hrs|hours)\b))"
    rf"(?P<minute>[0-5]\d)(?!\d)"
    rf"(?::[0-5]\d(?:\.\d+)?)?(?:\s?(?:{any_of(date_words.MINUTE_UNITS)}))?"
    rf"|(?=\s?(?:(?:{_UNIT})(?!\w)|{_AM}|{_PM}))|(?(sure)(?![.:]?\d)|(?!))))"
    rf"(?:\s*(?:{_UNIT})(?!\w))?\.?\s*(?:(?P<am>{_AM})\.?|(?P<pm>{_PM})\.?|(?P<after>{_PERIOD})(?!\w))?"
    rf"(?:\s*(?:{_UNIT})(?!\w))?\s*\(?(?P<zone>{_ZONE})?\)?"
)
_OFFSET = re.compile(r"(?:gmt|utc|z)?\s?(?P<sign>[+-])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?")


def time_of(clock: re.Match[str] | None, day: dt.datetime) -> dt.datetime:
    """The moment in UTC at this time of the day; the day itself without one. Raises ValueError for no time."""
    if clock is None:
        return day
    hour, minute = _hour_of(clock), HALF if clock["half"] else int(clock["minute"] or 0)
    return day.replace(hour=hour, minute=minute) - _ahead_of_utc(clock["zone"] or "", day)


def _hour_of(clock: re.Match[str]) -> int:
    if clock["twelve"] or clock["midnight"]:
        return 12 if clock["twelve"] else 0
    hour = int(clock["hour"])
    word = _KINDS.get(fold(" ".join((clock["before"] or clock["after"] or "").split())), "")
    if hour > 12:
        return 0 if hour == 24 else hour
    if clock["am"] or word == "morning":
        return hour % 12
    if clock["pm"] or word == "afternoon":
        return hour % 12 + 12
    if word == "noon":
        return hour + 12 if hour <= NOON_UNTIL else hour
    if word == "night":
        return hour % 12 + 12 * (NIGHT_FROM <= hour < 12)
    return hour


def _ahead_of_utc(zone: str, moment: dt.datetime) -> dt.timedelta:
    """Return how far the zone is ahead of UTC; zero for an unknown zone."""
    summer = zone in zones.SEASONAL_ZONES and 3 <= moment.month <= 10
    return dt.timedelta(hours=hours_ahead(zone) + summer)


def hours_ahead(zone: str) -> float:
    """Return how many hours the folded name of a zone is ahead of UTC; zero for an unknown zone."""
    if offset := _OFFSET.fullmatch(zone):
        hours = int(offset["hours"]) + int(offset["minutes"] or 0) / 60
        return -hours if offset["sign"] == "-" else hours
    return _ZONES.get(" ".join(zone.split()), 0)
