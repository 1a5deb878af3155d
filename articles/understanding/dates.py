"""Dates as newspapers print them, on a line of their own. Nothing is guessed: what is ambiguous is no date."""

import datetime as dt
import re

_MONTHS = (
    "january januar janvier enero gennaio januari jan",
    "february februar février febrero febbraio februari feb",
    "march märz mars marzo maart mar mär",
    "april avril abril aprile apr",
    "may mai mayo maggio mei maj",
    "june juni juin junio giugno jun",
    "july juli juillet julio luglio jul",
    "august août agosto augustus aug",
    "september septembre septiembre settembre sept sep",
    "october oktober octobre octubre ottobre oct okt",
    "november novembre noviembre nov",
    "december dezember décembre diciembre dicembre desember dec dez des",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_CUE = (
    r"(?:(?:first )?(?:published|posted|updated|last updated|veröffentlicht|publié|publicado)"
    r"(?: on| am| le| el)?:?\s*)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_TIME = (
    r"(?:,?\s*(?:at|um|à|-|–|\|)?\s*(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?:uhr|gmt|utc|bst|z)?)?"
)
_FORMS = tuple(
    re.compile(_CUE + _WEEKDAY + form + _TIME + r"\.?", re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?(?: de| of)?\s+(?P<month>{_NAMES})\.?,?(?: de)?\s+(?P<year>\d{{4}})",
        rf"(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
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
_LONGEST = 80  # characters of a date line, with weekday, cue and time


def read_date(line: str) -> dt.datetime | None:
    """The date that this whole line is, as UTC, at midnight when it names no time; None for any other line."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    for form in _FORMS:
        if match := form.fullmatch(line):
            return _moment(match)
    return None


def is_date(line: str) -> bool:
    """Whether this whole line says when, be it in a way that gives no day: 03/04/2026, or two hours ago."""
    return read_date(line) is not None or (len(line) <= _LONGEST and bool(_UNCERTAIN.fullmatch(line)))


def _moment(match: re.Match) -> dt.datetime | None:
    month = match["month"].lower()
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    try:
        return dt.datetime(
            int(match["year"]), _MONTH.get(month) or int(month), int(match["day"]), hour, minute, tzinfo=dt.UTC
        )
    except ValueError:
        return None
