"""Dates as newspapers print them, in 52 languages. Nothing is guessed: what is ambiguous is no date."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from articles.lexicon import calendar, calendar_extras, names, rows, words
from articles.text.normal_form import with_ascii_digits


def _months() -> dict[str, dict[int, set[str]]]:
    """The numbers of the months of each name, with the languages in which it is that month's."""
    found: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in names(calendar.MONTHS):
        if not name.text[0].isdigit() and not (name.is_short and name.text in words(calendar_extras.NO_MONTHS)):
            found[name.text][name.number].add(name.language)
    for text, number in calendar_extras.MONTHS.items():
        found[text][number].add("")
    return {text: dict(numbers) for text, numbers in found.items()}


def _any_of(texts: Iterable[str]) -> str:
    """A pattern of any of these texts, the longest first; a space in them is any white space."""
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in sorted(set(texts), key=len, reverse=True))


def _periods(half: int, place: str) -> str:
    """A pattern of the words for one half of the day, of those that stand before or after the time.

    Latin words of a few letters are left out: "em" is the afternoon in Swedish and "in" in Portuguese.
    """
    table = [*rows(calendar.DAY_PERIODS).values(), *rows(calendar_extras.DAY_PERIODS).values()]
    texts = {word for periods in table if periods[2] == place for word in periods[half].split("|")}
    return _any_of(text for text in texts if not text.replace(".", "").replace(" ", "").isascii())


