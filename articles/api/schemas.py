"""What the API tells of stories, headlines, sources and versions."""

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from articles.api.answering import Page

STATE = "live: it leads to a story of the library; waiting: its story is not there yet."


def key_only(key: str) -> ConfigDict:
    """A configuration in whose schema only the key is required: a request may leave out the other fields."""

    def require(schema: dict[str, Any]) -> None:
        schema["required"] = [key]

    return ConfigDict(json_schema_extra=require)


class SourceLink(Schema):
    """A source, in short."""

    slug: str
    name: str
    api_url: str


class StoryLink(Schema):
    """A story, in short."""

    id: int
    headline: str
    url: str = Field(description="Its page, for readers.")
    api_url: str


class StorySummary(Schema):
    """A story without its text."""

    model_config = key_only("id")

    id: int
    url: str = Field(description="Its page, for readers.")
    api_url: str
    headline: str
    standfirst: str | None
    byline: str | None
    source: SourceLink | None
    language: str | None = Field(description="The language of its text, as BCP 47 writes it.")
    published_at: dt.datetime | None = Field(description="Midnight if only the day is known; null if nothing is.")
    imported_at: dt.datetime
    words: int = Field(description="How many words its text has.")
    original_url: str | None = Field(description="Where it was published.")


class Block(Schema):
    """A piece of a text: a paragraph, a subheading, an item of a list, a caption."""

    kind: str
    text: str


class Story(StorySummary):
    """A story with its text."""

    captured_on: dt.date | None = Field(description="The day on which the page was saved, as its masthead says.")
    keywords: list[str]
    headline_id: int | None = Field(description="The headline that leads to it.")
    versions: int = Field(description="How many texts it has had.")
    text: list[Block]
    html: str = Field(description="The text as sanitised HTML.")


class Headline(Schema):
    """A headline, which leads to a story or waits for one."""

    model_config = key_only("id")

    id: int
    url: str = Field(description="Its page, for readers.")
    api_url: str
    text: str
    state: Literal["live", "waiting"] = Field(description=STATE)
    matched: Literal["exact", "variant", "fuzzy", "by hand"] | None = Field(
        description="How it leads to its story: by its own words, by nearly the same ones, or because somebody said so."
    )
    story: StoryLink | None = Field(description="The story to which it leads.")
    listed_by: int = Field(description="How many stories list it.")
    lists: int = Field(description="In how many lists it stands; pages saved together share one.")
    listed_on: dt.date | None = Field(description="The earliest day of a page that lists it.")


class RelatedHeadline(Headline):
    """A headline that the page of a story listed."""

    position: int = Field(description="Its place in that list.")


class Source(Schema):
    """A publication."""

    model_config = key_only("slug")

    slug: str
    name: str
    url: str = Field(description="Its page, for readers.")
    api_url: str
    tagline: str | None
    address: str | None = Field(description="Its own site.")
    language: str | None
    stories: int
    first_published_at: dt.datetime | None
    last_published_at: dt.datetime | None


class Version(Schema):
    """A text that a story has or had."""

    model_config = key_only("number")

    number: int = Field(description="1 for the oldest.")
    is_current: bool
    headline: str
    standfirst: str | None
    captured_on: dt.date | None
    seen_at: dt.datetime = Field(description="When it was imported.")
    changed_at: dt.datetime | None = Field(description="When another text took its place; null for the current one.")
    text: list[Block]


class SearchResult(StorySummary):
    """A story that was found."""

    headline_html: str = Field(description="The headline, escaped, with what was found in <mark>.")
    extract_html: str = Field(description="A part of the text, escaped, with what was found in <mark>.")


class WaitingResult(Schema):
    """A waiting headline that was found."""

    id: int
    url: str
    api_url: str
    text: str
    listed_by: int


class StoryPage(Page[StorySummary]):
    """Stories."""


class HeadlinePage(Page[Headline]):
    """Headlines."""


class RelatedHeadlinePage(Page[RelatedHeadline]):
    """Headlines of a story's list."""


class SourcePage(Page[Source]):
    """Sources."""


class VersionPage(Page[Version]):
    """Versions of a story."""


class SearchPage(Page[SearchResult]):
    """Results of a search."""

    total: int = Field(description="How many stories were found.")
    is_capped: bool = Field(description="Whether more match than are counted: the newest thousand are.")
    waiting: list[WaitingResult] = Field(description="The first waiting headlines that match.")
    waiting_total: int
    suggestion: str | None = Field(description="A near spelling that finds more, where little was found.")
