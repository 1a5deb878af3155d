"""Rules for the lines between the headline and the first paragraph: repeats, standfirst, byline, dateline."""

from collections.abc import Sequence

from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.datelines import is_dateline, is_time
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    has_credit,
    is_button,
    is_byline,
    is_item,
    is_name_shaped,
    is_one_sentence,
    word_count,
)
from articles.understanding.story import Role

MAX_OPENING = 8  # lines: repeats, standfirst, byline, date, and boilerplate between them
MAX_NAME = 4  # words
MAX_STANDFIRST = 70  # words
MAX_UNSPACED_STANDFIRST = 30  # words, where no blank line sets it off


def opening_roles(lines: Sequence[Line], headline: str) -> list[Role]:
    """Give the lines before the first paragraph their roles; empty when the story begins at once."""
    roles: list[Role] = []
    for index, line in enumerate(lines[:MAX_OPENING]):
        role = _small_role(line, headline) or _name_role(lines, index)
        if role is None and Role.STANDFIRST not in roles and _is_standfirst(lines, index):
            role = Role.STANDFIRST
        if role is None:
            break
        roles.append(role)
    while roles and roles[-1] is Role.BOILERPLATE:
        roles.pop()
    return roles


def _small_role(line: Line, headline: str) -> Role | None:
    """Classify a line that is a repeat, a date, a byline or boilerplate by itself; else None."""
    if line_form(line.text) == line_form(headline):
        return Role.REPEAT
    if is_dateline(line.text):
        return Role.DATELINE
    if is_byline(line.text):
        return Role.BYLINE
    if has_credit(line.text):
        return Role.CAPTION
    return Role.BOILERPLATE if is_button(line.text) or is_time(line.text) else None


def _name_role(lines: Sequence[Line], index: int) -> Role | None:
    """Return BYLINE for a bare name right above a date; else None."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    is_name = 2 <= word_count(lines[index].text) <= MAX_NAME and is_name_shaped(lines[index].text)
    return Role.BYLINE if is_name and following and is_dateline(following.text) else None


def _is_standfirst(lines: Sequence[Line], index: int) -> bool:
    """Whether this line is the standfirst, by what follows it, never by its words.

    A byline or date comes next; or the line is printed again in the story; or no blank line stands between it and the
    first paragraph while blank lines part the others; or, in a text without blank lines, it is one short sentence.
    """
    line, rest = lines[index], lines[index + 1 :]
    if not rest or word_count(line.text) > MAX_STANDFIRST or is_item(line.text):
        return False
    small = [other.text for other in rest[:2] if not is_button(other.text)]
    if any(is_byline(text) or is_dateline(text) for text in small):
        return True
    if any(other.text == line.text for other in rest):
        return True
    if line.blanks_after or is_item(rest[0].text):
        return False
    if line.blanks_before and ends_sentence(line.text) and len(rest) == 1:
        return _is_short_sentence(line)
    if any(other.blanks_after for other in rest[:-1]):
        return not _is_glued_throughout(rest)
    return line.blanks_before == 0 and len(rest) >= 2 and _is_short_sentence(line)


def _is_glued_throughout(rest: Sequence[Line]) -> bool:
    """Whether most paragraphs follow each other without a blank line, so that a missing one means nothing."""
    return sum(not line.blanks_after for line in rest[:-1]) * 2 > len(rest)


def _is_short_sentence(line: Line) -> bool:
    return is_one_sentence(line.text) and word_count(line.text) <= MAX_UNSPACED_STANDFIRST
