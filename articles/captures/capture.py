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

# The order of import: when the document was received, its primary key, the place of the text in it.
type Order = tuple[dt.datetime, int, int]


@dataclass(frozen=True, slots=True)
class Capture:
    """One text of a story as one document gives it. A line of an exported library gives several."""

    document: int
    order: Order
    story: Story
    url: str | None = None
    seen_at: dt.datetime | None = None
    source_url: str = ""  # URL of the publication, which only exports give
    printed: CountedLines | None = None  # the lines that its document adds to the counts of its source
    left_out: frozenset[int] = frozenset()  # digests of the lines left out as known boilerplate
    shared: tuple[str, ...] = ()  # lines of the story by itself that were left out because other stories have them
    comparable_text: str = ""  # the whole text in its comparable form
    traits: tuple[int, ...] = ()  # hashes of keywords and MinHash bands, by which similar stories are found
    keywords: tuple[str, ...] = ()  # as printed, those with the highest weight first
    related: tuple[int, ...] = ()  # keys of the related headlines
    rendered: Rendered | None = None


def completed(capture: Capture) -> Capture:
    """Return the capture with its derived values: computed in the worker, not by the writer."""
    story = capture.story
    text = comparable_text(whole_text(story))
    words = keywords_of(story.headline, whole_text(story))
    return replace(
        capture,
        comparable_text=text,
        traits=tuple(dict.fromkeys([*map(keyword_hash, words), *minhash_bands(text)])),
        keywords=tuple(words.values()),
        related=tuple(map(headline_key, story.related)),
        rendered=render(story.blocks),
    )


def whole_text(story: Story) -> str:
    """Join standfirst and blocks to the text by which captures are compared, wherever the standfirst ends."""
    return "\n".join([story.standfirst, *(block.text for block in story.blocks)]).strip()
