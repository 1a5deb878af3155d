"""One text of a story as one document gives it."""

import datetime as dt
from dataclasses import dataclass, replace

from articles.captures.line_counts import CountedLines
from articles.captures.rendering import Rendered, render
from articles.text.digests import headline_key
from articles.text.keywords import keyword_hash, keywords_of
from articles.text.near_duplicates import comparable_text
from articles.text.shingles import minhash_bands
from articles.understanding.story import Story

type Order = tuple[dt.datetime, int, int]  # when its document came, the document, the place in it


@dataclass(frozen=True, slots=True)
class Capture:
    """One text of a story as one document gives it; an export's line gives several. `order` is that of import."""

    document: int
    order: Order
    story: Story
    url: str | None = None
    seen_at: dt.datetime | None = None
    source_url: str = ""  # the publication's own address, when an export says so
    printed: CountedLines | None = None  # the lines of its document, which count for its source
    left_out: frozenset[int] = frozenset()  # those of them that were known to be furniture when it was understood
    comparable_text: str = ""  # its whole text, made comparable
    traits: tuple[int, ...] = ()  # by which kindred stories are found
    related: tuple[int, ...] = ()  # keys of the related headlines
    rendered: Rendered | None = None


def completed(capture: Capture) -> Capture:
    """The capture with all that is compared or stored of it, computed where it is understood."""
    story = capture.story
    text = comparable_text(whole_text(story))
    words = keywords_of(story.headline, whole_text(story))
    return replace(
        capture,
        comparable_text=text,
        traits=tuple(dict.fromkeys([*map(keyword_hash, words), *minhash_bands(text)])),
        related=tuple(map(headline_key, story.related)),
        rendered=render(story.blocks),
    )


def whole_text(story: Story) -> str:
    """Standfirst and blocks, joined: what makes one text another. Where the standfirst ends doesn't matter."""
    return "\n".join([story.standfirst, *(block.text for block in story.blocks)]).strip()
