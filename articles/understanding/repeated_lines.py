"""Lines that several stories of a source hold: boilerplate or list entries, however much they read like prose."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import ends_with_full_stop
from articles.understanding.story import BLOCK_ROLES, Role

BODY = BLOCK_ROLES | {Role.STANDFIRST}
LEAST_LEFT = 1 / 3  # of the body's characters; where less would be left, the repeated lines are the story's own
STORY_RUN = 5  # different lines of a body in a row; boilerplate in a body is shorter
MIN_WORDS = 2
MIN_WIDE = 6  # characters, in scripts that don't part words by spaces
LIST_WORDS = range(4, 26)
MIN_PROSE = 8  # words


def can_repeat(text: str) -> bool:
    """Whether a line is long enough to be recognised in other stories: two words, or six characters beyond ASCII."""
    return len(text.split()) >= MIN_WORDS or (not text.isascii() and len(text) >= MIN_WIDE)


def can_be_removed(text: str, role: Role) -> bool:
    """Whether a line of this role may be removed as boilerplate: a line of the body, or prose anywhere.

    Headlines, bylines and list entries repeat by right; menus and the headings of lists show where things begin.
    """
    return role in BODY or (role is not Role.TAGLINE and _is_prose(text))


def story_runs(lines: Sequence[Line], roles: Sequence[Role], repeated: Collection[int]) -> set[int]:
    """Find the repeated lines, by index, that make long runs in the body: a developing story."""
    own: set[int] = set()
    body = [index for index, role in enumerate(roles) if role in BODY]
    for is_repeated, run in groupby(body, key=lambda index: index in repeated):
        row = set(run)
        if is_repeated and len({lines[index].text for index in row}) >= STORY_RUN:
            own |= row
    return own


def close_up(lines: Sequence[Line], kept: Sequence[int]) -> list[Line]:
    """Return the kept lines, given by index, with the widest gap among the lines removed between two of them."""
    closed, before = [], 0
    for index in kept:
        gap = max((line.blanks_before for line in lines[before : index + 1]), default=0)
        closed.append(replace(lines[index], blanks_before=gap))
        before = index + 1
    gaps = [line.blanks_before for line in closed[1:]]
    gaps.append(max((line.blanks_after for line in lines[kept[-1] :]), default=0) if kept else 0)
    return [replace(line, blanks_after=gap) for line, gap in zip(closed, gaps, strict=True)]


def merge_roles(lines: Sequence[Line], kept: Sequence[int], roles: Sequence[Role]) -> list[Role]:
    """Give every line a role: the kept ones, by index, have these roles.

    A removed line is boilerplate, or related where it reads like a headline and stands among related headlines.
    """
    merged: list[Role | None] = [None] * len(lines)
    for index, role in zip(kept, roles, strict=True):
        merged[index] = role
    return [role or _removed_role(lines, merged, index) for index, role in enumerate(merged)]


def has_enough_body(lines: Sequence[Line], roles: Sequence[Role], before: Sequence[Role]) -> bool:
    """Whether the roles keep LEAST_LEFT of the body that the lines had in the roles before."""
    return _body(lines, roles) >= LEAST_LEFT * _body(lines, before)


def _removed_role(lines: Sequence[Line], roles: Sequence[Role | None], index: int) -> Role:
    is_listed = _is_entry(lines[index].text) and Role.RELATED in _beside(roles, index)
    return Role.RELATED if is_listed else Role.BOILERPLATE


def _is_prose(text: str) -> bool:
    return len(text.split()) >= MIN_PROSE and ends_with_full_stop(text)


def _is_entry(text: str) -> bool:
    return len(text.split()) in LIST_WORDS and text[-1] not in ".!…:"


def _beside(roles: Sequence[Role | None], index: int) -> set[Role]:
    """Return the roles of the nearest kept lines above and below a removed one."""
    above = next((roles[i] for i in range(index - 1, -1, -1) if roles[i]), None)
    below = next((roles[i] for i in range(index + 1, len(roles)) if roles[i]), None)
    return {role for role in (above, below) if role}


def _body(lines: Sequence[Line], roles: Sequence[Role]) -> int:
    """Count the characters in the body, without lines like headlines, which may be a list that was taken for it."""
    body = (line.text for line, role in zip(lines, roles, strict=True) if role in BLOCK_ROLES)
    return sum(len(text) for text in body if not _is_entry(text))
