"""Another story below the first one: a headline of its own with author and date, often under a cue."""

from bisect import bisect
from collections.abc import Sequence

from articles.lexicon.notices import NEXT_CUES
from articles.text.dates import find_date, is_date, says_published
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span, headline_index
from articles.understanding.rules.line_shapes import (
    ends_with_full_stop,
    is_byline,
    is_headline_shaped,
    is_name_shaped,
    is_prose,
    word_count,
)
from articles.understanding.story import Role

LEAST_STORY = 2  # paragraphs above another story without a cue
MAX_HEADLINE = 30  # words
MAX_NAME = 5  # words
NEAR = 4  # lines from a cue to a headline, and from a headline to author, date and the first paragraph
MAX_CUE = 40  # characters
NEAR_TOP = 15  # lines above the body in which its date may stand
MOST_POSTED = 2  # dates of publication below the first story's


def without_next_story(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the body ended where another story begins; that one's headline is related."""
    span, headline = body_span(roles), headline_index(roles)
    start = _next_start(lines, roles, range(span.start + 1, span.stop)) if span else None
    if start is None and span:
        start = _posted_start(lines, roles, span)
    if start is None or headline >= start:
        return list(roles)
    found = _without_cues(lines, roles, range(max(span.start, start - NEAR), start))
    for index in range(start, len(lines)):
        if found[index] in BODY or found[index] in (Role.CAPTION, Role.STANDFIRST, Role.DATELINE, Role.BYLINE):
            found[index] = Role.BOILERPLATE
    found[start] = Role.RELATED
    if Role.DATELINE not in found:
        dated = next((i for i in range(headline + 1, span.start) if is_date(lines[i].text)), None)
        if dated is not None and found[dated] is Role.BOILERPLATE:
            found[dated] = Role.DATELINE
    return found


def _without_cues(lines: Sequence[Line], roles: Sequence[Role], near: range) -> list[Role]:
    """Return the roles without the lines of the body that announce the next story."""
    cues = {index for index in near if roles[index] in BODY and line_form(lines[index].text) in NEXT_CUES}
    return [Role.BOILERPLATE if index in cues else role for index, role in enumerate(roles)]


def _next_start(lines: Sequence[Line], roles: Sequence[Role], span: range) -> int | None:
    """Return the index of the headline of another story within the body's span; None where there is none."""
    paragraphs = 0
    cue = -NEAR - 1
    for index in span:
        text = lines[index].text
        if len(text) <= MAX_CUE and line_form(text) in NEXT_CUES:
            cue = index
        else:
            is_cued = index - cue <= NEAR
            may_begin = is_cued or (paragraphs >= LEAST_STORY and lines[index].blanks_before)
            if may_begin and begins_story(text) and _is_signed(lines, index, both=not is_cued):
                return index
        paragraphs += roles[index] is Role.PARAGRAPH and is_prose(text)
    return None


def _posted_start(lines: Sequence[Line], roles: Sequence[Role], span: range) -> int | None:
    """Return where another story begins that says when it was published, below one with a date of its own.

    It begins right below the paragraphs before that line. A live blog has many such lines, and is one story.
    """
    posted = [index for index in span if says_published(lines[index].text)]
    if not posted:
        return None
    prose = [index for index in span if roles[index] is Role.PARAGRAPH and is_prose(lines[index].text)]
    own = [index for index in posted if bisect(prose, index) < LEAST_STORY]
    has_date = own or any(find_date(line.text) for line in lines[max(0, span.start - NEAR_TOP) : span.start])
    others = posted[len(own) :]
    if not has_date or not 0 < len(others) <= MOST_POSTED:
        return None
    count = bisect(prose, others[0])
    if not LEAST_STORY < count < len(prose):
        return None
    return next((i for i in range(prose[count - 1] + 1, others[0]) if begins_story(lines[i].text)), None)


def begins_story(text: str) -> bool:
    """Whether the line could be the headline of another story: it has three words or more, and no date or author."""
    if ends_with_full_stop(text) or text[-1] in ":," or "://" in text or is_byline(text) or find_date(text):
        return False
    return is_headline_shaped(text) and 3 <= word_count(text) <= MAX_HEADLINE


def _is_signed(lines: Sequence[Line], index: int, *, both: bool) -> bool:
    """Whether author or date, or both, stand below a headline, and then a paragraph; a standfirst may stand above."""
    has_author = has_date = False
    below = lines[index + 1 : index + 2 + NEAR]
    for line in below[1:] if below and is_prose(below[0].text) and not both else below:
        if is_prose(line.text):
            return (has_author and has_date) if both else (has_author or has_date)
        is_named = is_byline(line.text) or is_name(line.text)
        is_dated = is_date(line.text) or (is_named and bool(find_date(line.text)))
        has_date = has_date or is_dated
        has_author = has_author or (is_named and not is_date(line.text))
    return False


def is_name(text: str) -> bool:
    """Whether the line could be an author's name: two to five words, the longer ones with capitals."""
    return 2 <= len(text.split()) <= MAX_NAME and is_name_shaped(text)
