"""A document's bytes to the captures they hold."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from articles.captures.acceptance import refusal
from articles.captures.capture import completed
from articles.captures.exported import exported
from articles.captures.line_counts import CountedLines, counted_lines_of
from articles.captures.planning import Capture
from articles.documents.formats.plain_text import decode
from articles.documents.html import Page, is_html, read_page, reconcile
from articles.documents.problems import UnreadableError
from articles.documents.received import LIBRARY
from articles.understanding import Hints, Reading, Story, understand

EARLY = dt.timedelta(days=2)
type KnownBoilerplate = Callable[
    [CountedLines], frozenset[int]
]  # which of a document's lines its source is known to repeat


def nothing_known(_: CountedLines) -> frozenset[int]:
    """For documents read by themselves."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class DocumentStory:
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
    printed: CountedLines | None

    def told(self, boilerplate: KnownBoilerplate) -> DocumentStory:
        """What it tells without the lines that its source is known to repeat, unless no story would be left."""
        url = self.page.metadata.url if self.page else None
        left_out = boilerplate(self.printed) if self.printed else frozenset()
        if not left_out or refusal(self.alone):
            return DocumentStory(self.alone, url)
        story = self.reading.without(left_out).story
        story = reconcile(story, self.page) if self.page else story
        return DocumentStory(self.alone if refusal(story) else story, url, left_out)


def read_document(content: bytes, hints: Hints) -> DocumentReading:
    """A text or an HTML page read by itself. Raises UnreadableError when it can't be read."""
    page = read_page(content) if is_html(content) else None
    reading = understand(page.text, hints, page.marks) if page else understand(decode(content), hints)
    alone = reconcile(reading.story, page) if page else reading.story
    return DocumentReading(reading, page, alone, counted_lines_of(alone, reading.removable))


def captures_of(
    content: bytes,
    media_type: str,
    source_name: str,
    document: int,
    seen_at: dt.datetime,
    boilerplate: KnownBoilerplate = nothing_known,
) -> list[Capture]:
    """Every text that the document holds, the current one last. Raises UnreadableError when it holds no story."""
    if media_type == LIBRARY:
        return exported(content, document, seen_at)
    return [capture_of(read_document(content, Hints(source=source_name)), document, seen_at, boilerplate)]


def capture_of(reading: DocumentReading, document: int, seen_at: dt.datetime, boilerplate: KnownBoilerplate) -> Capture:
    """The document's text. Raises UnreadableError when it holds no story."""
    told = reading.told(boilerplate)
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


def document_story(content: bytes, hints: Hints, boilerplate: KnownBoilerplate = nothing_known) -> DocumentStory:
    """The story of a text or an HTML page, whatever it is worth. Raises UnreadableError when it can't be read."""
    return read_document(content, hints).told(boilerplate)


def _without_future(story: Story, seen_at: dt.datetime) -> Story:
    """A story published after it came was not: its date is unknown. Two days allow for clocks and time zones."""
    latest = min(seen_at, _midnight(story.captured_on) or seen_at) + EARLY
    return replace(story, published=None) if story.published and story.published > latest else story


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
