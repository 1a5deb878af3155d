"""The pipeline: a text's lines, the role of each, and the Story they make."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from articles.text.dates import without_date
from articles.text.digests import signed_digest
from articles.text.language import language_of, writes_day_first
from articles.text.normal_form import line_form
from articles.understanding.classifier.cascade import LineProbabilities, classify
from articles.understanding.classifier.confidence import PLAIN, STORY, confidence_of, hundredths, story_probability
from articles.understanding.classifier.labelling import learned_roles
from articles.understanding.features.markup import Markup
from articles.understanding.lines import Line, lines_of
from articles.understanding.page_type import nature_of
from articles.understanding.plain_text.reading import plain_lines
from articles.understanding.repeated_lines import can_be_removed, close_up, has_enough_body, merge_roles, story_runs
from articles.understanding.rules.corrections.copies import copied_lines
from articles.understanding.rules.corrections.corrected_roles import (
    OF_ANY_PAGE,
    OF_PLAIN_TEXT,
    OF_TEXT,
    corrected_roles,
)
from articles.understanding.rules.front import front_roles
from articles.understanding.rules.line_shapes import is_attribution
from articles.understanding.rules.masthead import with_front
from articles.understanding.rules.plain_layout import plain_end, plain_roles
from articles.understanding.rules.short_pages.below_headline import is_clear_story
from articles.understanding.rules.title_line import title_source
from articles.understanding.story import BLOCK_ROLES, Block, Hints, Role, RoledLine, Story
from articles.understanding.story_dates import captured_on, published

NO_HINTS = Hints()

type Classifier = Callable[[Sequence[Line], Markup | None], LineProbabilities]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with the role of each line and the story they make; it can be understood again without some lines."""

    lines: Sequence[Line]
    roles: Sequence[Role]
    story: Story
    hints: Hints
    markup: Markup | None = None

    @property
    def removable(self) -> tuple[bool, ...]:
        """Whether each line could be removed as boilerplate."""
        return tuple(can_be_removed(line.text, role) for line, role in zip(self.lines, self.roles, strict=True))

    def without(self, repeated: Collection[int]) -> "Reading":
        """Understand the text as if the removable ones of these lines, given by digest, weren't in it.

        Each removed line still has a role. The page's type and confidence stay those of the whole text.
        """
        removed = {
            index
            for index, (line, removable) in enumerate(zip(self.lines, self.removable, strict=True))
            if removable and signed_digest(line.text) in repeated
        }
        removed -= story_runs(self.lines, self.roles, removed)
        if not removed or len(removed) == len(self.lines):
            return self
        roles = self._roles_without(removed)
        if Role.HEADLINE not in roles:
            roles = self._roles_without({index for index in removed if self.roles[index] is not Role.HEADLINE})
        if not has_enough_body(self.lines, roles, self.roles):
            return self
        whole, story = self.story, story_of(self.lines, roles, self.hints)
        story = replace(
            story, nature=whole.nature, story_probability=whole.story_probability, confidence=whole.confidence
        )
        return replace(self, roles=roles, story=story)

    def _roles_without(self, removed: Collection[int]) -> list[Role]:
        kept = [index for index in range(len(self.lines)) if index not in removed]
        markup = self.markup.of_lines(kept) if self.markup else None
        roles, *_ = _roles(close_up(self.lines, kept), markup)
        return merge_roles(self.lines, kept, roles)


def understand(text: str, hints: Hints = NO_HINTS, markup: Markup | None = None) -> Reading:
    """Give each line of a text its role, and make a story of them; `markup` is that of an HTML page.

    Never raises, whatever the text: a document that is no story gives a Story without headline or blocks.
    """
    lines = lines_of(text) if markup else plain_lines(text)
    roles, own, probabilities = _roles(lines, markup)
    story = story_of(lines, roles, hints)
    if probabilities is None:
        story = replace(story, nature=nature_of(story.lines, is_list=False), confidence=PLAIN)
    else:
        is_story = story_probability(probabilities, own)
        story = replace(
            story,
            nature=nature_of(story.lines, is_list=is_story < STORY and not is_clear_story(lines, roles)),
            story_probability=hundredths(is_story),
            confidence=confidence_of(probabilities, own),
        )
    return Reading(lines, roles, story, hints, markup)


