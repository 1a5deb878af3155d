"""The whole of a document: its parts in order, the role of each line, and the Story they make."""

import datetime as dt
from collections.abc import Sequence

from articles.understanding.body import body_roles
from articles.understanding.dates import read_date
from articles.understanding.front import front_roles
from articles.understanding.language import language_of
from articles.understanding.lines import Line, lines_of
from articles.understanding.opening import opening_roles
from articles.understanding.story import BLOCK_ROLES, Block, Hints, Role, RoledLine, Story
from articles.understanding.tail import tail_roles, tail_start
from articles.understanding.wording import is_attribution

UNDERSTOOD_BY = "rules-2"  # changes whenever the same text may give another Story
NO_HINTS = Hints()


def understand(text: str, hints: Hints = NO_HINTS) -> Story:
    """What the document says, and the role of each of its lines.

    Never raises, whatever the text: a document that is no story gives a Story without headline or blocks.
    """
    lines = lines_of(text)
    return _story(lines, _roles(lines), hints)


def _roles(lines: Sequence[Line]) -> list[Role]:
    """One role a line: front, opening, body and tail, each judged in the light of those before."""
    front = front_roles(lines)
    headline = lines[len(front) - 1].text if front else ""
    furniture = {line.text for line, role in zip(lines, front, strict=False) if role in (Role.MASTHEAD, Role.TAGLINE)}
    end = tail_start(lines, len(front))
    opening = opening_roles(lines[len(front) : end], headline)
    start = len(front) + len(opening)
    body = body_roles(lines[start:end], headline, furniture, is_cut=end == len(lines))
    return [*front, *opening, *body, *tail_roles(lines[end:], furniture)]


def _story(lines: Sequence[Line], roles: Sequence[Role], hints: Hints) -> Story:
    roled = tuple(RoledLine(line.number, role, line.text) for line, role in zip(lines, roles, strict=True))

    def texts(wanted: Role) -> list[str]:
        return [line.text for line in roled if line.role is wanted]

    blocks = _blocks(roled)
    return Story(
        source=_first(texts(Role.MASTHEAD)) or " ".join(hints.source.split()),
        tagline=_first(texts(Role.TAGLINE)),
        captured_on=_captured_on(roled),
        headline=_first(texts(Role.HEADLINE)),
        standfirst="\n".join(texts(Role.STANDFIRST)),
        byline=_first(texts(Role.BYLINE)),
        published=_published(roled),
        language=language_of("\n".join(block.text for block in blocks)),
        blocks=blocks,
        related=tuple(texts(Role.RELATED)),
        lines=roled,
    )


def _blocks(roled: Sequence[RoledLine]) -> tuple[Block, ...]:
    """The body's lines as blocks; the line that names a quotation's speaker joins the quotation."""
    blocks: list[Block] = []
    for line in roled:
        if line.role not in BLOCK_ROLES:
            continue
        if line.role is Role.QUOTE and is_attribution(line.text) and blocks and blocks[-1].kind == Role.QUOTE:
            blocks[-1] = Block(Role.QUOTE.value, f"{blocks[-1].text}\n{line.text}")
        else:
            blocks.append(Block(line.role.value, line.text))
    return tuple(blocks)


def _captured_on(roled: Sequence[RoledLine]) -> dt.date | None:
    """The date above the headline: the day the page was captured."""
    for line in roled:
        if line.role is Role.HEADLINE:
            return None
        if line.role is Role.DATELINE and (moment := read_date(line.text)):
            return moment.date()
    return None


def _published(roled: Sequence[RoledLine]) -> dt.datetime | None:
    """The date below the headline: the story's own. A masthead's date is never taken for it."""
    below = False
    for line in roled:
        below = below or line.role is Role.HEADLINE
        if below and line.role is Role.DATELINE and (moment := read_date(line.text)):
            return moment
    return None


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""
