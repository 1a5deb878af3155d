"""The whole of a document: its parts in order, the role of each line, and the Story they make."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from articles.text.dates import find_date, read_date, without_date
from articles.text.digests import signed_digest
from articles.text.language import language_of
from articles.understanding.classifier.cascade import LineProbabilities, classify
from articles.understanding.classifier.confidence import PLAIN, STORY, confidence_of, hundredths, story_probability
from articles.understanding.classifier.labelling import learned_roles
from articles.understanding.features.markup import Markup
from articles.understanding.lines import Line, lines_of
from articles.understanding.page_type import nature_of
from articles.understanding.repeated_lines import can_go, own_runs, roles_without
from articles.understanding.rules.body import body_roles
from articles.understanding.rules.front import front_roles
from articles.understanding.rules.line_shapes import is_attribution
from articles.understanding.rules.masthead import title_source, with_front
from articles.understanding.rules.opening import opening_roles
from articles.understanding.rules.plain_layout import is_plain
from articles.understanding.rules.tail import tail_roles, tail_start
from articles.understanding.story import BLOCK_ROLES, Block, Hints, Role, RoledLine, Story

NO_HINTS = Hints()


def understand(text: str, hints: Hints = NO_HINTS, marks: Markup | None = None) -> Story:
    """What the document says, and the role of each of its lines; `marks` are what its mark-up says, if it had any.

    Never raises, whatever the text: a document that is no story gives a Story without headline or blocks.
    """
    reading = read(text, hints, marks)
    return (reading.without(hints.repeated) if hints.repeated else reading).story


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was understood, which can be understood again without some of its lines."""

    lines: Sequence[Line]
    roles: Sequence[Role]
    story: Story
    hints: Hints
    marks: Markup | None = None

    @property
    def removable(self) -> tuple[bool, ...]:
        """Whether each line could be taken out."""
        return tuple(can_go(line.text, role) for line, role in zip(self.lines, self.roles, strict=True))

    def without(self, repeated: Collection[int]) -> "Reading":
        """The text understood as if these lines, by digest, weren't there; each still has its role.

        What it is taken for, and how sure that is, stays as the whole text made it.
        """
        out = {
            index
            for index, (line, removable) in enumerate(zip(self.lines, self.removable, strict=True))
            if removable and signed_digest(line.text) in repeated
        }
        out -= own_runs(self.lines, self.roles, out)
        if not out:
            return self
        roles = roles_without(self.lines, self.roles, out, self._judged)
        alone = self.story
        story = story_of(self.lines, roles, self.hints)
        story = replace(
            story, nature=alone.nature, story_probability=alone.story_probability, confidence=alone.confidence
        )
        return replace(self, roles=roles, story=story)

    def _judged(self, kept: Sequence[int], lines: Sequence[Line]) -> list[Role]:
        marks = self.marks.of_lines(kept) if self.marks else None
        return roles_of(lines, partial(classify, marks=marks))


def read(text: str, hints: Hints = NO_HINTS, marks: Markup | None = None) -> Reading:
    """The text understood by itself, whatever the hints know of its lines; `marks` as in `understand`."""
    return read_lines(lines_of(text), partial(classify, marks=marks), hints, marks)


def read_lines(
    lines: Sequence[Line],
    judged: Callable[[Sequence[Line]], LineProbabilities],
    hints: Hints = NO_HINTS,
    marks: Markup | None = None,
) -> Reading:
    """These lines understood, and how surely: by rule where the layout is plain, by what was learned elsewhere."""
    roles, judgement = _roles(lines, judged)
    story = story_of(lines, roles, hints)
    if judgement is None:
        story = replace(story, nature=nature_of(story.lines, is_list=False), confidence=PLAIN)
    else:
        worth = story_probability(judgement, roles)
        nature = nature_of(story.lines, is_list=worth < STORY)
        sure = confidence_of(judgement, roles)
        story = replace(story, nature=nature, story_probability=hundredths(worth), confidence=sure)
    return Reading(lines, roles, story, hints, marks)


def roles_of(lines: Sequence[Line], judged: Callable[[Sequence[Line]], LineProbabilities]) -> list[Role]:
    """One role a line, as in `read_lines`."""
    return _roles(lines, judged)[0]


def _roles(
    lines: Sequence[Line], judged: Callable[[Sequence[Line]], LineProbabilities]
) -> tuple[list[Role], LineProbabilities | None]:
    """One role a line, and the judgement that gave it; None where rules did."""
    front = front_roles(lines)
    if not lines or is_plain(lines, front):
        return _plain_roles(lines, front), None
    judgement = judged(lines)
    return with_front(lines, learned_roles(lines, judgement), front), judgement


def _plain_roles(lines: Sequence[Line], front: Sequence[Role]) -> list[Role]:
    """Front, opening, body and tail, each judged in the light of those before."""
    headline = lines[len(front) - 1].text if front else ""
    boilerplate = {line.text for line, role in zip(lines, front, strict=False) if role in (Role.MASTHEAD, Role.TAGLINE)}
    end = tail_start(lines, len(front))
    opening = opening_roles(lines[len(front) : end], headline)
    start = len(front) + len(opening)
    body = body_roles(lines[start:end], headline, boilerplate, is_cut=end == len(lines))
    return [*front, *opening, *body, *tail_roles(lines[end:], boilerplate)]


def story_of(lines: Sequence[Line], roles: Sequence[Role], hints: Hints = NO_HINTS) -> Story:
    """The Story that these lines make in these roles."""
    roled = tuple(RoledLine(line.number, role, line.text) for line, role in zip(lines, roles, strict=True))

    def texts(wanted: Role) -> list[str]:
        return [line.text for line in roled if line.role is wanted]

    blocks = _blocks(roled)
    language = language_of("\n".join(block.text for block in blocks))
    day_first = language not in ("", "en")
    return Story(
        source=_first(texts(Role.MASTHEAD)) or " ".join(hints.source.split()) or title_source(roled),
        tagline=_first(texts(Role.TAGLINE)),
        captured_on=_captured_on(roled),
        headline=_first(texts(Role.HEADLINE)),
        standfirst="\n".join(texts(Role.STANDFIRST)),
        byline=_byline(texts(Role.BYLINE), day_first=day_first),
        published=_published(roled, day_first=day_first),
        language=language,
        blocks=blocks,
        related=tuple(texts(Role.RELATED)),
        lines=roled,
    )


def _byline(texts: Sequence[str], *, day_first: bool) -> str:
    """The lines that say who wrote it, each once, without the dates that stand on them."""
    return ", ".join(dict.fromkeys(without_date(text, day_first=day_first) or text for text in texts))


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


def _published(roled: Sequence[RoledLine], *, day_first: bool) -> dt.datetime | None:
    """The story's own date: below the headline, or anywhere when no masthead could claim it; or the byline's."""
    is_claimed = _masthead(roled) < len(roled)
    headline = next((index for index, line in enumerate(roled) if line.role is Role.HEADLINE), len(roled))
    for wanted in (Role.DATELINE, Role.BYLINE):
        for line in roled[headline if is_claimed else 0 :]:
            if line.role is wanted and (found := find_date(line.text, day_first=day_first)):
                return found.moment
    return None


def _masthead(roled: Sequence[RoledLine]) -> int:
    """Index of the masthead; the number of lines when there is none."""
    return next((index for index, line in enumerate(roled) if line.role is Role.MASTHEAD), len(roled))


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""
