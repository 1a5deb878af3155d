"""Refuses files that hold several pages: of these no one story can be made. Where in doubt, it is one page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.documents.problems import Problem, UnreadableError
from articles.text.dates import find_date

MIN_PROSE = 50  # characters of a line of prose, which may be hard-wrapped
MIN_PROSE_WIDE = 25  # characters of one in Chinese, Japanese or Korean
MIN_LINES_OF_PROSE = 2  # of a page
HEAD_LINES = 10  # in which a page has its date
MAX_LABEL = 20  # characters
MAX_SHORT = 100  # characters of a line that is compared or searched for a date
_SEPARATORS = re.compile(r"^[ \t]*+([-=_*#~+─━═—])\1{2}|\f", re.MULTILINE)
_RULE = re.compile(r"[ \t]*+([-=_*#~+─━═—])\1{4,}+[ \t]*+|([-=_*#~+])\2{2,}+ [^\n]{1,80} \2{3,}+")
_LABEL = re.compile(rf"(\w[\w -]{{0,{MAX_LABEL - 1}}}):\s")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# An end of a page and the beginning of another; in a script or an attribute both stand between other characters.
_NEXT_HTML = re.compile(
    r"</html\s*+>\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+[-=_*#~\s]*+(?:<\?xml[^>]*+>\s*+)?(?:<!doctype\s[^>]*+>\s*+)?<html\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    is_after_rule: bool
    is_after_form_feed: bool


def refuse_several_texts(text: str) -> None:
    """Raise UnreadableError when rules or form feeds part pages that begin with the same two lines.

    The lines are a masthead and its tagline or menu, or the labels of fields ("URL: ...", "Title: ..."). After a rule
    the first line is enough if each page has a date near it; after a form feed it may be the running head of one story.
    """
    if not _SEPARATORS.search(text):
        return
    lines = _lines(text)
    starts = [number for number, line in enumerate(lines) if number == 0 or _starts_page(line, lines[0])]
    pages = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    if len(pages) > 1 and all(_is_like(page, pages[0]) and _has_prose(page) for page in pages):
        raise UnreadableError(Problem("several-pages", {"count": len(pages)}, pages[1][0].number))


def refuse_several_html(html: str) -> None:
    """Raise UnreadableError when HTML pages follow each other."""
    if html.count("<html") + html.count("<HTML") < 2:  # 20 times as fast as the search
        return
    if found := list(_NEXT_HTML.finditer(html)):
        line = html.count("\n", 0, found[0].end()) + 1
        raise UnreadableError(Problem("several-pages", {"count": len(found) + 1}, line))


def _lines(text: str) -> list[_Line]:
    """Return the lines that are neither blank nor rules."""
    lines, is_after_rule, is_after_form_feed = [], False, False
    for number, line in enumerate(text.split("\n"), start=1):
        is_after_form_feed = is_after_form_feed or "\f" in line
        stripped = line.rpartition("\f")[2].strip()
        if len(stripped) <= MAX_SHORT and _RULE.fullmatch(stripped):
            is_after_rule = True
        elif stripped:
            lines.append(_Line(number, stripped, is_after_rule, is_after_form_feed))
            is_after_rule = is_after_form_feed = False
    return lines


def _starts_page(line: _Line, first: _Line) -> bool:
    return (line.is_after_rule or line.is_after_form_feed) and _key(line) == _key(first)


def _key(line: _Line) -> str:
    """Return the label of a field, or the line itself."""
    label = _LABEL.match(line.text)
    return f"{label[1]}:" if label else line.text[: MAX_SHORT + 1]


def _is_like(page: Sequence[_Line], first: Sequence[_Line]) -> bool:
    if len(page) < 2 or len(first) < 2:
        return False
    is_date_enough = not page[0].is_after_form_feed
    return _key(page[1]) == _key(first[1]) or (is_date_enough and _has_date(page) and _has_date(first))


def _has_date(page: Sequence[_Line]) -> bool:
    return any(len(line.text) <= MAX_SHORT and find_date(line.text) for line in page[:HEAD_LINES])


def _has_prose(page: Sequence[_Line]) -> bool:
    minima = ((MIN_PROSE_WIDE if _WIDE.search(line.text) else MIN_PROSE, line.text) for line in page[2:])
    return sum(len(text) >= minimum for minimum, text in minima) >= MIN_LINES_OF_PROSE
