"""Dates as newspapers print them, on a line of their own. Nothing is guessed: what is ambiguous is no date."""

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = (
    "january januar janvier enero gennaio januari janeiro jan jän января",
    "february februar février febrero febbraio februari fevereiro feb февраля",
    "march märz mars marzo maart março maret mar mär mrz марта",
    "april avril abril aprile apr abr апреля",
    "may mai mayo maggio mei maj maio maí мая",
    "june juni juin junio giugno junho jun júní июня",
    "july juli juillet julio luglio julho jul júlí июля",
    "august août agosto augustus augusti agustus aug ago ágúst августа",
    "september septembre septiembre settembre setembro sept sep set сентября",
    "october oktober octobre octubre ottobre outubro oct okt out október октября",
    "november novembre noviembre novembro nov nóvember ноября",
    "december dezember décembre diciembre dicembre desember dezembro dec dez des декабря",
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
_INSIDE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>20\d\d|19\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?(?: de| of)?[\s-]+(?P<month>{_NAMES})\b\.?,?(?: de)?[\s-]+"
        r"(?P<year>20\d\d|19\d\d)\b",
        rf"\b(?P<month>{_NAMES})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d|19\d\d)\b",
        r"(?<!\d)(?P<year>20\d\d|19\d\d)\s?[年년.]\s?(?P<month>\d{1,2})\s?[月월.]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<year>20\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)(?!\d)",
        r"(?<![\d/-])(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>\d{1,2})[/-](?P<year>20\d\d)(?!\d)",
        r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>20\d\d)(?!\d)",
        r"(?<![\d/])(?P<day>\d{2})/(?P<month>(?P=day))/(?P<year>20\d\d)(?!\d)",
    )
)
_PUBLISHED = re.compile(
    r"publish|posted|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|publicerad|publisert", re.I
)
_UPDATED = re.compile(
    r"updated|modified|aktualisiert|mis à jour|modifié|actualizado|aggiornato|bijgewerkt|uppdaterad|oppdatert", re.I
)
_COPYRIGHT = re.compile(r"©|copyright|all rights", re.I)
_LONG, _LONG_COST, _COPYRIGHT_COST, _UPDATED_COST, _PUBLISHED_COST = 90, 15, 60, 3, -6  # characters; then lines
_READ = 300  # characters of a line in which a date is looked for
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


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a line; `cost` says, in lines of distance, how little it looks like a day of publication."""

    moment: dt.datetime
    cost: int


def find_date(line: str) -> FoundDate | None:
    """The first date printed in this line, as UTC midnight, or with its time when the line is nothing but a date."""
    head = line[:_READ]
    if sum(map(str.isdigit, head)) < 3:
        return None
    moment = read_date(line)
    if moment is None:
        matches = sorted(filter(None, (form.search(head) for form in _INSIDE)), key=lambda match: match.start())
        moment = next(filter(None, map(_moment, matches)), None)
    if moment is None:
        return None
    cost = _LONG_COST * (len(line) > _LONG) + _COPYRIGHT_COST * bool(_COPYRIGHT.search(head))
    cost += _PUBLISHED_COST if _PUBLISHED.search(head) else _UPDATED_COST if _UPDATED.search(head) else 0
    return FoundDate(moment, cost)


def _moment(match: re.Match) -> dt.datetime | None:
    month = match["month"].lower()
    time = match.groupdict()
    hour, minute, half = int(time.get("hour") or 0), int(time.get("minute") or 0), time.get("half")
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        return dt.datetime(
            int(match["year"]), _MONTH.get(month) or int(month), int(match["day"]), hour, minute, tzinfo=dt.UTC
        )
    except ValueError:
        return None
