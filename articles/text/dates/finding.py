"""Finds a date within a line of text, with the time of day beside it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.lexicon.dates import date_words
from articles.text.dates.clock import CLOCK, hours_ahead, time_of
from articles.text.dates.days import DAY_FIRST, MONTH_FIRST, WEEKDAYS, day_of, forms_in
from articles.text.dates.folding import DIGIT, any_of, fold, parts_of, unfolded_places
from articles.text.normal_form import CACHED_LINES

_TWELVES = any_of({*date_words.TWELVE, *date_words.MIDNIGHT})
_AFTER = re.compile(
    rf"(?:[\s,;|/•·–—t日일()،.-]|(?:{any_of(WEEKDAYS)})(?![^\W\d_])"
    rf"|(?:{any_of(date_words.HOUR_CUES)})(?=[\s:]*(?:\d|{_TWELVES}))"
    rf"|(?:r|г|р|d|ж|թ|года|року|году)\.?(?!\w)|@)*(?<![.\d]){CLOCK}"
)
_BEFORE = re.compile(rf"(?<![\d:.]){CLOCK}[\s,|•·–-]*(?:(?:{any_of(WEEKDAYS)}|[^\W\d_]{{2,10}})[.,،]?\s+)?$")
_NUMBERED = frozenset(part for word in date_words.NUMBERED for part in parts_of(fold(word)))
_PUBLISHED = re.compile(
    r"publish|posted|veroffentlicht|erstellt|publie|publicado|pubblicato|gepubliceerd|publicerad|publisert|publiziert"
    r"|\bdatum\b|offentliggjort|опубликовано|diterbitkan|入力|입력|公開|نشر|"
    rf"(?<![^\W\d_])(?:{any_of(date_words.PUBLISHED)})(?![^\W\d_])"
)
_UPDATED = re.compile(
    r"updated|modified|aktualisiert|mis a jour|modifie|actualizado|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret"
    rf"|обновлено|수정|更新|(?<![^\W\d_])(?:{any_of(date_words.UPDATED)})(?![^\W\d_])"
)
_ELSEWHERE = re.compile(r"©|copyright|all rights|\(@\w+\)")  # or a post on a social network
_SOLAR_LETTERS = re.compile("[\u0600-\u06ff]")
_LONG, _LONG_COST, _ELSEWHERE_COST, _UPDATED_COST, _PUBLISHED_COST = 90, 15, 60, 3, -6  # characters; then lines
_BESIDE = 6  # characters of other text in the line that cost as much as a line of distance
_READ = 300  # characters of a line in which a date is looked for
MOST_DATES = 4  # dates of one line that are read
LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line, from `start` to `end`; a high `cost`, in lines, makes it an unlikely date of publication.

    `is_change` tells that words before it call it the date of a change.
    """

    moment: dt.datetime
    cost: float
    start: int
    end: int
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A date in a folded text, with the time beside it."""

    moment: dt.datetime
    start: int
    end: int


def find_date(line: str, *, day_first: bool = False) -> FoundDate | None:
    """Return the first date in the line that is none of a change, or else the first, in UTC.

    It is at midnight when no time stands beside it. `day_first` reads 03/04/2026 as the third of April; without it such
    a date is ambiguous, and so is none.
    """
    head = line[:_READ]
    return _first_date(head, len(line), day_first) if len(DIGIT.findall(head)) >= LEAST_DIGITS else None


@lru_cache(maxsize=CACHED_LINES)
def _first_date(head: str, length: int, day_first: bool) -> FoundDate | None:
    """The first date in the beginning of a line of this length."""
    folded = fold(head)
    spans = dates_in(folded, head, day_first=day_first)
    found = next(spans, None)
    if found is None:
        return None
    is_change = bool(_UPDATED.search(folded, 0, found.start)) and not _PUBLISHED.search(folded, 0, found.start)
    if is_change and (published := _published_later(folded, found, spans)):
        found, is_change = published, False
    start, end = unfolded_places(head, folded, (found.start, found.end))
    return FoundDate(found.moment, _cost(folded, length, found.end - found.start), start, end, is_change)


def _published_later(folded: str, updated: Span, spans: Iterator[Span]) -> Span | None:
    """The first date behind that of a change with a word for publication right before it."""
    end = updated.end
    for span in spans:
        if _PUBLISHED.search(folded, end, span.start):
            return span
        end = span.end
    return None


def dates_in(folded: str, line: str, *, day_first: bool) -> Iterator[Span]:
    """The dates in a folded text, in order; `line` is the text before it was folded."""
    start, forms = 0, forms_in(folded)
    for _ in range(MOST_DATES if forms else 0):
        found = _next_date(folded, start, line, forms, day_first=day_first)
        if found is None:
            return
        yield found
        start = found.end


def _next_date(folded: str, start: int, line: str, forms: Sequence[re.Pattern[str]], *, day_first: bool) -> Span | None:
    matches = [match for form in forms if (match := form.search(folded, start))]
    for match in sorted(matches, key=lambda match: match.start()):
        after = _AFTER.match(folded, match.end())
        before = None if after else _BEFORE.search(folded[start : match.start()])
        if not _is_in_order(match, after or before, day_first) or _is_number(match, line):
            continue
        try:
            moment = time_of(after or before, day_of(match))
        except (ValueError, OverflowError):
            continue
        return Span(moment, start + before.start() if before else match.start(), after.end() if after else match.end())
    return None


def _is_in_order(date: re.Match[str], clock: re.Match[str] | None, day_first: bool) -> bool:
    """Whether day and month are in the order that `date` read: given by `day_first`, or shown by the time's zone."""
    ahead = hours_ahead(clock["zone"] or "") if clock else 0
    if date.re is DAY_FIRST:
        return day_first or ahead > 0
    return date.re is not MONTH_FIRST or ahead < 0


def _is_number(date: re.Match[str], line: str) -> bool:
    """Whether what looks like a date in numbers is another number: a version, or no year of Iran."""
    if not date["month"].isdigit() or "era" in date.groupdict():
        return False
    if date["year"][:2] in ("13", "14") and len(date["year"]) == 4 and not _SOLAR_LETTERS.search(line):
        return True
    before = parts_of(date.string[max(0, date.start() - 20) : date.start()])
    return bool(before) and before[-1] in _NUMBERED


def _cost(folded: str, length: int, dated: int) -> float:
    cost = _LONG_COST * (length > _LONG) + _ELSEWHERE_COST * bool(_ELSEWHERE.search(folded))
    cost += _PUBLISHED_COST if _PUBLISHED.search(folded) else _UPDATED_COST if _UPDATED.search(folded) else 0
    return cost + min(len(folded) - dated, _LONG) / _BESIDE
