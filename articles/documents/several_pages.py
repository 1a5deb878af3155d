"""Recognises files that hold several pages, and where each begins. Where in doubt, it is one page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.documents.decoding import marked_encoding, text_of
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
    r"</html\s*+>\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+[-=_*#~\s]*+(?P<next>(?:<\?xml[^>]*+>\s*+)?(?:<!doctype\s[^>]*+>\s*+)?<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING = re.compile("<[hH][tT][mM][lL]")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    is_after_rule: bool
    is_after_form_feed: bool


def beginnings_of_texts(text: str) -> list[int]:
    """Return the numbers of the lines in which pages begin, without the first, when all begin with the same lines.

    These are a masthead and its tagline or menu, or the labels of fields ("URL: ...", "Title: ..."). After rules or
    form feeds two such lines are enough, and after rules one with a date near it; after a form feed it may be the
    running head of one story. Where nothing parts the pages, each has two such lines and a date of its own below them.
    """
    if not _may_be_several(text):
        return []
    lines = _lines(text)
    for starts, are_pages in ((_parted(lines), _are_alike), (_repeated(lines), _have_own_dates)):
        pages = [lines[start:end] for start, end in pairwise([0, *starts, len(lines)])]
        if starts and all(map(_has_prose, pages)) and are_pages(pages):
            return [page[0].number for page in pages[1:]]
    return []


def _may_be_several(text: str) -> bool:
    beginning = text.lstrip()[: MAX_SHORT + 1].partition("\n")[0].strip()
    return bool(_SEPARATORS.search(text)) or (bool(beginning) and text.count(beginning) > 1)


def refuse_several_texts(text: str) -> None:
    """Raise UnreadableError when the text is several pages."""
    if found := beginnings_of_texts(text):
        raise UnreadableError(Problem("several-pages", {"count": len(found) + 1}, found[0]))


def texts_in(content: bytes) -> list[bytes]:
    """Return the pages in a text, without the rules between them; the text itself when it is one page."""
    if not marked_encoding(content) and not _may_be_several(content.decode("utf-8", "replace")):
        return [content]  # sooner than the encoding of other bytes is recognised
    try:
        text = text_of(content)
    except UnreadableError:
        return [content]
    if not (numbers := beginnings_of_texts(text)):
        return [content]
    lines = (text.encode() if marked_encoding(content) else content).split(b"\n")
    pages = [lines[start - 1 : end - 1] for start, end in pairwise([1, *numbers, len(lines) + 1])]
    for before, page in pairwise(pages):  # a page may begin within a line, after a form feed
        rest, _, page[0] = page[0].rpartition(b"\f")
        before.append(rest)
    return [b"\n".join(_without_rule(page)) for page in pages]


def _without_rule(page: list[bytes]) -> list[bytes]:
    while page and (not (last := page[-1].decode("utf-8", "replace").strip()) or _RULE.fullmatch(last)):
        page.pop()
    return page


def refuse_several_html(html: str) -> None:
    """Raise UnreadableError when HTML pages follow each other."""
    if len(_BEGINNING.findall(html)) < 2:  # 50 times as fast as the search
        return
    if found := list(_NEXT_HTML.finditer(html)):
        line = html.count("\n", 0, found[0].end()) + 1
        raise UnreadableError(Problem("several-pages", {"count": len(found) + 1}, line))


def html_pages_in(content: bytes) -> list[bytes]:
    """Return the HTML pages that follow each other in a file."""
    if content.count(b"<html") + content.count(b"<HTML") < 2:
        return [content]
    found = _NEXT_HTML.finditer(content.decode("latin-1"))  # a character a byte
    starts = [0, *(match.start("next") for match in found), len(content)]
    return [content[start:end] for start, end in pairwise(starts)]


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


def _parted(lines: Sequence[_Line]) -> list[int]:
    """Return the indices of lines after a rule or form feed that are like the first line."""
    after = (number for number, line in enumerate(lines) if line.is_after_rule or line.is_after_form_feed)
    return [number for number in after if number and _key(lines[number]) == _key(lines[0])]


def _repeated(lines: Sequence[_Line]) -> list[int]:
    """Return the indices, without the first, of lines that are the first one and stand before the second one."""
    beginning = [line.text for line in lines[:2]]
    return [n for n in range(1, len(lines) - 1) if [lines[n].text, lines[n + 1].text] == beginning]


def _key(line: _Line) -> str:
    """Return the label of a field, or the line itself."""
    label = _LABEL.match(line.text)
    return f"{label[1]}:" if label else line.text[: MAX_SHORT + 1]


def _are_alike(pages: Sequence[Sequence[_Line]]) -> bool:
    second = _key(pages[0][1])
    are_dated = all(_has_date(page) for page in pages)
    return all(_key(page[1]) == second or (are_dated and not page[0].is_after_form_feed) for page in pages)


def _have_own_dates(pages: Sequence[Sequence[_Line]]) -> bool:
    pairs = zip(pages[0], pages[1], strict=False)
    shared = next((number for number, (one, other) in enumerate(pairs) if one.text != other.text), 0)
    return shared > 0 and all(_has_date(page[shared:]) for page in pages)


def _has_date(page: Sequence[_Line]) -> bool:
    return any(len(line.text) <= MAX_SHORT and find_date(line.text) for line in page[:HEAD_LINES])


def _has_prose(page: Sequence[_Line]) -> bool:
    minima = ((MIN_PROSE_WIDE if _WIDE.search(line.text) else MIN_PROSE, line.text) for line in page[2:])
    return sum(len(text) >= minimum for minimum, text in minima) >= MIN_LINES_OF_PROSE
