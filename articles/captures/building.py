"""Builds the captures of a document from its bytes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from articles.captures.acceptance import acceptance_problem
from articles.captures.capture import Capture, completed
from articles.captures.line_counts import CountedLines, counted_lines_of
from articles.captures.structured import structured_captures
from articles.documents.formats import read as read_content
from articles.documents.page import Page
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import TEXT
from articles.documents.reconciling import reconcile
from articles.documents.structured_story import StructuredStory
from articles.understanding import Hints, Reading, Story, understand

CLOCK_TOLERANCE = dt.timedelta(days=2)  # for wrong clocks and time zones
# Gives the digests of those lines of a document that are known to be boilerplate of its source.
type KnownBoilerplate = Callable[[CountedLines], frozenset[int]]


def nothing_known(_: CountedLines) -> frozenset[int]:
    """Know no boilerplate: for documents read by themselves."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class DocumentStory:
    """The story of a document, and the URL that its metadata gives."""

    story: Story
    url: str | None = None
    left_out: frozenset[int] = frozenset()  # digests of the lines that were left out as known boilerplate


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document understood by itself, with the lines that it adds to the counts of its source."""

    page: Page
    reading: Reading
    story: Story
    printed: CountedLines | None

    def story_without(self, boilerplate: KnownBoilerplate) -> DocumentStory:
        """Return the story without the boilerplate that is known, or with it when no story would be left."""
        url = self.page.metadata.url
        left_out = boilerplate(self.printed) if self.printed else frozenset()
        if not left_out or acceptance_problem(self.story):
            return DocumentStory(self.story, url)
        story = reconcile(self.reading.without(left_out).story, self.page)
        return DocumentStory(self.story if acceptance_problem(story) else story, url, left_out)


def captures_of(
    content: bytes,
    media_type: str,
    source_name: str,
    document: int,
    seen_at: dt.datetime,
    boilerplate: KnownBoilerplate = nothing_known,
) -> list[Capture]:
    """Return every text in the document, the current one last. Raises UnreadableError when it has no story."""
    given = read_content(content, media_type)
    if isinstance(given, StructuredStory):
        return structured_captures(given, document, seen_at)
    return [_capture_of(_understand(given, Hints(source=source_name)), document, seen_at, boilerplate)]


def document_story(
    content: bytes, hints: Hints, boilerplate: KnownBoilerplate = nothing_known, media_type: str = TEXT
) -> DocumentStory:
    """Return the story of a page, acceptable or not. Raises UnreadableError when there is no page to be understood."""
    return read_document(content, hints, media_type).story_without(boilerplate)


def read_document(content: bytes, hints: Hints, media_type: str = TEXT) -> DocumentReading:
    """Understand a page by itself. Raises UnreadableError when it can't be read, or is structured already."""
    given = read_content(content, media_type)
    if isinstance(given, StructuredStory):
        raise UnreadableError(Problem("nothing-to-understand"))
    return _understand(given, hints)


def _understand(page: Page, hints: Hints) -> DocumentReading:
    reading = understand(page.text, hints, page.marks)
    story = reconcile(reading.story, page)
    return DocumentReading(page, reading, story, counted_lines_of(story, reading.removable))


def _capture_of(
    reading: DocumentReading, document: int, seen_at: dt.datetime, boilerplate: KnownBoilerplate
) -> Capture:
    found = reading.story_without(boilerplate)
    if problem := acceptance_problem(found.story):
        raise UnreadableError(problem)
    capture = Capture(
        document=document,
        order=(seen_at, document, 0),
        story=replace(_without_future(found.story, seen_at), lines=()),  # lines are not stored
        url=found.url,
        seen_at=seen_at,
        printed=reading.printed,
        left_out=found.left_out,
    )
    return completed(capture)


def _without_future(story: Story, seen_at: dt.datetime) -> Story:
    """Return the story without a date of publication that lies after its capture or its import."""
    latest = min(seen_at, _midnight(story.captured_on) or seen_at) + CLOCK_TOLERANCE
    return replace(story, published=None) if story.published and story.published > latest else story


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
