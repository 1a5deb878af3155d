"""Short paragraphs at the beginning of a story and among its paragraphs: "It rained." """

from collections.abc import Sequence

from articles.lexicon.cues import CUES
from articles.lexicon.notices import TEASER_ENDS
from articles.text.dates import find_date
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span, headline_index
from articles.understanding.rules.corrections.notices import is_script_notice
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    has_credit,
    is_boilerplate,
    is_byline,
    is_related_cue,
    is_tail_cue,
    word_count,
)
from articles.understanding.story import Role

MOST_ABOVE = 4  # lines above the first paragraph
MAX_SHORT = 12  # words
_CALLS = frozenset((*CUES["share"], *CUES["subscribe"]))  # words of lines that ask the reader to do something
LEAST_BODY = 3  # paragraphs that are parted by blank lines, as the short ones are


def with_short_paragraphs(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the short sentences right above the body, below the headline, and between paragraphs.

    Only where blank lines part the paragraphs, and the sentences stand as these do.
    """
    found = list(roles)
    span, headline = body_span(roles), headline_index(roles)
    parted = sum(bool(lines[i].blanks_before and lines[i].blanks_after) for i in span if roles[i] is Role.PARAGRAPH)
    if headline < 0 or headline > span.start or parted < LEAST_BODY:
        return found
    for index in range(span.start - 1, max(headline, span.start - 1 - MOST_ABOVE), -1):
        if roles[index] is not Role.BOILERPLATE or not _is_short(lines[index]):
            break
        found[index] = Role.PARAGRAPH
    for index in span:
        is_between = roles[index - 1] in BODY and index + 1 < span.stop and roles[index + 1] in BODY
        if roles[index] is Role.BOILERPLATE and is_between and _is_short(lines[index]):
            found[index] = Role.PARAGRAPH
    return found


def _is_short(line: Line) -> bool:
    text = line.text
    if not (line.blanks_before and line.blanks_after and ends_sentence(text) and text[-1] not in "…"):
        return False
    is_other = is_boilerplate(text) or is_byline(text) or is_tail_cue(text) or is_related_cue(text) or has_credit(text)
    form = line_form(text)
    if (
        is_other
        or is_script_notice(text)
        or form in TEASER_ENDS
        or not _CALLS.isdisjoint(form.split())
        or find_date(text)
    ):
        return False
    return 2 <= word_count(text) <= MAX_SHORT and not text.isupper()
