"""A story whose parts a document names one by one, so that no line has to be classified."""

import datetime as dt
from dataclasses import dataclass

from articles.understanding.story import Block, Confidence


@dataclass(frozen=True, slots=True)
class Link:
    """A related headline. `how` says how it was matched with its story."""

    text: str
    is_live: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class StructuredText:
    """One text of a story."""

    headline: str
    standfirst: str
    blocks: tuple[Block, ...]
    captured_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StructuredStory:
    """A story with its current text and the earlier ones, the oldest first. "" and None mean unknown."""

    current: StructuredText
    revisions: tuple[StructuredText, ...] = ()
    source: str = ""
    tagline: str = ""
    source_url: str = ""
    byline: str = ""
    language: str = ""
    published: dt.datetime | None = None  # UTC
    url: str | None = None
    confidence: Confidence | None = None
    related: tuple[Link, ...] = ()
