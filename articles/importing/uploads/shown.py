"""A document as its preview shows it: its lines with their roles, and its story with where each value came from."""

from collections import Counter
from typing import Any

from articles.captures.building import DocumentReading, DocumentStory
from articles.documents.limits import MAX_SHOWN_LINES, MAX_SHOWN_TEXT
from articles.documents.page import Metadata
from articles.importing.uploads.rehearsing import Expected
from articles.text.dates import find_date
from articles.text.normal_form import line_form
from articles.understanding.story import Role, RoledLine, Story

GIVEN, METADATA = "given", "metadata"  # where a value came from


def shown(expected: Expected, given_source: str) -> dict[str, Any]:
    """The values that a preview keeps as JSON."""
    result = expected.result
    values: dict[str, Any] = {"article": result.article, "details": list(result.details)}
    if result.problem:
        values["problem"] = result.problem.as_json()
    if expected.found:
        values |= _story(expected.found)
        values |= {"related": expected.related, "live": expected.live}
    if expected.found and expected.reading:
        values |= _understood(expected.reading, expected.found, given_source)
    return values


def _story(found: DocumentStory) -> dict[str, Any]:
    story, confidence = found.story, found.story.confidence
    return {
        "story": {
            "headline": story.headline,
            "standfirst": story.standfirst,
            "source": story.source,
            "byline": story.byline,
            "published": story.published and story.published.isoformat(),
            "captured_on": story.captured_on and story.captured_on.isoformat(),
            "url": found.url,
            "language": story.language,
        },
        "blocks": [[block.kind, block.text] for block in story.blocks],
        "confidence": confidence and [confidence.headline, confidence.body, confidence.related],
    }


def _understood(reading: DocumentReading, found: DocumentStory, given_source: str) -> dict[str, Any]:
    story = found.story
    return {
        "from": _origins(story, found.url, reading.page.metadata, given_source),
        "lines": [[line.number, str(line.role), line.text[:MAX_SHOWN_TEXT]] for line in story.lines[:MAX_SHOWN_LINES]],
        "total": len(story.lines),
        "roles": dict(Counter(str(line.role) for line in story.lines)),
    }


def _origins(story: Story, url: str | None, metadata: Metadata, given_source: str) -> dict[str, str | int]:
    """For each value that the story has, the number of the line that it came from, or "metadata" or "given".

    A page without metadata has them in its lines alone: in a part of one, or in several that were joined.
    """
    origins: dict[str, str | int | None] = {
        "headline": _line_with(story, Role.HEADLINE, story.headline),
        "source": _line_with(story, Role.MASTHEAD, story.source),
        "byline": _line_with(story, Role.BYLINE, story.byline),
        "published": _line_of(story, Role.DATELINE),
    }
    if story.source and not origins["source"] and line_form(story.source) == line_form(given_source):
        origins["source"] = GIVEN
    is_declared = story.published in (metadata.published, metadata.modified) if story.published else False
    if is_declared or (story.published and story.published.date() == metadata.day):
        origins["published"] = METADATA
    values = {
        "headline": story.headline,
        "source": story.source,
        "byline": story.byline,
        "published": story.published,
        "url": url,
    }
    if metadata == Metadata():
        elsewhere: dict[str, str | int | None] = {
            "source": _line_holding(story, story.source),
            "byline": _line_of(story, Role.BYLINE),
            "published": _line_of_day(story),
        }
    else:
        elsewhere = dict.fromkeys(values, METADATA)
    found = {name: origins.get(name) or elsewhere.get(name) for name, value in values.items() if value}
    return {name: origin for name, origin in found.items() if origin}


def _line_with(story: Story, role: Role, text: str) -> int | None:
    """The number of the line with this role and text."""
    form = line_form(text)
    return next((line.number for line in _with_role(story, role) if line_form(line.text) == form), None)


def _line_holding(story: Story, text: str) -> int | None:
    """The number of the first line that has this text in it."""
    form = line_form(text)
    return next((line.number for line in story.lines if form in line_form(line.text)), None)


def _line_of_day(story: Story) -> int | None:
    """The number of the first line that has the day of publication in it."""
    day = story.published and story.published.date()
    dated = ((line.number, find_date(line.text)) for line in story.lines)
    return next((number for number, found in dated if found and found.moment.date() == day), None)


def _line_of(story: Story, role: Role) -> int | None:
    return next((line.number for line in _with_role(story, role)), None)


def _with_role(story: Story, role: Role) -> list[RoledLine]:
    return [line for line in story.lines if line.role is role]
