"""What understanding makes of a document: plain values, no database."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a line of a document is. Written so in code and in JSON."""

    MASTHEAD = "masthead"
    TAGLINE = "tagline"
    DATELINE = "dateline"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    QUOTE = "quote"
    ITEM = "item"
    RELATED = "related"
    BOILERPLATE = "boilerplate"
    REPEAT = "repeat"


class Nature(StrEnum):
    """What a page is. All but stories are refused."""

    STORY = "story"
    LIST = "list"  # a front page, a section, a topic: headlines of several stories
    ERROR = "error"  # "page not found", a bot check
    WALL = "wall"  # a login or a subscription in the story's place
    CONSENT = "consent"  # cookies and privacy in the story's place


BLOCK_ROLES = frozenset({Role.PARAGRAPH, Role.SUBHEADING, Role.CAPTION, Role.QUOTE, Role.ITEM})
TEXT_ROLES = BLOCK_ROLES - {Role.CAPTION} | {Role.STANDFIRST}  # what a reader reads one after the other


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a body, in order; `kind` is paragraph, subheading, caption, quote or item.

    A quote's text may hold a second line, from "—", that names who said it. `html` is the same text with the links
    and emphasis of an HTML page, sanitised; "" when there are none.
    """

    kind: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class RoledLine:
    """One line that isn't blank: its number in the document, from 1, its role and its text, trimmed."""

    number: int
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a story is of its parts: the probability that the headline is right, that the body's F1 is 0.9 or more,
    and that the list's F1 is 0.8 or more or that there rightly is none. Hundredths, from 0.01 to 0.99.
    """

    headline: float
    body: float
    related: float

    @property
    def least(self) -> float:
        return min(self.headline, self.body, self.related)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about a document from elsewhere."""

    source: str = ""  # publication of documents that have no masthead
    repeated: frozenset[int] = frozenset()  # digests of lines that several stories of the source hold


@dataclass(frozen=True, slots=True)
class Story:
    """A document understood. Texts are as printed, white space collapsed; "" and None mean that it doesn't say."""

    source: str = ""
    tagline: str = ""
    captured_on: dt.date | None = None  # the day of this text: the masthead's date, or when the page was last changed
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    published: dt.datetime | None = None  # UTC
    language: str = ""  # ISO 639-1
    blocks: tuple[Block, ...] = ()
    related: tuple[str, ...] = ()
    lines: tuple[RoledLine, ...] = field(default=(), repr=False)
    nature: Nature = Nature.STORY
    story_probability: float = 1.0  # the probability that it is one story, not a list of several
    confidence: Confidence | None = None  # None when nothing was judged

    @property
    def body(self) -> str:
        """All blocks but captions, joined by blank lines; the standfirst stays apart."""
        return "\n\n".join(block.text for block in self.blocks if block.kind != Role.CAPTION)
