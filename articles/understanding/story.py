"""The values that understanding returns: a Story with its blocks, lines and roles."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a line of a document is; the values are those of JSON exports."""

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
    """The type of a page. All but stories are refused."""

    STORY = "story"
    LIST = "list"  # a front page, a section, a topic: headlines of several stories
    ERROR = "error"  # "page not found", a bot check
    WALL = "wall"  # a request to log in or subscribe in the story's place
    CONSENT = "consent"  # a question about cookies and privacy in the story's place


BLOCK_ROLES = frozenset({Role.PARAGRAPH, Role.SUBHEADING, Role.CAPTION, Role.QUOTE, Role.ITEM})
TEXT_ROLES = BLOCK_ROLES - {Role.CAPTION} | {Role.STANDFIRST}  # the running text


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a body; `kind` is paragraph, subheading, caption, quote or item.

    A quote's text may hold a second line, beginning with "—", that names the speaker. `html` is the same text with
    the links and emphasis of an HTML page, sanitised; "" when there are none.
    """

    kind: str
    text: str
    html: str = ""


@dataclass(slots=True, unsafe_hash=True)  # as Line
class RoledLine:
    """A line that isn't blank: its number in the document, from 1, its role, its text with white space collapsed.

    It is never changed.
    """

    number: int
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """The probability that each part of a story is right, from 0.01 to 0.99 in hundredths.

    Right means: the headline is the page's, the body's F1 is 0.9 or more, the related list's F1 is 0.8 or more or the
    page has none and none was found.
    """

    headline: float
    body: float
    related: float

    @property
    def least(self) -> float:
        """The probability of the part that is least certain."""
        return min(self.headline, self.body, self.related)


@dataclass(frozen=True, slots=True)
class LineMend:
    """The role that a person gave to a line. The line is found by its text; the number says which of several it is."""

    number: int
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Mends:
    """The corrections by hand of one document: roles of lines, and values of its story; None is as understood."""

    lines: tuple[LineMend, ...] = ()
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601; "" when the story has no date
    source: str | None = None


NO_MENDS = Mends()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a document besides its text."""

    source: str = ""  # the publication, for documents without a masthead
    mends: Mends = NO_MENDS


@dataclass(frozen=True, slots=True)
class Story:
    """What was understood of a document. Texts are as printed, white space collapsed; "" and None mean unknown."""

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
    story_probability: float = 1.0  # that the page is one story, not a list of several
    confidence: Confidence | None = None  # None where it was not computed

    @property
    def body(self) -> str:
        """All blocks but captions, joined by blank lines; the standfirst stays apart."""
        return "\n\n".join(block.text for block in self.blocks if block.kind != Role.CAPTION)
