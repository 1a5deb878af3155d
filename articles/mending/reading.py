"""A document as it is understood with any corrections by hand; it is read once."""

from dataclasses import dataclass

from articles.captures.acceptance import acceptance_problem
from articles.captures.building import DocumentReading, read_document
from articles.captures.by_hand.mending import structured_mended
from articles.captures.by_hand.sources import KnownBoilerplate
from articles.documents.formats import format_of, read
from articles.documents.problems import Problem, UnreadableError
from articles.documents.structured_story import StructuredStory
from articles.models import Document
from articles.understanding import NO_MENDS, Hints, Mends, Story

NO_STORY = Story()


@dataclass(frozen=True, slots=True)
class Understood:
    """A document's story, and why it can't be an article; without lines where its parts are given."""

    story: Story = NO_STORY
    url: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Readable:
    """A document that was read; the story of it is made with any corrections."""

    read: DocumentReading | StructuredStory | Problem
    boilerplate: KnownBoilerplate

    def understood(self, mends: Mends = NO_MENDS) -> Understood:
        """Return the story with these corrections."""
        if isinstance(self.read, Problem):
            return Understood(problem=self.read)
        if isinstance(self.read, StructuredStory):
            story = _story_of(structured_mended(self.read, mends))
            return Understood(story, self.read.url, acceptance_problem(story))
        found = self.read.with_mends(mends).story_without(self.boilerplate)
        return Understood(found.story, found.url, acceptance_problem(found.story))


def readable(document: Document, boilerplate: KnownBoilerplate) -> Readable:
    """Read a document, without its corrections."""
    content, media_type = document.content, document.media_type
    try:
        if format_of(media_type).is_structured:
            given = read(content, media_type)
            if isinstance(given, StructuredStory):
                return Readable(given, boilerplate)
        return Readable(read_document(content, Hints(document.source_name), media_type), boilerplate)
    except UnreadableError as unreadable:
        return Readable(unreadable.problem, boilerplate)


def _story_of(given: StructuredStory) -> Story:
    current = given.current
    return Story(
        source=given.source,
        tagline=given.tagline,
        captured_on=current.captured_on,
        headline=current.headline,
        standfirst=current.standfirst,
        byline=given.byline,
        published=given.published,
        language=given.language,
        blocks=current.blocks,
        related=tuple(link.text for link in given.related),
    )
