"""Dates as newspapers print them, on a line of their own. Nothing is guessed: what is ambiguous is no date."""

import datetime as dt
import re
from dataclasses import dataclass

from articles.lexicon.calendar import MONTH_NAMES, SEASONAL_ZONES, WEEKDAYS, ZONES

_MONTH = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_CUE = (
    r"(?:(?:first )?(?:published|posted|updated|last updated|veröffentlicht|publié|publicado)"
    r"(?: on| am| le| el)?:?\s*)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_ZONE = r"(?:z\b|(?:gmt|utc)(?:\s?[+-]\d{1,2})?|[+-]\d\d:?\d\d\b|[a-z]{2,4}\b)"
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?(?:\.\d+)?\s*"
    rf"(?:(?P<half>[ap]\.?m\b\.?)|uhr\b)?\s*\(?(?P<zone>{_ZONE})?"
)
_TIME = rf"(?:,?\s*(?:at|um|à|kl\.?|klo|-|–|\||•|·)?\s*{_CLOCK})?"
_DAY_NAME = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?(?: de| of)?[\s-]+(?P<month>{_NAMES})\b\.?,?(?: de)?[\s-]+"
_NAME_DAY = rf"\b(?P<month>{_NAMES})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
_FORMS = tuple(
    re.compile(_CUE + _WEEKDAY + form + _TIME + r"\.?", re.IGNORECASE)
    for form in (
        rf"{_DAY_NAME}(?P<year>\d{{4}})",
        rf"{_NAME_DAY}(?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})T?",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    )
)
_UNITS = "second|sec|minute|min|hour|hr|day|week|month|year|stunde|tag"
_UNCERTAIN = re.compile(
    rf"{_CUE}(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}{_TIME}"
    rf"|(?:vor )?(?:\d{{1,3}}|an?|one) (?:{_UNITS})[a-z]*(?: ago)?)",
    re.IGNORECASE,
)
_YEAR = (
    r"(?P<year>20\d\d|19\d\d)"  # what is glued behind it doesn't matter: dumps print "2026" and "3 min" as "20263 min"
)
_SURE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<!\d){_DAY_NAME}{_YEAR}",
        rf"{_NAME_DAY}{_YEAR}",
        rf"(?<!\d){_YEAR}\s?[年년.]\s?(?P<month>\d{{1,2}})\s?[月월.]\s?(?P<day>\d{{1,2}})(?!\d)",
        r"(?<![\d.])(?P<year>20\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)(?!\d)",
        r"(?<!\d)(?<!\d[/.-])(?P<day>1[3-9]|2\d|3[01])(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<year>(?:20)?\d\d)(?![\d/.-]*\d)",
        r"(?<!\d)(?<!\d[/-])(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:20)?\d\d)(?![\d/]*\d)",
        r"(?<![\d/])(?P<day>\d{2})/(?P<month>(?P=day))/(?P<year>20\d\d)(?!\d)",
    )
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?<!\d[/.-])(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<year>(?:20)?\d\d)(?![\d/.-]*\d)"
)
_MONTH_FIRST = re.compile(r"(?<!\d)(?<!\d/)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:20)?\d\d)(?![\d/]*\d)")
_TIME_AFTER = re.compile(rf"(?:[\s,|/•·–T日일-]|at|um|à|kl\.?|klo|alle|às|a las|@)*{_CLOCK}", re.IGNORECASE)
_TIME_BEFORE = re.compile(rf"(?<![\d:.]){_CLOCK}[\s,|•·–-]*{_WEEKDAY}$", re.IGNORECASE)
_OFFSET = re.compile(r"(?:gmt|utc)?\s?(?P<hours>[+-]\d{1,2}):?(?P<minutes>\d\d)?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"publish|posted|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|publicerad|publisert|publiziert"
    r"|\bdatum\b|offentliggjort|опубликовано|diterbitkan|入力|입력|公開|نشر",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated|modified|aktualisiert|mis à jour|modifié|actualizado|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret"
    r"|обновлено|수정|更新",
    re.IGNORECASE,
)
_AROUND = " ,;:|/•·–—-\t"
_LEADING_TO = re.compile(
    r"(?:[\s,;:|/•·–—-]|\b(?:on|am|le|el|il|den|om|at)\b|\b(?:(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?"
    r"|(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch)\b"
    r"|(?:first |last )?(?:published|posted|updated|modified|veröffentlicht|aktualisiert|publié|publicado"
    r"|actualizado))+$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"©|copyright|all rights|\(@\w+\)", re.IGNORECASE)  # or a post on a social network
_LONG, _LONG_COST, _ELSEWHERE_COST, _UPDATED_COST, _PUBLISHED_COST = 90, 15, 60, 3, -6  # characters; then lines
_BESIDE = 6  # characters of other text in the line that cost as much as a line of distance
_READ = 300  # characters of a line in which a date is looked for
_LONGEST = 80  # characters of a date line, with weekday, cue and time


def read_date(line: str) -> dt.datetime | None:
    """The date that this whole line is, as UTC, at midnight when it names no time; None for any other line."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    for form in _FORMS:
        if match := form.fullmatch(line):
            return _moment(match, match)
    return None


def is_day(line: str) -> bool:
    """Whether this whole line is a day with its weekday and no time, as newspapers print the day of the page."""
    first = line.split()[0].strip(",.").casefold()
    return first in WEEKDAYS and ":" not in line and read_date(line) is not None


def is_date(line: str) -> bool:
    """Whether this whole line says when, be it in a way that gives no day: 03/04/2026, or two hours ago."""
    return read_date(line) is not None or (len(line) <= _LONGEST and bool(_UNCERTAIN.fullmatch(line)))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a line, from `start` to `end`; `cost` says, in lines of distance, how unlike a publication's."""

    moment: dt.datetime
    cost: float
    start: int
    end: int


def find_date(line: str, *, day_first: bool = False) -> FoundDate | None:
    """The first date printed in this line, as UTC, at midnight when no time stands beside it.

    `day_first` reads 03/04/2026 as the third of April; without it such a date is none.
    """
    head = line[:_READ]
    if sum(map(str.isdigit, head)) < 3:
        return None
    matches = filter(None, (form.search(head) for form in (*_SURE, _DAY_FIRST, _MONTH_FIRST)))
    for match in sorted(matches, key=lambda match: match.start()):
        after = _TIME_AFTER.match(head, match.end())
        before = None if after else _TIME_BEFORE.search(head[: match.start()])
        if _is_in_order(match, after or before, day_first) and (moment := _moment(match, after or before)):
            start, end = before.start() if before else match.start(), after.end() if after else match.end()
            return FoundDate(moment, _cost(head, len(line), end - start), start, end)
    return None


def _is_in_order(date: re.Match, clock: re.Match | None, day_first: bool) -> bool:
    """Whether day and month stand as `date` read them; a time of an American zone, or of one to the east, shows it."""
    ahead = _hours_ahead(clock["zone"] or "") if clock else 0
    if date.re is _DAY_FIRST:
        return day_first or ahead > 0
    return date.re is not _MONTH_FIRST or ahead < 0


def without_date(line: str, *, day_first: bool = False) -> str:
    """What the line says before its date, or else behind it; all of it, when it holds no date."""
    found = find_date(line, day_first=day_first)
    if found is None:
        return line
    before, after = _LEADING_TO.sub("", line[: found.start]), line[found.end :].strip(_AROUND)
    return before.strip(_AROUND) or after


def _cost(head: str, length: int, dated: int) -> float:
    cost = _LONG_COST * (length > _LONG) + _ELSEWHERE_COST * bool(_ELSEWHERE.search(head))
    cost += _PUBLISHED_COST if _PUBLISHED.search(head) else _UPDATED_COST if _UPDATED.search(head) else 0
    return cost + min(len(head) - dated, _LONG) / _BESIDE


def _moment(date: re.Match, clock: re.Match | None) -> dt.datetime | None:
    month, year = date["month"].lower(), int(date["year"])
    time = clock.groupdict() if clock else {}
    hour, minute, half = int(time.get("hour") or 0), int(time.get("minute") or 0), time.get("half")
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        day = dt.datetime(year + 2000 * (year < 100), _MONTH.get(month) or int(month), int(date["day"]), tzinfo=dt.UTC)
        moment = day.replace(hour=hour, minute=minute)
        return moment - _ahead_of_utc(time.get("zone") or "", moment) if hour or minute else moment
    except (ValueError, OverflowError):
        return None


def _ahead_of_utc(zone: str, moment: dt.datetime) -> dt.timedelta:
    """What the zone's clocks are ahead of UTC; nothing for a zone that isn't known."""
    summer = zone.lower() in SEASONAL_ZONES and 3 <= moment.month <= 10
    return dt.timedelta(hours=_hours_ahead(zone) + summer)


def _hours_ahead(zone: str) -> float:
    if offset := _OFFSET.fullmatch(zone):
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        return hours + minutes / 60 * (1 if hours >= 0 else -1)
    return ZONES.get(zone.lower(), 0)
