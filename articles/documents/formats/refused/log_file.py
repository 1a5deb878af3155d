"""A log: lines of a program, each with its moment to the second and a level, a process or a request."""

import re
from itertools import islice

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

LEAST_LINES = 3
MOST_LINES = 400  # that are looked at
FIRST = 20  # lines, of which one is an entry
MAX_LINE = 300  # characters of a line
STAMPED = 0.5  # share of the lines; those of a stack trace have no moment
_SECONDS = r"\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
_STAMP = re.compile(
    rf"[\[<(]?(?:\d{{4}}[-/.]\d\d[-/.]\d\d[T ]{_SECONDS}|[A-Z][a-z]{{2}} [ \d]\d {_SECONDS}|{_SECONDS})[\])>]?[ \t|:-]+"
)
_REQUEST = re.compile(r"[\w.:-]{3,60} \S{1,60} \S{1,60} \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \"")
_LEVEL = re.compile(
    r"\W{0,3}(?:trace|debug|info|notice|warn|warning|error|err|fatal|critical|severe|[diwe]/\w+)\b", re.IGNORECASE
)
_PROCESS = re.compile(r"(?:[\w.-]{1,60} )?[\w./-]{1,60}(?:\[\d{1,7}\])?: |[\w.-]{1,60} - |\[[^\]]{1,60}\]")
_LEVELLED = re.compile(r"\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?(?::[\w.]+)?:? ")


def _matches(head: bytes) -> bool:
    lines = [line[:MAX_LINE].strip() for line in islice(beginning_of(head).splitlines(), MOST_LINES)]
    lines = [line for line in lines if line]
    if len(lines) < LEAST_LINES or not any(map(_is_entry, lines[:FIRST])):
        return False
    return sum(map(_is_entry, lines)) >= max(LEAST_LINES, STAMPED * len(lines))


def _is_entry(line: str) -> bool:
    """Whether a line is one of a log. In a live blog or a list of news, no process and no level stands after a time."""
    stamp = _STAMP.match(line)
    if stamp is None:
        return bool(_REQUEST.match(line) or _LEVELLED.match(line))
    return bool(_LEVEL.match(line, stamp.end()) or _PROCESS.match(line, stamp.end()))


FORMAT = refused_format(
    media_type="text/x-log",
    name=gettext_noop("log"),
    matches=_matches,
    refusal=lambda head: Problem("log"),
)
