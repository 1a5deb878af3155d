"""The captures of a story whose parts are given, one for each of its texts."""

import datetime as dt

from articles.captures.acceptance import acceptance_problem
from articles.captures.capture import Capture, completed
from articles.documents.problems import UnreadableError
from articles.documents.structured_story import StructuredStory, StructuredText
from articles.understanding import Story


def structured_captures(given: StructuredStory, document: int, seen_at: dt.datetime) -> list[Capture]:
    """Return a capture of each text, the current one last. Raises UnreadableError when one can't be an article."""
    texts = [*given.revisions, given.current]
    return [
        completed(
            Capture(
                document=document,
                order=(seen_at, document, number),
                story=_accepted(_story(given, text)),
                url=given.url,
                seen_at=seen_at,
                source_url=given.source_url,
            )
        )
        for number, text in enumerate(texts)
    ]


def _story(given: StructuredStory, text: StructuredText) -> Story:
    """Return one text as a story. Related headlines and confidence are known of the current text only."""
    is_current = text is given.current
    return Story(
        source=given.source,
        tagline=given.tagline,
        captured_on=text.captured_on,
        headline=text.headline,
        standfirst=text.standfirst,
        byline=given.byline,
        published=given.published,
        language=given.language,
        blocks=text.blocks,
        related=tuple(link.text for link in given.related) if is_current else (),
        confidence=given.confidence if is_current else None,
    )


def _accepted(story: Story) -> Story:
    if problem := acceptance_problem(story):
        raise UnreadableError(problem)
    return story
