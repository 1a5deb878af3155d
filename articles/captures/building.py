"""Builds the captures of a document from its bytes."""

import datetime as dt
from dataclasses import dataclass, replace

from articles.captures.acceptance import acceptance_problem
from articles.captures.by_hand.mending import marked_roles, mended, structured_mended, with_roles
from articles.captures.by_hand.sources import KnownBoilerplate, nothing_known
from articles.captures.capture import Capture, completed
from articles.captures.line_counts import CountedLines, counted_lines_of
from articles.captures.shared_lines import shared_lines
from articles.captures.structured import structured_captures
from articles.documents.formats import read as read_content
from articles.documents.page import Page
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import TEXT
from articles.documents.reconciling import reconcile
from articles.documents.structured_story import StructuredStory
from articles.understanding import NO_MENDS, Hints, Mends, Reading, Story, understand

CLOCK_TOLERANCE = dt.timedelta(days=2)  # for wrong clocks and time zones


@dataclass(frozen=True, slots=True)
class DocumentStory:
    """The story of a document, and the URL that its metadata gives."""

    story: Story
    url: str | None = None
    left_out: frozenset[int] = frozenset()  # digests of the lines that were left out as known boilerplate
    shared: tuple[str, ...] = ()  # lines of the story by itself that were left out because other stories have them
    printed: CountedLines | None = None  # the lines that the document adds to the counts of its source


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document understood by itself, with the lines that it adds to the counts of its source.

    Lines count under the headline that was understood: a headline given by hand makes no further story of them.
    """

    page: Page
    reading: Reading
    story: Story
    printed: CountedLines | None

    def story_without(self, boilerplate: KnownBoilerplate) -> DocumentStory:
        """Return the story, as people corrected it, without the boilerplate that is known.

        The boilerplate stays when no story would be left.
        """
        decided = boilerplate.by_hand
        printed = decided.counted(self.printed)
        left_out = boilerplate(printed) if printed else frozenset[int]()
        story = self._without(left_out)
        shared = shared_lines(self.story, story) if story is not self.story else ()
        if printed and (marked := decided.marked.get(printed.source)):
            roles = marked_roles(story.lines, marked)
            fewer = with_roles(story, roles, self.reading.lines, self.page, self.reading.hints)
            story = story if acceptance_problem(fewer) else fewer
        story = mended(story, self.reading.lines, self.page, self.reading.hints)
        story = replace(story, source=decided.name_of(story.source))
        return DocumentStory(story, self.page.metadata.url, left_out, shared, printed)

    def _without(self, left_out: frozenset[int]) -> Story:
        if not left_out or acceptance_problem(self.story):
            return self.story
        story = reconcile(self.reading.without(left_out).story, self.page)
        return self.story if acceptance_problem(story) else story

    def with_mends(self, mends: Mends) -> "DocumentReading":
        """Return the document with these corrections by hand; what was understood by itself stays."""
        hints = replace(self.reading.hints, mends=mends)
        source = mended(self.story, self.reading.lines, self.page, hints).source
        printed = counted_lines_of(replace(self.story, source=source), self.reading.removable)
        return replace(self, reading=replace(self.reading, hints=hints), printed=printed)


def captures_of(
    content: bytes,
    media_type: str,
    source_name: str,
    document: int,
    seen_at: dt.datetime,
    boilerplate: KnownBoilerplate = nothing_known,
    mends: Mends = NO_MENDS,
) -> list[Capture]:
    """Return every text in the document, the current one last. Raises UnreadableError when it has no story."""
    given = read_content(content, media_type)
    if isinstance(given, StructuredStory):
        given = structured_mended(given, mends)
        named = replace(given, source=boilerplate.by_hand.name_of(given.source))
        return structured_captures(named, document, seen_at)
    return [capture_of(_understand(given, Hints(source_name, mends)), document, seen_at, boilerplate)]


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
    found = DocumentReading(page, reading, story, counted_lines_of(story, reading.removable))
    return found if hints.mends == NO_MENDS else found.with_mends(hints.mends)


def capture_of(reading: DocumentReading, document: int, seen_at: dt.datetime, boilerplate: KnownBoilerplate) -> Capture:
    """Return the text of a story as a document that was read gives it. Raises UnreadableError when it has none."""
    found = reading.story_without(boilerplate)
    if problem := acceptance_problem(found.story):
        raise UnreadableError(problem)
    is_dated_by_hand = reading.reading.hints.mends.published is not None
    story = found.story if is_dated_by_hand else _without_future(found.story, seen_at)
    capture = Capture(
        document=document,
        order=(seen_at, document, 0),
        story=replace(story, lines=()),  # lines are not stored
        url=found.url,
        seen_at=seen_at,
        printed=found.printed,
        left_out=found.left_out,
        shared=found.shared,
    )
    return completed(capture)


def _without_future(story: Story, seen_at: dt.datetime) -> Story:
    """Return the story without a date of publication that lies after its capture or its import."""
    latest = min(seen_at, _midnight(story.captured_on) or seen_at) + CLOCK_TOLERANCE
    return replace(story, published=None) if story.published and story.published > latest else story


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
