"""Days of the calendar in the forms of many languages: patterns, and the day that a match of one means."""

import datetime as dt
import re
from collections import defaultdict

from articles.lexicon import names, words
from articles.lexicon.dates import calendar, calendar_extras, date_words
from articles.text.dates.folding import any_of, fold

BUDDHIST_AHEAD = 543
_SOLAR = {
    fold(name): number
    for number, spellings in enumerate(date_words.SOLAR_MONTHS, start=1)
    for name in spellings.split("|")
}


def _months() -> dict[str, dict[int, set[str]]]:
    """The numbers of the months of each name, with the languages in which it is that month's."""
    found: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in names(calendar.MONTHS):
        if not name.text[0].isdigit() and not (name.is_short and name.text in words(calendar_extras.NO_MONTHS)):
            found[fold(name.text)][name.number].add(name.language)
    for text, number in calendar_extras.MONTHS.items():
        if number not in found[fold(text)]:
            found[fold(text)][number].add("")
    return {text: dict(numbers) for text, numbers in found.items()}


_MONTHS = _months()
_WIDE_WEEKDAYS = [name for name in names(calendar.WEEKDAYS) if not name.is_short]
WEEKDAYS = {fold(name.text) for name in _WIDE_WEEKDAYS} | {fold(word) for word in words(calendar_extras.WEEKDAYS)}
_BUDDHIST = {fold(name.text) for name in names(calendar.MONTHS) if name.language == "th"}
_DOTTED = words(calendar_extras.DOTTED_DAYS)
_NAMES = any_of([*_MONTHS, *_SOLAR])
# 25.. is of the Buddhist era, 13.. and 14.. of Iran's solar calendar. What is glued behind a year doesn't matter: dumps
# print "2026" and "3 min" as "20263 min".
_YEAR = r"(?P<year>20\d\d|19\d\d|25\d\d|1[34]\d\d)"
_SHORT_YEAR = r"['’](?P<year>\d\d)(?![\w'’])"
_CENTURY = r"(?:20)?\d\d"
_DAY_NAME = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|(?P<dot>\.)|-?er|º|°|-?го|-?е|η|-?ე)?(?: de| of| d'|\s+d')?(?:[\s/-]+|(?<=[.']))"
    rf"{fold(calendar_extras.MONTH_PREFIX)}(?P<month>{_NAMES})(?!\w)\.?(?:\s?[/(]\s?(?:{_NAMES})\)?)?[,،]?"
    r"(?: del?| nam| cua nam| พ\.ศ\.)?[\s/-]+"
    rf"{fold(calendar_extras.YEAR_PREFIX)}"
)
# The word and the digit after it are looked for first: trying a thousand names at every word takes long.
_NAME_DAY = (
    rf"(?<!\w)(?=[^\W\d_]\S*\s+(?:the\s)?\d)(?P<month>{_NAMES})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
)
_YEAR_NAME_DAY = (
    rf"\.?{calendar_extras.YEAR_SUFFIX}(?:\s[mթ]\.)?\s+(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:an?)?(?!\w)\.?"
)
_YEAR_DAY_NAME = rf"\.?\s+(?:gada|жылғы|жылы)\s+(?P<day>\d{{1,2}})\.?\s+(?P<month>{_NAMES})(?!\w)"
_HAN_DAY = r"\s?[月월]\s?(?P<day>\d{1,2})(?!\d)"
_ERA = "|".join(calendar_extras.ERAS)
_NO_NUMBER_AFTER = r"(?![\d/.-]*\d)"
_SURE = (
    ("year", rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)"),
    ("year", rf"(?<!\d){_DAY_NAME}{_YEAR}"),
    ("year", rf"{_NAME_DAY}{_YEAR}"),
    ("short", rf"(?<!\d){_DAY_NAME}{_SHORT_YEAR}"),
    ("short", rf"{_NAME_DAY}{_SHORT_YEAR}"),
    ("year", rf"(?<!\d){_YEAR}{_YEAR_NAME_DAY}"),
    ("year", rf"(?<!\d){_YEAR}{_YEAR_DAY_NAME}"),
    ("year", rf"(?<!\d){_YEAR} оны (?P<month>\d{{1,2}})(?:-?р)? сарын (?P<day>\d{{1,2}})(?!\d)"),
    ("era", rf"(?P<era>{_ERA})(?P<year>\d{{1,3}}|元)年\s?(?P<month>\d{{1,2}}){_HAN_DAY}"),
    ("year", rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}}){_HAN_DAY}"),
    ("year", rf"(?<![\d.]){_YEAR}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<day>\d{{1,2}})(?!\d)"),
    ("year", rf"(?<![\d./-]){_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?![\d/])"),
    ("year", r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)(?!\d|\.\d)"),
    (
        "numbers",
        rf"(?<!\d)(?<!\d[/.-])(?P<day>1[3-9]|2\d|3[01])(?P<by>[/.-])(?P<month>\d{{1,2}})(?P=by)(?P<year>{_CENTURY})"
        + _NO_NUMBER_AFTER,
    ),
    ("numbers", rf"(?<!\d)(?<!\d[/-])(?P<month>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>{_CENTURY})(?![\d/]*\d)"),
    ("year", r"(?<![\d/])(?P<day>\d{2})/(?P<month>(?P=day))/(?P<year>20\d\d)(?!\d)"),
)
# Day first and no other order: the years of a calendar that is written so.
BUDDHIST = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<year>25[4-9]\d)(?![\d/.-])"
)
DAY_FIRST = re.compile(
    rf"(?<!\d)(?<!\d[/.-])(?P<day>\d{{1,2}})(?P<by>[/.-])(?P<month>\d{{1,2}})(?P=by)(?P<year>{_CENTURY}){_NO_NUMBER_AFTER}"
)
MONTH_FIRST = re.compile(rf"(?<!\d)(?<!\d/)(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{_CENTURY})(?![\d/]*\d)")
_FORMS = (
    *((trace, re.compile(pattern)) for trace, pattern in _SURE),
    *(("year", BUDDHIST), ("numbers", DAY_FIRST), ("numbers", MONTH_FIRST)),
)
# What each form has in it, quickly looked for: most lines with numbers hold no date, and most dates none but a year.
_TRACES = {
    "year": re.compile(r"20\d\d|19\d\d|25\d\d|1[34]\d\d"),
    "short": re.compile(r"['’]\d\d"),
    "numbers": re.compile(r"\d[/.-]\d{1,2}[/.-]\d\d"),
    "era": re.compile(_ERA),
}


