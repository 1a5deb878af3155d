"""Completes a story, as its text was understood, with the page's metadata where the two agree."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.documents.headline_line import PageLines, headline_row
from articles.documents.page import Metadata, Page
from articles.text.normal_form import line_form, normal_form
from articles.text.sanitising import inline_html
from articles.understanding.classifier.confidence import confirmed
from articles.understanding.story import BLOCK_ROLES, TEXT_ROLES, Block, Nature, Role, RoledLine, Story

MAX_BYLINE = 20  # words of a line that names an author
NEAR = 12  # lines from the headline to its byline and standfirst
LEAST_LINKED = 0.5  # share of the characters of a row of links
MIN_DECLARED_STORY = 0.08  # least probability of a story at which metadata that declares an article is believed


def reconcile(story: Story, page: Page) -> Story:
    """Return the story with its metadata. Every line keeps exactly one role; a page without any changes nothing."""
    if page.metadata == Metadata() and not page.titles and not page.inlines:
        return story
    metadata, story = page.metadata, _without_menu(story, page)
    line, published = headline_line(story.lines, page), _published(story, metadata)
    if line is not None:
        story = _confirmed(_with_headline(story, line), normal_form(story.headline) == normal_form(line.text), metadata)
        story = _with_standfirst(story, line, metadata.description)
    story = _with_byline(story, metadata)
    return replace(
        story,
        source=_source(story.source, metadata),
        captured_on=story.captured_on or metadata.captured or (metadata.modified.date() if metadata.modified else None),
        language=story.language or metadata.language,
        published=(published or metadata.published) if line is None else (metadata.published or published),
        blocks=with_inlines(story, page),
    )


def _without_menu(story: Story, page: Page) -> Story:
    """Return the story without a masthead that is a row of links: more than one link, with space between them."""
    row = next((row for row, line in enumerate(story.lines) if line.role is Role.MASTHEAD), -1)
    if row < 0 or page.marks is None or not LEAST_LINKED < page.marks.linked[row] < 1:
        return story
    return replace(story, source="", lines=_roled(story.lines, story.lines[row], Role.BOILERPLATE))


def _published(story: Story, metadata: Metadata) -> dt.datetime | None:
    """Return the date in the text; where the URL or the title gives another day, the midnight of that day."""
    if metadata.day is None or (story.published and story.published.date() == metadata.day):
        return story.published
    return dt.datetime.combine(metadata.day, dt.time(), dt.UTC)


def headline_line(lines: Sequence[RoledLine], page: Page) -> RoledLine | None:
    """Return the line that the metadata or a first-level heading names as the headline; or None."""
    roles = [line.role for line in lines]
    known = PageLines(
        texts=[line.text for line in lines],
        headings={row for row, line in enumerate(lines) if line.number in page.titles},
        linked=page.marks.linked if page.marks else (),
        start=next((row for row, role in enumerate(roles) if role in TEXT_ROLES), len(roles)),
        guess=roles.index(Role.HEADLINE) if Role.HEADLINE in roles else -1,
    )
    row = headline_row(known, page.metadata)
    return lines[row] if row >= 0 else None


def _confirmed(story: Story, is_same: bool, metadata: Metadata) -> Story:
    """Return the story with its confidence in a headline that metadata names; a list declared an article is a story."""
    confidence = story.confidence and replace(story.confidence, headline=confirmed(story.confidence.headline, is_same))
    is_story = story.nature is Nature.LIST and metadata.is_article and story.story_probability >= MIN_DECLARED_STORY
    return replace(story, confidence=confidence, nature=Nature.STORY if is_story else story.nature)


def _with_headline(story: Story, headline: RoledLine) -> Story:
    """Return the story under this headline. Body above it is left out when there is more of it below."""
    form = normal_form(headline.text)
    pieces = _pieces(story)
    below = [piece for piece in pieces if piece[1][0].number > headline.number]
    keeps_below = sum(len(block.text) for block, _ in below) * 2 >= sum(len(block.text) for block, _ in pieces)
    kept = [
        (block, lines)
        for block, lines in (below if keeps_below else pieces)
        if not any(line_form(line.text) == form for line in lines)
    ]
    kept_numbers = {line.number for _, lines in kept for line in lines}

    def role(line: RoledLine) -> Role:
        if line.number == headline.number:
            return Role.HEADLINE
        if line_form(line.text) == form:
            return Role.REPEAT
        is_out = line.role is Role.HEADLINE or (line.role in BLOCK_ROLES and pieces and line.number not in kept_numbers)
        return Role.BOILERPLATE if is_out else line.role

    return replace(
        story,
        headline=headline.text,
        lines=tuple(line if role(line) is line.role else replace(line, role=role(line)) for line in story.lines),
        blocks=tuple(block for block, _ in kept) if pieces else story.blocks,
        related=tuple(text for text in story.related if line_form(text) != form),
    )


def _pieces(story: Story) -> list[tuple[Block, list[RoledLine]]]:
    """Each block with the lines that it is made of; nothing when they can't be metadata."""
    lines = [line for line in story.lines if line.role in BLOCK_ROLES]
    pieces, start = [], 0
    for block in story.blocks:
        end = start + 1 + block.text.count("\n")
        pieces.append((block, lines[start:end]))
        start = end
    return pieces if start == len(lines) else []


