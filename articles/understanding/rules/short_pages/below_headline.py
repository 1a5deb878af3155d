"""Rules for the short lines above the first paragraph, in languages that the classifier hardly knows."""

import re
from collections.abc import Iterable, Sequence

from articles.lexicon import around_stories
from articles.text.dates import says_when
from articles.text.dates.folding import fold, parts_of
from articles.text.scripts import HAS_NO_CAPITALS
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    is_boilerplate,
    is_headline_shaped,
    is_name_shaped,
    word_count,
)
from articles.understanding.rules.short_pages.cued_list import MAX_LINES, is_paragraph
from articles.understanding.story import TEXT_ROLES, Role

MAX_OPENING = 8  # lines from the headline to the first paragraph
MAX_BYLINE = 10  # words
MAX_NAME = 4  # words of a bare name
LEAST_PARAGRAPHS = 2  # of a story that needs no other evidence
MAX_SECTION = 3  # words of a section's name in a row of them
LONGER = 1.3  # a headline's characters, of those of the masthead that was taken for it


def _openings(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(parts_of(fold(phrase))) for phrase in phrases)


_ROW_MARK = re.compile(r"\s+[|•·›»>/]\s+")
_STARTS, _ENDS = _openings(around_stories.BYLINE_STARTS), _openings(around_stories.BYLINE_ENDS)
_MOST_WORDS = max(map(len, _STARTS | _ENDS))


def first_paragraph(lines: Sequence[Line], is_body: Sequence[bool]) -> int:
    """Return the index of the body's first paragraph; -1 when it has none."""
    return next((i for i, line in enumerate(lines) if is_body[i] and is_paragraph(line.text)), -1)


def is_clear_story(lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    """Whether the page is one story beyond doubt: a headline with a date, and paragraphs with nothing between them."""
    head = next((index for index, role in enumerate(roles) if role is Role.HEADLINE), len(roles))
    opening = roles[head + 1 : head + 1 + MAX_OPENING]
    first = next((index for index, role in enumerate(opening) if role is Role.PARAGRAPH), len(opening))
    is_dated = Role.DATELINE in (*roles[max(0, head - 2) : head], *opening[:first])
    start = head + 1 + first
    body = [index for index, role in enumerate(roles) if role in TEXT_ROLES]
    paragraphs = sum(is_paragraph(lines[index].text) for index in body)
    return is_dated and paragraphs >= LEAST_PARAGRAPHS and body == [*range(start, start + len(body))]


def bylines_above(lines: Sequence[Line], is_body: Sequence[bool], headline: int, first: int) -> list[int]:
    """Return the lines between headline and first paragraph that name an author, with a word such as "by" or bare."""
    if not 0 <= headline < first <= headline + MAX_OPENING:
        return []
    found = []
    for index in range(headline + 1, first):
        if _is_byline(lines, index):
            found.append(index)
        elif is_body[index] and not says_when(lines[index].text):
            break  # the body has begun
    return found


def _is_byline(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if ends_sentence(text) or says_when(text) or word_count(text) > MAX_BYLINE or _has_control(text) or _is_row(text):
        return False
    is_name = len(text.split()) <= MAX_NAME and word_count(text) <= MAX_NAME and is_name_shaped(text)
    return is_marked_byline(text) or is_name


def _has_control(text: str) -> bool:
    """Whether a word of the line is a button: "Facebook Email Print"."""
    return any(is_boilerplate(word) and word.isalpha() for word in text.split())


def is_marked_byline(text: str) -> bool:
    """Whether the line is a name with a word such as "by" before or behind it, in any of fifty languages."""
    words = parts_of(fold(text))
    if not 2 <= len(words) <= MAX_BYLINE:
        return False
    sizes = range(1, min(_MOST_WORDS, len(words) - 1) + 1)
    if any(tuple(words[-size:]) in _ENDS for size in sizes):
        return True
    marks = [size for size in sizes if tuple(words[:size]) in _STARTS]
    name = " ".join(text.split()[max(marks, default=0) :]) or text
    return bool(marks) and (is_name_shaped(name) or bool(HAS_NO_CAPITALS.search(text)))


def headline_above(lines: Sequence[Line], headline: int, first: int) -> int:
    """Return the headline: where a masthead was taken for it, the line right above byline, date and first paragraph.

    A masthead is the page's first line, wherever it is printed again, or a row of sections.
    """
    if headline < 0 or first <= 0 or len(lines) > MAX_LINES:
        return headline
    taken = lines[headline].text
    if taken != lines[0].text and not _is_row(taken):
        return headline
    for above in range(first - 1, max(0, first - MAX_OPENING), -1):
        text = lines[above].text
        if _is_row(text) or says_when(text) or _is_byline(lines, above) or is_boilerplate(text):
            continue
        if is_headline_shaped(text):
            is_one = (
                text != taken and not ends_sentence(text) and len(text) >= LONGER * min(len(taken), len(lines[0].text))
            )
            return above if is_one else headline
    return headline


def _is_row(text: str) -> bool:
    """Whether the line is a row of sections, or the trail down to one; not a title with a name behind a bar."""
    parts = [part.strip() for part in _ROW_MARK.split(text)]
    is_trail = " > " in text or " » " in text
    return len(parts) > 1 + (not is_trail) and all(len(part.split()) <= MAX_SECTION for part in parts)