def _roles(lines: Sequence[Line], markup: Markup | None) -> tuple[list[Role], list[Role], LineProbabilities | None]:
    """Give each line a role; also return the roles and the probabilities of the lines that were classified.

    Lines that are copies of others are none of them.
    """
    copies = copied_lines(lines)
    if not copies:
        own, probabilities = roles_of(lines, markup)
        return own, own, probabilities
    kept = [index for index in range(len(lines)) if index not in copies]
    own, probabilities = roles_of(close_up(lines, kept), markup.of_lines(kept) if markup else None)
    roles = [Role.REPEAT] * len(lines)
    for index, role in zip(kept, own, strict=True):
        roles[index] = role
    return roles, own, probabilities


def roles_of(
    lines: Sequence[Line], markup: Markup | None, classifier: Classifier = classify
) -> tuple[list[Role], LineProbabilities | None]:
    """Give each line a role: by rule where the layout is plain, else from probabilities, which are then returned.

    A training gives those that it found for pages that it didn't learn from, by a `classifier` of its own.
    """
    front = front_roles(lines)
    if markup is not None and not _is_titled(lines, front, markup):
        front = []
    end = plain_end(lines, front) if lines else 0
    if end is not None:
        return corrected_roles(lines, plain_roles(lines, front, end), OF_PLAIN_TEXT), None
    probabilities = classifier(lines, markup)
    roles = with_front(lines, learned_roles(lines, probabilities), front)
    return corrected_roles(lines, roles, OF_ANY_PAGE if markup else OF_TEXT), probabilities


def _is_titled(lines: Sequence[Line], front: Sequence[Role], markup: Markup) -> bool:
    """Whether the rules take the line for the headline that the page's own title and headings name."""
    if markup.title < 0 or not front or front[-1] is not Role.HEADLINE:
        return markup.title < 0
    return line_form(lines[len(front) - 1].text) == line_form(lines[markup.title].text)


def story_of(lines: Sequence[Line], roles: Sequence[Role], hints: Hints = NO_HINTS) -> Story:
    """Make a Story of lines and their roles."""
    roled = tuple(RoledLine(line.number, role, line.text) for line, role in zip(lines, roles, strict=True))

    def texts(wanted: Role) -> list[str]:
        return [line.text for line in roled if line.role is wanted]

    blocks = _blocks(roled)
    text = "\n".join(block.text for block in blocks)
    language, day_first = language_of(text), writes_day_first(text)
    return Story(
        source=_first(texts(Role.MASTHEAD)) or " ".join(hints.source.split()) or title_source(roled),
        tagline=_first(texts(Role.TAGLINE)),
        captured_on=captured_on(roled, day_first=day_first),
        headline=_first(texts(Role.HEADLINE)),
        standfirst="\n".join(texts(Role.STANDFIRST)),
        byline=_byline(texts(Role.BYLINE), day_first=day_first),
        published=published(roled, day_first=day_first),
        language=language,
        blocks=blocks,
        related=tuple(texts(Role.RELATED)),
        lines=roled,
    )


def _byline(texts: Sequence[str], *, day_first: bool) -> str:
    """Join the byline's lines, each once, without the dates on them."""
    return ", ".join(dict.fromkeys(without_date(text, day_first=day_first) or text for text in texts))


def _blocks(roled: Sequence[RoledLine]) -> tuple[Block, ...]:
    """Turn the body's lines into blocks; a line that names a quotation's speaker joins the quotation."""
    blocks: list[Block] = []
    for line in roled:
        if line.role not in BLOCK_ROLES:
            continue
        if line.role is Role.QUOTE and is_attribution(line.text) and blocks and blocks[-1].kind == Role.QUOTE:
            blocks[-1] = Block(Role.QUOTE.value, f"{blocks[-1].text}\n{line.text}")
        else:
            blocks.append(Block(line.role.value, line.text))
    return tuple(blocks)


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""
