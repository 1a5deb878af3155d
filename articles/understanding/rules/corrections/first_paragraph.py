"""Where the body begins: the first paragraph, and a line above it that says when the story was posted."""

import re
from collections.abc import Sequence

from articles.lexicon.cues import CUES
from articles.text.dates import find_date, is_date, says_published
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span, headline_index
from articles.understanding.rules.datelines import is_publication
from articles.understanding.rules.line_shapes import (
    ends_with_full_stop,
    has_credit,
    is_headline_shaped,
    is_name_shaped,
    is_prose,
)
from articles.understanding.story import Role

MOST_BETWEEN = 12  # lines from it to the body
MOST_SMALL = 3  # first lines of the body among which its byline may stand, as below a standfirst
LONGEST_SIGNED = 160  # characters of a line with author and date
MOST_WORDS = 10  # of its parts
LATEST_DATE = 30  # characters before the date in a line that says when the story was posted
HEADS = (Role.HEADLINE, Role.STANDFIRST, Role.BYLINE, Role.DATELINE)
# "PARIS (Agency) — ", "SANTA ANA, Calif. (Agency) -- ".
_AGENCY = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:,\s[\w. ]{2,20})?\s\([\w .]{2,25}\)\s[–—-]{1,2}\s")
_BETWEEN_PARTS = re.compile(r"\s+[·|•–—]\s+")
_OTHER = frozenset(word for kind in ("subscribe", "legal", "advert", "share", "comments") for word in CUES[kind])


def from_agency_line(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the story begun at its "PLACE (Agency) —", where other texts stand above it in the body.

    A date stands right above that paragraph, and the headline above the date; the line that was taken for the headline
    stands far above the body.
    """
    span = body_span(roles)
    if span.start - headline_index(roles) <= MOST_BETWEEN:
        return list(roles)
    body = [index for index in span if roles[index] in BODY]
    begun = [index for index in body if _AGENCY.match(lines[index].text)]
    head = _dated_headline(lines, begun[0]) if len(begun) == 1 else None
    if head is None or begun[0] == body[0] or head <= body[0] or begun[0] == body[-1]:
        return list(roles)
    found = [
        Role.BOILERPLATE if i < begun[0] and (role in BODY or role in HEADS) else role for i, role in enumerate(roles)
    ]
    for index, line in enumerate(lines):
        found[index] = Role.REPEAT if line.text == lines[head].text else found[index]
    found[head] = Role.HEADLINE
    dated = next(index for index in range(head + 1, begun[0]) if is_date(lines[index].text))
    found[dated] = Role.DATELINE
    return found


def _dated_headline(lines: Sequence[Line], first: int) -> int | None:
    """Return the index of the headline that stands right above a date, a few lines above the first paragraph."""
    dated = [index for index in range(max(1, first - MOST_SMALL), first) if is_date(lines[index].text)]
    if not dated or not is_headline_shaped(lines[dated[0] - 1].text) or ends_with_full_stop(lines[dated[0] - 1].text):
        return None
    return dated[0] - 1


def with_first_paragraph(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the paragraph that stands between blank lines right below author and date."""
    found = list(roles)
    span, headline = body_span(roles), headline_index(roles)
    signed = [i for i in range(headline + 1, span.start) if roles[i] in (Role.BYLINE, Role.DATELINE)]
    if headline < 0 or not signed or not 1 < span.start - signed[-1] <= MOST_BETWEEN:
        return found
    line = lines[signed[-1] + 1]
    is_parted = line.blanks_before and line.blanks_after and roles[signed[-1] + 1] is Role.BOILERPLATE
    is_text = is_prose(line.text) and ends_with_full_stop(line.text) and not has_credit(line.text)
    words = line_form(line.text).split()
    if is_parted and is_text and _OTHER.isdisjoint(words) and words[0] not in CUES["caption"]:
        found[signed[-1] + 1] = Role.PARAGRAPH
    return found


def without_posting_line(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with a date line where the body would begin with "Posted on … by …".

    "Name · Paper · Posted: date", on a line of its own above the first paragraphs, is the byline.
    """
    found, first = list(roles), body_span(roles).start
    if first < len(lines) and is_publication(lines[first].text):
        date = find_date(lines[first].text)
        if date and date.start <= LATEST_DATE:
            found[first] = Role.DATELINE
    for index in range(headline_index(roles) + 1, min(first + MOST_SMALL, len(lines))):
        if found[index] in (*BODY, Role.BOILERPLATE) and _signs_and_dates(lines[index].text):
            found[index] = Role.BYLINE
    return found


def _signs_and_dates(text: str) -> bool:
    """Whether the line is a name and when the story was posted, perhaps with the paper's name and a change's time."""
    name, *others = _BETWEEN_PARTS.split(text)
    if len(text) > LONGEST_SIGNED or not others or not is_name_shaped(name) or any(map(str.isdigit, name)):
        return False
    return any(map(says_published, others)) and all(len(part.split()) <= MOST_WORDS for part in others)
