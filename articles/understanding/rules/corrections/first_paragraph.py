"""Where the body begins: the first paragraph, and a line above it that says when the story was posted."""

import re
from collections.abc import Sequence

from articles.lexicon.cues import CUES
from articles.text.dates import find_date, says_published
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span, headline_index
from articles.understanding.rules.datelines import is_publication
from articles.understanding.rules.line_shapes import ends_with_full_stop, has_credit, is_name_shaped, is_prose
from articles.understanding.story import Role

MOST_BETWEEN = 12  # lines from it to the body
MOST_SMALL = 3  # first lines of the body among which its byline may stand, as below a standfirst
LONGEST_SIGNED = 160  # characters of a line with author and date
MOST_WORDS = 10  # of its parts
LATEST_DATE = 30  # characters before the date in a line that says when the story was posted
_BETWEEN_PARTS = re.compile(r"\s+[·|•–—]\s+")
_OTHER = frozenset(word for kind in ("subscribe", "legal", "advert", "share", "comments") for word in CUES[kind])


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
