"""What stands above or between the paragraphs of a story and is none of it: tickers, teasers of other stories."""

from collections.abc import Sequence
from itertools import groupby

from articles.lexicon.notices import TEASER_ENDS, TICKER_CUES
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span, headline_index
from articles.understanding.rules.line_shapes import is_related_cue
from articles.understanding.story import BLOCK_ROLES, Role

MAX_CUE = 40  # characters
MAX_TEASER = 6  # lines
SIGNED = 3  # lines below a headline in which author and date stand
MOST_ABOVE = 0.5  # share of the body above the headline that is left out
LEAST_BLOCKS = 2  # paragraphs with blank lines around them, where lines without are a box


def without_text_above(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without body above the headline, where that is a ticker or another box.

    More of the body stands below the headline, with author or date right there. The text above has a ticker's cue, or
    no blank lines between its paragraphs while those below have.
    """
    headline, span = headline_index(roles), body_span(roles)
    body = [index for index in span if roles[index] in BODY]
    above = [index for index in body if index < headline]
    total, size = (sum(len(lines[index].text) for index in part) for part in (body, above))
    is_signed = any(role in (Role.BYLINE, Role.DATELINE) for role in roles[headline + 1 : headline + 1 + SIGNED])
    if not above or size > MOST_ABOVE * total or not is_signed:
        return list(roles)
    parted = [index for index in body if index > headline and lines[index].blanks_before]
    is_box = len(parted) >= LEAST_BLOCKS and not any(lines[index].blanks_before for index in above)
    if not is_box and not (above[0] and _is_ticker(lines[above[0] - 1].text)):
        return list(roles)
    return [Role.BOILERPLATE if index < headline and role in BLOCK_ROLES else role for index, role in enumerate(roles)]


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
