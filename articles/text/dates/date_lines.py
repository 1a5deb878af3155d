"""Lines that are nothing but a date, with a weekday, a time and a word such as "published" in their language."""

import datetime as dt
import re
from functools import lru_cache

from articles.lexicon import names
from articles.lexicon.dates import calendar, date_words, zones
from articles.text.dates.days import WEEKDAYS
from articles.text.dates.finding import Span, dates_in, find_date
from articles.text.dates.folding import DIGIT, any_of, fold, parts_of
from articles.text.normal_form import CACHED_LINES
from articles.text.scripts import UNSPACED_OR_GLUED_LETTER

_LONGEST = 120  # characters of a date line, with weekday, words for publication and change, and their times
_AROUND = " ,;:|/•·–—-\t"
_UNITS = "second|sec|minute|min|hour|hr|day|week|month|year|stunde|tag"
_AGO = re.compile(rf"(?:vor )?(?:\d{{1,3}}|an?|one) (?:{_UNITS})[a-z]*(?: ago)?")
_READING = any_of(date_words.READING)
_BARE_TIMES = re.compile(
    rf"\d{{1,2}}[:.h][0-5]\d(?!\d)|(?:(?<!\w)(?:{_READING})\W{{1,3}})?"
    rf"\d{{1,3}}\s?(?:{any_of(date_words.READING_MINUTES)})(?!\w)(?:\s(?:{_READING})(?!\w))?"
)
_ISLAMIC_DAY = re.compile(
    rf"\d{{1,2}}\s+(?:{any_of(date_words.ISLAMIC_MONTHS)})(?:\s+(?:{any_of(date_words.ISLAMIC_MONTHS)})){{0,2}}\s+1[34]\d\d"
)


def _words() -> frozenset[str]:
    """The words, folded, of which a date line may consist besides its dates."""
    texts = {*date_words.PUBLISHED, *date_words.UPDATED, *date_words.AROUND, *date_words.ISLAMIC_MONTHS}
    texts |= {*date_words.HOUR_CUES, *date_words.HOUR_UNITS, *WEEKDAYS, *zones.ZONES}
    texts |= {*date_words.MORNING, *date_words.NOON, *date_words.AFTERNOON, *date_words.NIGHT}
    texts |= {name.text for name in names(calendar.WEEKDAYS)}
    return frozenset(part for text in texts for part in parts_of(fold(text)))


_WORDS = _words()
_WHEN = frozenset(
    part for text in (*date_words.PUBLISHED, *date_words.UPDATED) for part in parts_of(fold(text)) if len(part) > 1
)
_POSTED = frozenset(part for text in date_words.PUBLISHED for part in parts_of(fold(text)))
_POSTED -= {part for text in date_words.AROUND for part in parts_of(fold(text))}  # "date" of "date of publication"
_LEADING = _WHEN | WEEKDAYS | {"on", "am", "le", "el", "il", "den", "om", "at"}
_GLUED = ("published", "posted", "updated", "modified", "veröffentlicht", "aktualisiert", "publicado", "actualizado")
_LONGEST_WORD = max(map(len, _WORDS))


def read_date(line: str, *, day_first: bool = False) -> dt.datetime | None:
    """Return the date that makes up the whole line, in UTC, at midnight without a time; None for any other line."""
    return _read(line, day_first) if len(line) <= _LONGEST and DIGIT.search(line) else None


@lru_cache(maxsize=CACHED_LINES)
def _read(line: str, day_first: bool) -> dt.datetime | None:
    found = find_date(line, day_first=day_first)
    if found is None:
        return None
    folded = fold(line)
    rest = _without(folded, list(dates_in(folded, line, day_first=day_first)))
    rest = _BARE_TIMES.sub(" ", _ISLAMIC_DAY.sub(" ", rest))
    return found.moment if all(map(_is_known, parts_of(rest))) else None


def _without(folded: str, spans: list[Span]) -> str:
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(folded)]
    return " ".join(folded[end:start] for end, start in zip(ends, starts, strict=True))


def _is_known(part: str) -> bool:
    """Whether the word may stand beside a date; where no spaces part words, whether it consists of such words."""
    if part in _WORDS:
        return True
    if not UNSPACED_OR_GLUED_LETTER.search(part):
        return False
    while part:
        known = next((n for n in range(min(len(part), _LONGEST_WORD), 0, -1) if part[:n] in _WORDS), 0)
        if not known:
            return False
        part = part[known:]
    return True


def is_day(line: str) -> bool:
    """Whether this whole line is a day with its weekday and no time, as newspapers print the day of the page."""
    first = fold(line.split()[0].strip(",.،"))
    moment = read_date(line, day_first=True) if first in WEEKDAYS else None
    return moment is not None and moment.time() == dt.time()


def is_date(line: str) -> bool:
    """Whether the whole line is a date, also one that is ambiguous or relative: 03/04/2026, two hours ago."""
    if len(line) > _LONGEST:
        return False
    if not DIGIT.search(line):
        return bool(_AGO.fullmatch(fold(line)))
    return read_date(line, day_first=True) is not None or bool(_AGO.fullmatch(fold(line)))


def says_when(line: str) -> bool:
    """Whether the whole line is a date, or a word for publication or change without one; not "two hours"."""
    return len(line) <= _LONGEST and _says_when(line)


@lru_cache(maxsize=CACHED_LINES)
def _says_when(line: str) -> bool:
    folded = fold(line)
    parts = parts_of(folded)
    if any(part in _WHEN for part in parts) and all(map(_is_known, parts)):
        return True
    return read_date(line, day_first=True) is not None or (folded.endswith("ago") and bool(_AGO.fullmatch(folded)))


def says_published(line: str) -> bool:
    """Whether the whole line is a date, and says that something was published on it."""
    return read_date(line, day_first=True) is not None and not _POSTED.isdisjoint(parts_of(fold(line)))


def without_date(line: str, *, day_first: bool = False) -> str:
    """Return the text before the line's date, or else the text after it; the whole line without a date."""
    found = find_date(line, day_first=day_first)
    if found is None:
        return line
    before, after = line[: found.start].rstrip(_AROUND), line[found.end :].strip(_AROUND)
    while before and (label := _label_at_end(before)):
        before = before[:-label].rstrip(_AROUND)
    return before or after


def _label_at_end(text: str) -> int:
    """The characters of a word at the end that leads to a date: "Published", also glued to the word before it."""
    last = text.split()[-1]
    folded = fold(last.strip(_AROUND))
    if folded in _LEADING:
        return len(last)
    return next((len(label) for label in _GLUED if folded.endswith(label)), 0)
