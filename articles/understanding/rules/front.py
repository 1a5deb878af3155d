"""Rules for the front of a document, from its first line to the headline: masthead, tagline, day of capture."""

from collections.abc import Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.datelines import is_dateline
from articles.understanding.rules.line_shapes import (
    ends_with_full_stop,
    has_credit,
    is_name_shaped,
    word_count,
)
from articles.understanding.rules.masthead_date import (
    FOLLOWING,
    LEAST_BELOW,
    LEAST_SECTIONS,
    MAX_FRONT,
    MAX_TAGLINE,
    SURELY_SHARED,
    can_be_headline,
    headline_below,
    is_about,
    is_author,
    is_beside,
    is_sentence,
    is_short,
    is_statement,
    is_title,
    masthead_date,
    menu_lines,
    printed_twice,
    shares_words,
    story_start,
)
from articles.understanding.story import Role

MAX_AUTHOR = 3  # words of a name right above a story's date
MAX_REST = 3  # lines below the first: two taglines and the headline
MAX_LONE_NAME = 4  # words of a name that stands without a tagline


def front_roles(lines: Sequence[Line]) -> list[Role]:
    """Give the lines from the first to the headline their roles; empty when no line is a headline.

    Where a masthead with its date stands above a story without a headline, they end with the date.
    """
    dated = masthead_date(lines)
    headline = _headline(lines) if dated is None else headline_below(lines, dated)
    if headline is None and dated is None:
        return []
    roles = _roles_above(lines[: headline if headline is not None else story_start(lines, dated or 0)])
    return roles if headline is None else [*roles, Role.HEADLINE]


def _roles_above(lines: Sequence[Line]) -> list[Role]:
    """Give the lines above the headline their roles: one is the masthead, the next its tagline."""
    menu = menu_lines(lines, LEAST_BELOW) or _menu_below_name(lines)
    roles = [_small_role(line, index in menu) for index, line in enumerate(lines)]
    free = [index for index, role in enumerate(roles) if role is None]
    name = next((index for index in free if is_name_shaped(lines[index].text)), None)
    is_dated = Role.DATELINE in roles
    if name is not None and len(free) == 1 and _is_too_long(lines[name].text):
        name = None
    if free[:1] == [0] and menu == {*range(1, len(lines))} and not ends_with_full_stop(lines[0].text):
        name = 0
    if name is None and free and not _is_motto(lines, free, is_dated=is_dated):
        name = free[0]
    tagline = next((index for index in free if index != name and _is_tagline(lines[index])), None)
    named = {name: Role.MASTHEAD, tagline: Role.TAGLINE}
    return [role or named.get(index, Role.BOILERPLATE) for index, role in enumerate(roles)]


def _menu_below_name(lines: Sequence[Line]) -> set[int]:
    """The names of sections right below the first line, where nothing else stands above the headline."""
    below = lines[1:]
    is_menu = len(below) >= LEAST_SECTIONS and not any(line.blanks_before for line in below)
    return {*range(1, len(lines))} if is_menu and all(is_short(line.text) for line in below) else set()


def _is_too_long(text: str) -> bool:
    """Whether a line that could be a name is too long for one when nothing else stands above the headline."""
    return ":" in text or ("|" not in text and word_count(text) > MAX_LONE_NAME)


def _is_motto(lines: Sequence[Line], free: Sequence[int], *, is_dated: bool) -> bool:
    """Whether the first line above the headline, which doesn't look like a name, is a tagline without one."""
    first = lines[free[0]]
    return _is_tagline(first) and (is_dated or len(free) == 1 or ends_with_full_stop(first.text))


def _small_role(line: Line, is_menu: bool) -> Role | None:
    """Classify a line above the headline that is a date or boilerplate by itself; else None."""
    if is_dateline(line.text):
        return Role.DATELINE
    if is_menu or is_beside(line.text):
        return Role.BOILERPLATE
    return None


def _is_tagline(line: Line) -> bool:
    return 1 < word_count(line.text) <= MAX_TAGLINE


