"""Rules for the front of a document, from its first line to the headline: masthead, tagline, day of capture."""

from collections.abc import Sequence
from itertools import pairwise

from articles.text.dates import is_date
from articles.text.normal_form import normal_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    MAX_HEADLINE_LINE,
    ends_with_full_stop,
    is_boilerplate,
    is_byline,
    is_headline_shaped,
    is_name_shaped,
    is_one_sentence,
    is_prose,
    is_tail_cue,
    word_count,
)
from articles.understanding.story import Role

MAX_FRONT = 12  # lines: masthead, tagline, date and some navigation
MAX_TAGLINE = 10  # words
MAX_HEADLINE = 40  # words; a longer line is a paragraph


def front_roles(lines: Sequence[Line]) -> list[Role]:
    """Give the lines from the first to the headline their roles; empty when no line is a headline."""
    headline = _headline(lines)
    if headline is None:
        return []
    roles: list[Role] = []
    for line in lines[:headline]:
        roles.append(_role_above(line, roles))
    return [*roles, Role.HEADLINE]


def _role_above(line: Line, before: Sequence[Role]) -> Role:
    """Classify a line above the headline: the first one is the masthead, the next its tagline."""
    if is_date(line.text):
        return Role.DATELINE
    if is_boilerplate(line.text) or is_tail_cue(line.text):
        return Role.BOILERPLATE
    if Role.MASTHEAD not in before:
        return Role.MASTHEAD
    is_tagline = Role.TAGLINE not in before and 1 < word_count(line.text) <= MAX_TAGLINE
    return Role.TAGLINE if is_tagline else Role.BOILERPLATE


def _headline(lines: Sequence[Line]) -> int | None:
    """Find the headline: the line printed twice, else the line below the masthead, else the first line."""
    if (twice := _printed_twice(lines)) is not None:
        return twice
    content = [
        index
        for index, line in enumerate(lines[:MAX_FRONT])
        if not (is_date(line.text) or is_byline(line.text) or is_boilerplate(line.text) or is_tail_cue(line.text))
    ]
    if not content:
        return None
    below = _below_masthead(lines, content)
    headline = content[0] if below is None else below
    return headline if _can_be_headline(lines[headline].text) else None


def _printed_twice(lines: Sequence[Line]) -> int | None:
    """Find the first line of the front that is printed twice in a row."""
    for index, (line, following) in enumerate(pairwise(lines[: MAX_FRONT + 1])):
        if (
            normal_form(line.text) == normal_form(following.text)
            and is_headline_shaped(line.text)
            and not is_boilerplate(line.text)
            and not is_tail_cue(line.text)
        ):
            return index
        if is_prose(line.text) and word_count(line.text) > MAX_HEADLINE:
            return None
    return None


def _below_masthead(lines: Sequence[Line], content: Sequence[int]) -> int | None:
    """Find the headline below a masthead; None when the first line is no masthead."""
    first, rest = lines[content[0]], content[1:4]
    if not is_name_shaped(first.text) or not rest:
        return None
    dated = next((i for i in range(content[0] + 1, min(len(lines), content[0] + 4)) if is_date(lines[i].text)), None)
    if dated is not None:
        return _below_date(lines, rest, dated)
    if len(rest) >= 2 and _is_tagline(lines[rest[0]]) and _is_plain_headline(lines[rest[1]].text):
        return rest[1]
    if not first.blanks_after:
        return None
    longer = word_count(lines[rest[0]].text) > max(3, word_count(first.text))
    followed = len(rest) >= 2 and is_prose(lines[rest[1]].text)
    return rest[0] if longer and followed and _is_plain_headline(lines[rest[0]].text) else None


def _below_date(lines: Sequence[Line], rest: Sequence[int], dated: int) -> int | None:
    """Find the headline around a date: the first line below it, or the line above it where prose follows the date."""
    above = [index for index in rest if index < dated]
    after = [index for index in rest if index > dated]
    if after and not is_prose(lines[after[0]].text) and _can_be_headline(lines[after[0]].text):
        return after[0]
    return above[-1] if above and _can_be_headline(lines[above[-1]].text) else None


def _is_tagline(line: Line) -> bool:
    return word_count(line.text) <= MAX_TAGLINE and line.blanks_after > 0


def _is_plain_headline(text: str) -> bool:
    return _can_be_headline(text) and not ends_with_full_stop(text) and is_headline_shaped(text)


def _can_be_headline(text: str) -> bool:
    """Whether a line can be a headline: several sentences, or more than MAX_HEADLINE words, are a paragraph."""
    if not any(map(str.isalnum, text)) or len(text) > MAX_HEADLINE_LINE or word_count(text) > MAX_HEADLINE:
        return False
    return is_one_sentence(text) or word_count(text) <= 20
