"""Printed pages: a text with form feeds, as programs make one of a PDF, without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

PAGE_END = "\f"
MOST_PAGES = 1_000
LEAST_TWICE = 2  # pages on which a running head or foot stands
MAX_HEAD = 120  # characters
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p[aá]gina|sida|side|strona|strana|стр|с)\b\W*)?"
    r"\d{1,4}(?:\s*(?:/|of|von|de|di|sur|van|av|z|из|з)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:。！？][\"'”’»“)\]]*$")


def without_page_ends(text: str) -> str:
    """Return the text as one page: a paragraph that goes on over the end of a page is one; the first head stays."""
    pages = [page.split("\n") for page in text.split(PAGE_END, MOST_PAGES)]
    heads = Counter(form for page in pages for form in {_form(page[index]) for index in _edges(page)})
    joined: list[str] = []
    for number, page in enumerate(pages):
        gone = {
            index
            for index in _edges(page)
            if _NUMBER.fullmatch(page[index]) or (number and heads[_form(page[index])] >= LEAST_TWICE)
        }
        _add(joined, [line for index, line in enumerate(page) if index not in gone])
    return "\n".join(joined)


def _edges(page: Sequence[str]) -> list[int]:
    """The first and the last line of a page that aren't blank."""
    printed = [index for index, line in enumerate(page) if line.strip()]
    return [index for index in {*printed[:1], *printed[-1:]} if len(page[index]) <= MAX_HEAD]


def _form(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _add(joined: list[str], page: list[str]) -> None:
    """Add a page; where a sentence goes on over its beginning, without blank lines between."""
    while joined and page and not page[0].strip():
        del page[0]
    while joined and not joined[-1].strip():
        joined.pop()
    if joined and page and (_ENDED.search(joined[-1].rstrip()) or not page[0].lstrip()[:1].isalnum()):
        joined.append("")
    joined += page
