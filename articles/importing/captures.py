"""A document's bytes to the captures they hold, or to the problem that keeps them out."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from articles.documents.formats.plain_text import decode
from articles.documents.html import Page, agreed, is_html, read_page
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import LIBRARY
from articles.importing.deciding import Capture
from articles.importing.furniture import Printed, printed_in
from articles.importing.grouping import completed
from articles.text.characters import clean
from articles.text.sanitising import inline_html
from articles.text.urls import story_address
from articles.understanding import Block, Confidence, Hints, Nature, Reading, Role, Story, read
from articles.understanding.classifier.confidence import hundredths
from articles.understanding.story import BLOCK_ROLES

MAX_HEADLINE = 1_000  # characters
MAX_RELATED = 1_000  # headlines
EARLY = dt.timedelta(days=2)
MIN_STORY = 5  # words; the shortest story measured is one sentence of sixteen
MIN_WIDE_STORY = 15  # characters, where words aren't parted by spaces
BLOCKS = {role.value: role.value for role in BLOCK_ROLES}
NATURES = {
    Nature.LIST: Problem(
        "list", "It is a page of headlines, as a front page or a section is, not one story. Import its stories instead."
    ),
    Nature.ERROR: Problem(
        "error-page", "It is an error page or a check for robots, not the story. Fetch the page again, in a browser."
    ),
    Nature.WALL: Problem(
        "wall", "It stops where readers must log in or subscribe. Save the page again from a browser that is logged in."
    ),
    Nature.CONSENT: Problem(
        "consent", "It is a question about cookies and privacy, not the story. Answer it and save the page again."
    ),
}
_TEXTS = ("headline", "standfirst", "byline", "language")

type Furniture = Callable[[Printed], frozenset[int]]  # which of a document's lines its source is known to repeat


def nothing_known(_: Printed) -> frozenset[int]:
    """For documents read by themselves."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells: its story, and the address that an HTML page gives."""

    story: Story
    url: str | None = None
    left_out: frozenset[int] = frozenset()  # known furniture


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document read by itself. Its lines count for its source, and what its source repeats can be left out of it."""

    reading: Reading
    page: Page | None
    alone: Story
    printed: Printed | None

    def told(self, furniture: Furniture) -> Told:
        """What it tells without the lines that its source is known to repeat, unless no story would be left."""
        url = self.page.metadata.url if self.page else None
        left_out = furniture(self.printed) if self.printed else frozenset()
        if not left_out or refusal(self.alone):
            return Told(self.alone, url)
        story = self.reading.without(left_out).story
        story = agreed(story, self.page) if self.page else story
        return Told(self.alone if refusal(story) else story, url, left_out)


def read_document(content: bytes, hints: Hints) -> DocumentReading:
    """A text or an HTML page read by itself. Raises UnreadableError when it can't be read."""
    page = read_page(content) if is_html(content) else None
    reading = read(page.text, hints, page.marks) if page else read(decode(content), hints)
    alone = agreed(reading.story, page) if page else reading.story
    return DocumentReading(reading, page, alone, printed_in(alone, reading.removable))


def captures_of(
    content: bytes,
    media_type: str,
    source_name: str,
    document: int,
    seen_at: dt.datetime,
    furniture: Furniture = nothing_known,
) -> list[Capture]:
    """Every text that the document holds, the current one last. Raises UnreadableError when it holds no story."""
    if media_type == LIBRARY:
        return exported(content, document, seen_at)
    return [capture_of(read_document(content, Hints(source=source_name)), document, seen_at, furniture)]


def capture_of(reading: DocumentReading, document: int, seen_at: dt.datetime, furniture: Furniture) -> Capture:
    """The document's text. Raises UnreadableError when it holds no story."""
    told = reading.told(furniture)
    if problem := refusal(told.story):
        raise UnreadableError(problem)
    capture = Capture(
        document=document,
        order=(seen_at, document, 0),
        story=replace(_without_future(told.story, seen_at), lines=()),  # they are stored nowhere
        url=told.url,
        seen_at=seen_at,
        printed=reading.printed,
        left_out=told.left_out,
    )
    return completed(capture)