def _headline(lines: Sequence[Line]) -> int | None:
    """Find the headline: the line printed twice, else the line below masthead or tagline, else the first line."""
    if (twice := printed_twice(lines)) is not None and not _is_signed(lines, 0, twice):
        return twice
    menu = menu_lines(lines[:MAX_FRONT])
    content = [
        index
        for index, line in enumerate(lines[:MAX_FRONT])
        if index not in menu and _small_role(line, is_menu=False) is None and not _is_below(line.text)
    ]
    if not content:
        return None
    below = _below_masthead(lines, content)
    headline = content[0] if below is None else below
    return headline if can_be_headline(lines[headline].text) else None


def _is_signed(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether an author is named between two lines: the headline stands above the name."""
    return any(is_author(line.text) for line in lines[start + 1 : end])


def _is_below(text: str) -> bool:
    """Whether the line is a byline or a picture's caption, which stand below a headline."""
    return is_author(text) or has_credit(text)


def _below_masthead(lines: Sequence[Line], content: Sequence[int]) -> int | None:
    """Find the headline below a masthead; None when the first line is no masthead."""
    first, rest = lines[content[0]], content[1 : 1 + MAX_REST]
    if not rest or _is_signed(lines, content[0], rest[0]):
        return None
    if not is_name_shaped(first.text):
        return rest[0] if _is_above_headline(lines, content[0], rest[0]) else None
    near = range(content[0] + 1, min(len(lines), content[0] + 4))
    if dated := next((index for index in near if is_dateline(lines[index].text)), 0):
        return _above_date(lines, [index for index in rest if index < dated], dated)
    second = lines[rest[0]]
    if len(rest) == MAX_REST and _are_glued_taglines(lines, rest):
        return rest[-1]
    if len(rest) >= 2 and _is_tagline(second) and second.blanks_after and _is_plain_headline(lines[rest[1]].text):
        is_tagline = not shares_words(second.text, lines[rest[0] + 1 :], SURELY_SHARED)
        is_standfirst = not lines[rest[1]].blanks_after
        return rest[1] if (is_tagline and not is_standfirst) or not _is_plain_headline(second.text) else rest[0]
    if not first.blanks_after:
        return None
    longer = word_count(second.text) > max(3, word_count(first.text))
    followed = len(rest) >= 2 and is_sentence(lines[rest[1]].text)
    return rest[0] if longer and followed and _is_plain_headline(second.text) else None


def _are_glued_taglines(lines: Sequence[Line], rest: Sequence[int]) -> bool:
    """Whether two taglines in a row stand above the last of these lines, which could be the headline."""
    *taglines, headline = rest
    is_block = not lines[taglines[0]].blanks_after and lines[taglines[-1]].blanks_after > 0
    if not (is_block and lines[headline].blanks_after and _is_plain_headline(lines[headline].text)):
        return False
    below = lines[headline + 1 :]
    is_followed = any(is_sentence(line.text) for line in below[:FOLLOWING])
    return is_followed and not any(shares_words(lines[index].text, below, SURELY_SHARED) for index in taglines)


def _above_date(lines: Sequence[Line], above: Sequence[int], dated: int) -> int | None:
    """Find the headline between a name and a story's date: the first line that is about the story, else the last."""
    plain = [index for index in above if _is_plain_headline(lines[index].text)] or above[-1:]
    plain = [index for index in plain if index + 1 < dated or not _is_bare_name(lines[index].text)] or plain
    about = [index for index in plain if shares_words(lines[index].text, lines[dated + 1 :], SURELY_SHARED)]
    best = next(iter(about), plain[-1] if plain else None)
    return best if best is not None and can_be_headline(lines[best].text) else None


def _is_bare_name(text: str) -> bool:
    """Whether the line could be an author's name without a word for it."""
    return (
        2 <= word_count(text) <= MAX_AUTHOR and is_name_shaped(text) and all(word[0].isupper() for word in text.split())
    )


def _is_above_headline(lines: Sequence[Line], first: int, second: int) -> bool:
    """Whether the first line is a tagline without a name, and the second one the headline, which names the subject."""
    tagline, headline = lines[first], lines[second]
    if not (_is_tagline(tagline) and tagline.blanks_after and headline.blanks_after):
        return False
    if not _is_plain_headline(headline.text):
        return False
    if ends_with_full_stop(tagline.text):
        return True
    least = min(SURELY_SHARED, word_count(tagline.text) - 1)
    return is_about(lines, second) and not shares_words(tagline.text, lines[second:], least)


def _is_plain_headline(text: str) -> bool:
    return can_be_headline(text) and not is_statement(text) and is_title(text) and not has_credit(text)