_MONTHS = _months()
_WEEKDAY_NAMES = [name for name in names(calendar.WEEKDAYS) if not name.is_short]
_WEEKDAYS = {name.text for name in _WEEKDAY_NAMES} | words(calendar_extras.WEEKDAYS)
_BUDDHIST = {name.text for name in names(calendar.MONTHS) if name.language == "th"}
_DOTTED = words(calendar_extras.DOTTED_DAYS)
_NAMES = _any_of(_MONTHS)
_CUE = (
    r"(?:(?:first )?(?:published|posted|updated|last updated|veröffentlicht|publié|publicado)"
    r"(?: on| am| le| el)?:?\s*)?"
)
_WEEKDAY = rf"(?:(?:{_any_of(_WEEKDAYS)}|[^\W\d_]{{2,10}})\.?[,،]?\s+)?"
_ZONE = r"(?:z\b|(?:gmt|utc)(?:\s?[+-]\d{1,2})?|[+-]\d\d:?\d\d\b|[a-z]{2,4}\b)"
_CLOCK = (
    rf"(?:(?:(?P<morning>{_periods(0, 'before')})|(?P<afternoon>{_periods(1, 'before')}))\s*)?"
    r"(?P<hour>\d{1,2})(?:[:.h]|\s?[時时点시]\s?)(?P<minute>\d{2})(?:\s?[分분]|(?::\d{2})?(?:\.\d+)?)\s*"
    rf"(?:(?P<am>a(?:\.\s?)?m\b|(?:{_periods(0, 'after')})(?!\w))\.?"
    rf"|(?P<pm>p(?:\.\s?)?m\b|(?:{_periods(1, 'after')})(?!\w))\.?|uhr\b)?\s*\(?(?P<zone>{_ZONE})?"
)
_TIME = rf"(?:,?\s*(?:at|um|à|kl\.?|klo|-|–|\||•|·)?\s*{_CLOCK})?"
_DAY_NAME = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|(?P<dot>\.)|er|º)?(?: de| of)?(?:[\s-]+|\s+d['’])"
    rf"{calendar_extras.MONTH_PREFIX}?(?P<month>{_NAMES})\.?[,،]?(?: de| năm)?[\s-]+"
)
# The word and the digit after it are looked for first: trying a thousand names at every word takes long.
_NAME_DAY = rf"(?<!\w)(?=[^\W\d_]\S*\s+\d)(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
_YEAR_NAME_DAY = rf"\.?\s+(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?!\w)\.?"
_FORMS = tuple(
    re.compile(_CUE + _WEEKDAY + form + _TIME + r"\.?", re.IGNORECASE)
    for form in (
        rf"{_DAY_NAME}(?P<year>\d{{4}})",
        rf"{_NAME_DAY}(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}){_YEAR_NAME_DAY}",
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
# What is glued behind a year doesn't matter: dumps print "2026" and "3 min" as "20263 min". 25.. is Buddhist.
_YEAR = r"(?P<year>20\d\d|19\d\d|25\d\d)"
_SURE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<!\d){_DAY_NAME}{_YEAR}",
        rf"{_NAME_DAY}{_YEAR}",
        rf"(?<!\d){_YEAR}{_YEAR_NAME_DAY}",
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
_BUDDHIST_YEARS, _BUDDHIST_AHEAD = 2400, 543  # the year from which one is of the Buddhist era, and by how much
_READ = 300  # characters of a line in which a date is looked for
_LONGEST = 80  # characters of a date line, with weekday, cue and time


def read_date(line: str) -> dt.datetime | None:
    """Return the date that makes up the whole line, in UTC, at midnight without a time; None for any other line."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    line = with_ascii_digits(line)
    matches = (form.fullmatch(line) for form in _FORMS)
    return next((_moment(match, match) for match in matches if match), None)


def is_day(line: str) -> bool:
    """Whether this whole line is a day with its weekday and no time, as newspapers print the day of the page."""
    first = line.split()[0].strip(",.،").lower()
    return first in _WEEKDAYS and ":" not in line and read_date(line) is not None


def is_date(line: str) -> bool:
    """Whether the whole line is a date, also one that is ambiguous or relative: 03/04/2026, two hours ago."""
    return read_date(line) is not None or (len(line) <= _LONGEST and bool(_UNCERTAIN.fullmatch(line)))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line, from `start` to `end`; a high `cost`, in lines, makes it an unlikely date of publication."""

    moment: dt.datetime
    cost: float
    start: int
    end: int


def find_date(line: str, *, day_first: bool = False) -> FoundDate | None:
    """Return the first date in the line, in UTC, at midnight when no time stands beside it.

    `day_first` reads 03/04/2026 as the third of April; without it such a date is ambiguous, and so is none.
    """
    head = with_ascii_digits(line[:_READ])
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


def _is_in_order(date: re.Match[str], clock: re.Match[str] | None, day_first: bool) -> bool:
    """Whether day and month are in the order that `date` read: given by `day_first`, or shown by the time's zone."""
    ahead = _hours_ahead(clock["zone"] or "") if clock else 0
    if date.re is _DAY_FIRST:
        return day_first or ahead > 0
    return date.re is not _MONTH_FIRST or ahead < 0


def without_date(line: str, *, day_first: bool = False) -> str:
    """Return the text before the line's date, or else the text after it; the whole line without a date."""
    found = find_date(line, day_first=day_first)
    if found is None:
        return line
    before, after = _LEADING_TO.sub("", line[: found.start]), line[found.end :].strip(_AROUND)
    return before.strip(_AROUND) or after


def _cost(head: str, length: int, dated: int) -> float:
    cost = _LONG_COST * (length > _LONG) + _ELSEWHERE_COST * bool(_ELSEWHERE.search(head))
    cost += _PUBLISHED_COST if _PUBLISHED.search(head) else _UPDATED_COST if _UPDATED.search(head) else 0
    return cost + min(len(head) - dated, _LONG) / _BESIDE


def _moment(date: re.Match[str], clock: re.Match[str] | None) -> dt.datetime | None:
    """The moment in UTC; None when it is no day of the calendar, or of an ambiguous month."""
    time = clock.groupdict() if clock else {}
    hour, minute = int(time.get("hour") or 0), int(time.get("minute") or 0)
    if any(map(time.get, ("am", "pm", "morning", "afternoon"))):
        hour = hour % 12 + (12 if time["pm"] or time["afternoon"] else 0)
    try:
        day = dt.datetime(_year_of(date), _month_of(date), int(date["day"]), tzinfo=dt.UTC)
        moment = day.replace(hour=hour, minute=minute)
        return moment - _ahead_of_utc(time.get("zone") or "", moment) if hour or minute else moment
    except (ValueError, OverflowError):
        return None


def _year_of(date: re.Match[str]) -> int:
    """The year, of four digits; 2567 is 2024 with a month's Thai name, and no year of a newspaper elsewhere."""
    year = int(date["year"])
    if year >= _BUDDHIST_YEARS:
        return year - _BUDDHIST_AHEAD if date["month"] in _BUDDHIST else 0
    return year + 2000 * (year < 100)


def _month_of(date: re.Match[str]) -> int:
    """The month's number; 0 when its name is that of two months and the line doesn't show in which language.

    A full stop behind the day shows it, or the name of a weekday.
    """
    name = " ".join(date["month"].lower().split())
    if name.isdigit():
        return int(name)
    numbers = _MONTHS.get(name, {})
    if len(numbers) > 1 and "dot" in date.groupdict():
        has_dot = date["dot"] is not None
        numbers = {number: {one for one in in_ if (one in _DOTTED) == has_dot} for number, in_ in numbers.items()}
    if sum(map(bool, numbers.values())) > 1:
        days = {day.language for day in _WEEKDAY_NAMES if day.text in date.string.lower()}
        numbers = {number: in_ & days for number, in_ in numbers.items()}
    left = [number for number, in_ in numbers.items() if in_]
    return left[0] if len(left) == 1 else 0


def _ahead_of_utc(zone: str, moment: dt.datetime) -> dt.timedelta:
    """Return how far the zone is ahead of UTC; zero for an unknown zone."""
    summer = zone.lower() in calendar_extras.SEASONAL_ZONES and 3 <= moment.month <= 10
    return dt.timedelta(hours=_hours_ahead(zone) + summer)


def _hours_ahead(zone: str) -> float:
    if offset := _OFFSET.fullmatch(zone):
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        return hours + minutes / 60 * (1 if hours >= 0 else -1)
    return calendar_extras.ZONES.get(zone.lower(), 0)
