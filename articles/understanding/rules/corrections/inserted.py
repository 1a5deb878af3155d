"""What stands above or between the paragraphs of a story and is none of it: tickers, teasers of other stories."""

from collections.abc import Sequence
from itertools import groupby

from articles.lexicon.notices import TEASER_ENDS, TICKER_CUES
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span, headline_index
from articles.understanding.rules.line_shapes import (
    is_lone_control,
    is_related_cue,
    word_count,
)
from articles.understanding.rules.rights import is_rights_notice
from articles.understanding.rules.short_pages.page_foot import is_list_cue
from articles.understanding.story import BLOCK_ROLES, Role

MAX_CUE = 40  # characters
MAX_TEASER = 6  # lines
SIGNED = 3  # lines below a headline in which author and date stand
LEAST_CAPTION = 8  # words of one that ends in a notice of rights
LEAST_BLOCKS = 2  # paragraphs with blank lines around them, where lines without are a box


def without_text_above(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without body above the headline, where author or date stand right below that.

    It is a ticker or another box, and shorter than the body below; or it is teasers of any length, where the page
    begins with the headline and other lines stand between the teasers and the headline.
    """
    headline = headline_index(roles)
    body = [index for index in body_span(roles) if roles[index] in BODY]
    above = [index for index in body if index < headline]
    is_signed = any(role in (Role.BYLINE, Role.DATELINE) for role in roles[headline + 1 : headline + 1 + SIGNED])
    if not above or not is_signed or not _is_of_others(lines, above, body[len(above) :], headline):
        return list(roles)
    return [Role.BOILERPLATE if index < headline and role in BLOCK_ROLES else role for index, role in enumerate(roles)]


def _is_of_others(lines: Sequence[Line], above: Sequence[int], below: Sequence[int], headline: int) -> bool:
    """Whether the body's lines above the headline are of other stories, and those below the story."""
    is_titled = above[0] > 0 and lines[0].text.startswith(lines[headline].text)
    if is_titled and above[-1] + 1 < headline and len(below) >= LEAST_BLOCKS:
        return True
    sizes = [sum(len(lines[index].text) for index in part) for part in (above, below)]
    parted = [index for index in below if lines[index].blanks_before]
    is_box = len(parted) >= LEAST_BLOCKS and not any(lines[index].blanks_before for index in above)
    return sizes[0] <= sizes[1] and (is_box or (above[0] > 0 and _is_ticker(lines[above[0] - 1].text)))


def without_boxes(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without the boxes between paragraphs: tickers under a cue, and teasers that end in one.

    A box is lines without blank lines between them, where blank lines part the paragraphs.
    """
    found = list(roles)
    blocks = _blocks(lines, body_span(roles))
    alone = sum(len(block) == 1 and roles[block[0]] is Role.PARAGRAPH for block in blocks)
    if alone < LEAST_BLOCKS:
        return found
    for block in blocks:
        if 2 <= len(block) <= MAX_TEASER and _is_box(lines[block[0]].text, lines[block[-1]].text):
            for index in block:
                found[index] = Role.BOILERPLATE if roles[index] in BLOCK_ROLES else roles[index]
    return found


def without_controls(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without buttons, promos and cues of lists in the body; a long notice of rights is a caption."""
    found = list(roles)
    span = body_span(roles)
    for index in span:
        text = lines[index].text
        if roles[index] in BODY and (is_lone_control(text) or is_list_cue(text)):
            is_caption = is_rights_notice(text) and word_count(text) >= LEAST_CAPTION and index + 1 < span.stop
            found[index] = Role.CAPTION if is_caption else Role.BOILERPLATE
    return found


def _blocks(lines: Sequence[Line], span: range) -> list[list[int]]:
    starts = 0
    numbered = []
    for index in span:
        starts += bool(lines[index].blanks_before)
        numbered.append((starts, index))
    return [[index for _, index in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _is_box(first: str, last: str) -> bool:
    return (
        _is_ticker(first)
        or is_related_cue(first)
        or (len(last) <= MAX_CUE and line_form(last.rstrip("»›→> ")) in TEASER_ENDS)
    )


def _is_ticker(text: str) -> bool:
    return len(text) <= MAX_CUE and line_form(text) in TICKER_CUES