def _with_standfirst(story: Story, headline: RoledLine, description: str) -> Story:
    """Take the description as standfirst where it is a line near below the headline that has no other role."""
    form = normal_form(description)
    if story.standfirst or not form:
        return story
    for line in _near(story.lines, headline.number):
        if line_form(line.text) == form and line.role is Role.BOILERPLATE:
            return replace(story, standfirst=line.text, lines=_roled(story.lines, line, Role.STANDFIRST))
    return story


def _with_byline(story: Story, metadata: Metadata) -> Story:
    """Take as byline the line that names all authors of the metadata whom the text names, else their names.

    Authors that a data set gives need not be named in its text, as long as nobody else is.
    """
    text = f" {' '.join(line_form(line.text) for line in story.lines)} "
    named = [name for name in metadata.authors if f" {normal_form(name)} " in text]
    if metadata.is_given and not story.byline:
        named = list(metadata.authors)
    if not named or _names_all(story.byline, named):
        return story
    headline = next((line.number for line in story.lines if line.role is Role.HEADLINE), 0)
    for line in _near(story.lines, headline):
        if line.role is Role.BOILERPLATE and len(line.text.split()) <= MAX_BYLINE and _names_all(line.text, named):
            lines = tuple(_without_byline(each) for each in story.lines)
            return replace(story, byline=line.text, lines=_roled(lines, line, Role.BYLINE))
    return replace(story, byline=", ".join(named))


def _names_all(text: str, names: Iterable[str]) -> bool:
    form = f" {normal_form(text)} "
    return all(f" {normal_form(name)} " in form for name in names)


def _near(lines: Sequence[RoledLine], number: int) -> list[RoledLine]:
    return [line for line in lines if line.number > number][:NEAR]


def _roled(lines: Sequence[RoledLine], one: RoledLine, role: Role) -> tuple[RoledLine, ...]:
    return tuple(replace(line, role=role) if line.number == one.number else line for line in lines)


def _without_byline(line: RoledLine) -> RoledLine:
    return replace(line, role=Role.BOILERPLATE) if line.role is Role.BYLINE else line


def _source(masthead: str, metadata: Metadata) -> str:
    """Return the masthead where the metadata names it too or names no source, else the source of the metadata.

    A page's first line is rarely a masthead, far more often "Skip to content".
    """
    named = f" {normal_form(' '.join((*metadata.sources, *metadata.headlines)))} "
    if metadata.is_given and metadata.sources:
        return metadata.sources[0]
    if masthead and (not metadata.sources or f" {normal_form(masthead)} " in named):
        return masthead
    return metadata.sources[0] if metadata.sources else masthead


def with_inlines(story: Story, page: Page) -> tuple[Block, ...]:
    """Return the blocks of the story with the links and emphasis that the page has in their lines."""
    html = {line.text: page.inlines[line.number] for line in reversed(story.lines) if line.number in page.inlines}
    return tuple(replace(block, html=_inline(block.text, html)) if html else block for block in story.blocks)


def _inline(text: str, html: dict[str, str]) -> str:
    """Return a block's HTML, sanitised; "" when it has neither links nor emphasis."""
    return inline_html(html[text], text) if text in html else ""