def tell(content: bytes, hints: Hints, furniture: Furniture = nothing_known) -> Told:
    """The story of a text or an HTML page, whatever it is worth. Raises UnreadableError when it can't be read."""
    return read_document(content, hints).told(furniture)


def _without_future(story: Story, seen_at: dt.datetime) -> Story:
    """A story published after it came was not: its date is unknown. Two days allow for clocks and time zones."""
    latest = min(seen_at, _midnight(story.captured_on) or seen_at) + EARLY
    return replace(story, published=None) if story.published and story.published > latest else story


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None


def refusal(story: Story) -> Problem | None:
    """Why this can't be an article, or None."""
    if problem := NATURES.get(story.nature):
        return problem
    if not _reads_as_story(story):
        return Problem("no-story", "No story was found in it, only headings, lists and furniture of a page.")
    if not story.headline:
        line = story.lines[0].number if story.lines else None
        return Problem("no-headline", "No headline was found. It stands above the story, on a line of its own.", line)
    if len(story.headline) > MAX_HEADLINE:
        return Problem("headline-too-long", f"Its headline is over the limit of {MAX_HEADLINE:,} characters.")
    if len(story.related) > MAX_RELATED:
        return Problem(
            "too-many-related", f"It lists {len(story.related):,} related headlines; the limit is {MAX_RELATED:,}."
        )
    return None


def _reads_as_story(story: Story) -> bool:
    prose = " ".join(b.text for b in story.blocks if b.kind in (Role.PARAGRAPH, Role.ITEM, Role.QUOTE))
    words = [word for word in prose.split() if any(map(str.isalpha, word))]
    return len(words) >= MIN_STORY or (not prose.isascii() and sum(map(str.isalpha, prose)) >= MIN_WIDE_STORY)


def exported(content: bytes, document: int, seen_at: dt.datetime) -> list[Capture]:
    """A line of an exported library: the article's earlier texts, then its current one."""
    try:
        data = json.loads(content)
        if data["kind"] != "story":
            raise ValueError(f"kind is {data['kind']!r}")
        texts = [*data["revisions"], data]
        return [_capture(data, text, document, number, seen_at) for number, text in enumerate(texts)]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        message = f"It is no line of an exported library ({type(error).__name__}: {error})."
        raise UnreadableError(Problem("library", message[:300])) from error


def _capture(data: dict[str, Any], text: dict[str, Any], document: int, number: int, seen_at: dt.datetime) -> Capture:
    is_current = text is data
    related = data["related"] if is_current else []
    source = data["source"] or {}
    story = Story(
        source=clean(source.get("name", "")),
        tagline=clean(source.get("tagline", "")),
        captured_on=_day(text["captured_on"]),
        published=_moment(data["published"]),
        blocks=tuple(map(_block, text["blocks"])),
        related=tuple(clean(link["text"]) for link in related),
        confidence=_confidence(data.get("confidence")) if is_current else None,
        **{name: clean(text.get(name, data[name])) for name in _TEXTS},
    )
    if problem := refusal(story):
        raise UnreadableError(problem)
    capture = Capture(
        document=document,
        order=(seen_at, document, number),
        story=story,
        url=story_address(data["url"]),
        seen_at=seen_at,
        source_url=_address(source.get("url")) or "",
    )
    return completed(capture)


def _confidence(parts: dict[str, float] | None) -> Confidence | None:
    """None in exports of before it was known. Raises ValueError or TypeError."""
    if parts is None:
        return None
    return Confidence(**{part: hundredths(float(parts[part])) for part in ("headline", "body", "related")})


def _address(url: str | None) -> str | None:
    """An address of http(s), a front page too."""
    return url if url and url.startswith(("https://", "http://")) else None


def _moment(text: str | None) -> dt.datetime | None:
    """A time with its zone, as UTC. Raises ValueError or OverflowError."""
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(dt.UTC)


def _block(block: dict[str, str]) -> Block:
    text = clean(block["text"])
    return Block(BLOCKS[block["kind"]], text, inline_html(clean(block.get("html", "")), text))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