def forms_in(folded: str) -> list[re.Pattern[str]]:
    """The forms of a day that a folded text may hold, the surest first."""
    here = {name for name, trace in _TRACES.items() if trace.search(folded)}
    return [form for trace, form in _FORMS if trace in here] if here else []


def day_of(date: re.Match[str]) -> dt.datetime:
    """The midnight in UTC that begins the day; ValueError when it is no day, or of an ambiguous month."""
    year, day, found = date["year"], int(date["day"]), date.groupdict()
    if found.get("era"):
        first = calendar_extras.ERAS[date["era"]]
        return dt.datetime(first + (1 if year == "元" else int(year)), int(date["month"]), day, tzinfo=dt.UTC)
    name = " ".join(date["month"].split())
    if year[:2] in ("13", "14") and len(year) == 4:
        return _solar_day(date, name, day)
    if year[:2] == "25" and len(year) == 4:
        if name not in _BUDDHIST and date.re is not BUDDHIST:
            raise ValueError(year)
        return dt.datetime(int(year) - BUDDHIST_AHEAD, _month_of(date, name), day, tzinfo=dt.UTC)
    return dt.datetime(int(year) + 2000 * (len(year) == 2), _month_of(date, name), day, tzinfo=dt.UTC)


def _solar_day(date: re.Match[str], name: str, day: int) -> dt.datetime:
    """The day of Iran's solar calendar, with its month's name or number."""
    month = int(name) if name.isdigit() else _SOLAR.get(name, 0)
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError(date[0])
    # Leap years are 8 of 33; the days of the six first months are 31 and those of the others 30. Borkowski (1996) gives
    # the same for 1210 to 1500.
    year = int(date["year"]) + 1595
    before = 365 * year + year // 33 * 8 + (year % 33 + 3) // 4
    before += (month - 1) * 31 if month <= 7 else (month - 7) * 30 + 186
    return dt.datetime.combine(dt.date.fromordinal(before + day - 355_668 - 365), dt.time(), dt.UTC)


def _month_of(date: re.Match[str], name: str) -> int:
    """The month's number; 0 when its name is that of two months and the line doesn't show in which language.

    A full stop behind the day shows it, or the name of a weekday.
    """
    if name.isdigit():
        return int(name)
    numbers = _MONTHS.get(name, {})
    if len(numbers) > 1 and "dot" in date.groupdict():
        has_dot = date["dot"] is not None
        numbers = {number: {one for one in in_ if (one in _DOTTED) == has_dot} for number, in_ in numbers.items()}
    if sum(map(bool, numbers.values())) > 1:
        days = {day.language for day in _WIDE_WEEKDAYS if fold(day.text) in date.string}
        numbers = {number: in_ & days for number, in_ in numbers.items()}
    left = [number for number, in_ in numbers.items() if in_]
    return left[0] if len(left) == 1 else 0
