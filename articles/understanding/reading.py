"""The whole of a document: its parts in order, the role of each line, and the Story they make."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from articles.understanding.body import body_roles
from articles.understanding.confidence import PLAIN, STORY, confidence_of, hundredths, worth_of
from articles.understanding.dates import find_date, read_date
from articles.understanding.deciding import learned_roles
from articles.understanding.front import front_roles
from articles.understanding.judging import Judgement, judge
from articles.understanding.language import language_of
from articles.understanding.lines import Line, lines_of
from articles.understanding.nature import nature_of
from articles.understanding.opening import opening_roles
from articles.understanding.plain import is_plain
from articles.understanding.story import BLOCK_ROLES, Block, Hints, Role, RoledLine, Story
from articles.understanding.tail import tail_roles, tail_start
from articles.understanding.wording import is_attribution

UNDERSTOOD_BY = "learned-2"  # changes whenever the same text may give another Story
NO_HINTS = Hints()


def understand(text: str, hints: Hints = NO_HINTS) -> Story:
    """What the document says, and the role of each of its lines.

    Never raises, whatever the text: a document that is no story gives a Story without headline or blocks.
    """
    return judged_story(lines_of(text), judge, hints)


def judged_story(
    lines: Sequence[Line], judged: Callable[[Sequence[Line]], Judgement], hints: Hints = NO_HINTS
) -> Story:
    """The Story of these lines and how sure it is: by rule where the layout is plain, by what was learned elsewhere."""
    front = front_roles(lines)
    if not lines or is_plain(lines, front):
        story = story_of(lines, _plain_roles(lines, front), hints)
        return replace(story, nature=nature_of(story.lines, is_list=False), confidence=PLAIN)
    judgement = judged(lines)
    roles = learned_roles(lines, judgement)
    story, worth = story_of(lines, roles, hints), worth_of(judgement, roles)
    return replace(
        story,
        nature=nature_of(story.lines, is_list=worth < STORY),
        worth=hundredths(worth),
        confidence=confidence_of(judgement, roles),
    )


def _plain_roles(lines: Sequence[Line], front: Sequence[Role]) -> list[Role]:
    """Front, opening, body and tail, each judged in the light of those before."""
    headline = lines[len(front) - 1].text if front else ""
    furniture = {line.text for line, role in zip(lines, front, strict=False) if role in (Role.MASTHEAD, Role.TAGLINE)}
    end = tail_start(lines, len(front))
    opening = opening_roles(lines[len(front) : end], headline)
    start = len(front) + len(opening)
    body = body_roles(lines[start:end], headline, furniture, is_cut=end == len(lines))
    return [*front, *opening, *body, *tail_roles(lines[end:], furniture)]


def story_of(lines: Sequence[Line], roles: Sequence[Role], hints: Hints = NO_HINTS) -> Story:
    """The Story that these lines make in these roles."""
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
    """The date above the headline, below a masthead: the day the page was captured."""
    for line in roled[_masthead(roled) :]:
        if line.role is Role.HEADLINE:
            return None
        if line.role is Role.DATELINE and (moment := read_date(line.text)):
            return moment.date()
    return None


def _published(roled: Sequence[RoledLine]) -> dt.datetime | None:
    """The story's own date: below the headline, or anywhere when no masthead could claim it."""
    below = _masthead(roled) == len(roled)
    for line in roled:
        below = below or line.role is Role.HEADLINE
        if below and line.role is Role.DATELINE and (found := find_date(line.text)):
            return found.moment
    return None


def _masthead(roled: Sequence[RoledLine]) -> int:
    """Index of the masthead; the number of lines when there is none."""
    return next((index for index, line in enumerate(roled) if line.role is Role.MASTHEAD), len(roled))


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""
