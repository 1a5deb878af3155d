"""A document as a page of lines, with what it declares about itself: what every reader of a format gives."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.understanding.features.markup import Markup

_SEPARATOR = re.compile(
    r"\s+(?:[|\-–—·•«»‹›:~/*]|::|--)\s+|\s*[|｜丨︱]\s*|(?<=[\u2e80-\uffff])[-_](?=\S)|(?<=\S)[-_](?=[\u2e80-\uffff])"
)
MAX_PARTS = 8  # of a title whose every run of parts is looked for


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document declares about itself, unchecked. Empty where it declares nothing."""

    headlines: tuple[str, ...] = ()  # the likeliest first
    description: str = ""
    body: str = ""  # a copy of the text without mark-up
    authors: tuple[str, ...] = ()
    published: dt.datetime | None = None  # UTC
    day: dt.date | None = None  # of publication, as the URL or the title gives it
    modified: dt.datetime | None = None  # UTC
    captured: dt.date | None = None  # the day on which the page was fetched
    sources: tuple[str, ...] = ()  # names of the publication, the likeliest first
    language: str = ""  # ISO 639
    url: str | None = None
    is_article: bool = False  # it declares that the page is one article
    is_given: bool = False  # the fields of a data set: its texts have neither masthead nor byline that could name them


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a document, line by line, its mark-up and its metadata. Line numbers count from 1."""

    text: str
    inlines: dict[int, str] = field(default_factory=dict)  # HTML of the lines with links or emphasis, not sanitised
    titles: frozenset[int] = frozenset()  # numbers of the lines inside a first-level heading
    metadata: Metadata = field(default_factory=Metadata)
    marks: Markup | None = None


def title_parts(titles: Iterable[str]) -> list[str]:
    """Split titles that name more than the headline ("Headline - Section | Name") into parts, the longest first."""
    return sorted({part for title in titles for part in _SEPARATOR.split(title)}, key=lambda part: (-len(part), part))


def title_spans(titles: Iterable[str]) -> list[str]:
    """Return every part of the titles and every run of parts that is not the whole title, the longest first.

    A headline may hold what parts a title elsewhere: "Ferry - a love story | The Tide Table".
    """
    spans = set()
    for title in titles:
        breaks = [match.span() for match in _SEPARATOR.finditer(title)][: MAX_PARTS - 1]
        starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(title)]
        spans |= {title[start:end] for start in starts for end in ends if start < end}
    return sorted(spans - set(titles), key=lambda part: (-len(part), part))
