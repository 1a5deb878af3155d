"""Lines that several stories of one source hold: furniture or entries of lists, however much they read like prose."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import groupby

from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import ends_with_full_stop
from articles.understanding.story import BLOCK_ROLES, Role

BODY = BLOCK_ROLES | {Role.STANDFIRST}
LEAST_LEFT = 1 / 3  # of the body's words; where less would be left, the repeated lines are the story's own
OWN_RUN = 5  # different lines of a body in a row; furniture in a body is shorter
MIN_WORDS = 2
MIN_WIDE = 6  # characters, in scripts that don't part words by spaces
LIST_WORDS = range(4, 26)
MIN_PROSE = 8  # words

type Judge = Callable[[Sequence[int], Sequence[Line]], list[Role]]  # of the lines kept: their indices, and they


def can_repeat(text: str) -> bool:
    """Whether a line says enough to be known again: two words, or six characters that aren't ASCII."""
    return len(text.split()) >= MIN_WORDS or (not text.isascii() and len(text) >= MIN_WIDE)


def can_go(text: str, role: Role) -> bool:
    """Whether a line that reads so may be taken out once it is known: of the body, or prose that looks like furniture.

    Headlines, bylines and entries of lists repeat by right; menus and the headings of lists show where things begin.
    """
    return role in BODY or (role is not Role.TAGLINE and _is_prose(text))


def own_runs(lines: Sequence[Line], roles: Sequence[Role], out: Collection[int]) -> set[int]:
    """Of the lines to take out, those of long runs in the body: a developing story's, held under several headlines."""
    own: set[int] = set()
    body = [index for index, role in enumerate(roles) if role in BODY]
    for is_out, run in groupby(body, key=lambda index: index in out):
        row = set(run)
        if is_out and len({lines[index].text for index in row}) >= OWN_RUN:
            own |= row
    return own


def roles_without(lines: Sequence[Line], roles: Sequence[Role], out: Collection[int], judged: Judge) -> Sequence[Role]:
    """The roles once lines are taken out, by index, which leaves the others as if they had never been there.

    The lines taken out are boilerplate, or related where they are headlines amid related ones. The roles as they were
    where too little of the body would be left.
    """
    if len(out) == len(lines):
        return roles
    mended = _judged_without(lines, out, judged)
    if Role.HEADLINE not in mended:
        mended = _judged_without(lines, {index for index in out if roles[index] is not Role.HEADLINE}, judged)
    return mended if _body(lines, mended) >= LEAST_LEFT * _body(lines, roles) else roles


def _judged_without(lines: Sequence[Line], out: Collection[int], judged: Judge) -> list[Role]:
    kept = [index for index in range(len(lines)) if index not in out]
    mended = [Role.BOILERPLATE] * len(lines)
    for index, role in zip(kept, judged(kept, _closed_up(lines, kept)), strict=True):
        mended[index] = role
    for index in out:
        if _is_entry(lines[index].text) and Role.RELATED in _beside(mended, out, index):
            mended[index] = Role.RELATED
    return mended


def _closed_up(lines: Sequence[Line], kept: Sequence[int]) -> list[Line]:
    """The kept lines; where others stood between two, the widest gap among them stays."""
    closed, before = [], 0
    for index in kept:
        gap = max((line.blanks_before for line in lines[before : index + 1]), default=0)
        closed.append(replace(lines[index], blanks_before=gap))
        before = index + 1
    gaps = [line.blanks_before for line in closed[1:]]
    gaps.append(max((line.blanks_after for line in lines[kept[-1] :]), default=0) if kept else 0)
    return [replace(line, blanks_after=gap) for line, gap in zip(closed, gaps, strict=True)]


def _is_prose(text: str) -> bool:
    return len(text.split()) >= MIN_PROSE and ends_with_full_stop(text)


def _is_entry(text: str) -> bool:
    return len(text.split()) in LIST_WORDS and text[-1] not in ".!…:"


def _beside(roles: Sequence[Role], out: Collection[int], index: int) -> set[Role]:
    """The roles of the nearest lines on both sides that weren't taken out."""
    before = next((roles[i] for i in range(index - 1, -1, -1) if i not in out), None)
    after = next((roles[i] for i in range(index + 1, len(roles)) if i not in out), None)
    return {role for role in (before, after) if role}


def _body(lines: Sequence[Line], roles: Sequence[Role]) -> int:
    """Characters in the body."""
    return sum(len(line.text) for line, role in zip(lines, roles, strict=True) if role in BLOCK_ROLES)
