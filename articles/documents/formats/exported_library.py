"""An exported library: JSON lines, one a story, as `export_library` writes them and an import reads them."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from articles.documents.formats.format import Format, gettext_noop
from articles.documents.limits import MAX_LIBRARY_LINE
from articles.documents.problems import Problem, UnreadableError, too_large
from articles.documents.received import Received
from articles.documents.streams import read_lines
from articles.documents.structured_story import Link, StructuredStory, StructuredText
from articles.text.characters import clean
from articles.text.sanitising import inline_html
from articles.text.urls import story_address
from articles.understanding.classifier.confidence import hundredths
from articles.understanding.story import BLOCK_ROLES, Block, Confidence

MEDIA_TYPE = "application/vnd.newsreader.story+json"
MAX_REASON = 250  # characters of an error that a problem repeats
STORY, WAITING = "story", "waiting"
LIVE = "live"
_LINE = re.compile(rb'\s*\{\s*"kind"\s*:\s*"(story|waiting)"')
_KINDS = {role.value: role.value for role in BLOCK_ROLES}


def story_line(story: StructuredStory) -> str:
    """Write a story as a line; `read_line` gives the same story."""
    source = {"name": story.source, "tagline": story.tagline, "url": story.source_url}
    values = {
        "kind": STORY,
        "source": source if story.source else None,
        **_text_values(story.current),
        "byline": story.byline,
        "language": story.language,
        "published": story.published.isoformat() if story.published else None,
        "url": story.url,
        "confidence": asdict(story.confidence) if story.confidence else None,
        "related": [
            {"text": link.text, "state": LIVE if link.is_live else WAITING, "how": link.how} for link in story.related
        ],
        "revisions": [_text_values(text) for text in story.revisions],
    }
    return json.dumps(values, ensure_ascii=False)


def waiting_line(headline: str, wanted: int) -> str:
    """Write a headline without a story, with the number of lists that name it. Imports pass such lines over."""
    return json.dumps({"kind": WAITING, "headline": headline, "wanted": wanted}, ensure_ascii=False)


def read_line(content: bytes) -> StructuredStory:
    """Read a line of a story. Raises UnreadableError when it isn't one."""
    try:
        return _story(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UnreadableError(Problem("library", {"reason": reason[:MAX_REASON]})) from error


def _text_values(text: StructuredText) -> dict[str, Any]:
    return {
        "headline": text.headline,
        "standfirst": text.standfirst,
        "blocks": [
            {"kind": block.kind, "text": block.text} | ({"html": block.html} if block.html else {})
            for block in text.blocks
        ],
        "captured_on": text.captured_on.isoformat() if text.captured_on else None,
    }


def _story(values: dict[str, Any]) -> StructuredStory:
    if values["kind"] != STORY:
        raise ValueError(f"kind is {values['kind']!r}")
    source = values["source"] or {}
    return StructuredStory(
        current=_text(values, values),
        revisions=tuple(_text(revision, values) for revision in values["revisions"]),
        source=clean(source.get("name", "")),
        tagline=clean(source.get("tagline", "")),
        source_url=_front_page(source.get("url")),
        byline=clean(values["byline"]),
        language=clean(values["language"]),
        published=_moment(values["published"]),
        url=story_address(values["url"]),
        confidence=_confidence(values.get("confidence")),
        related=tuple(
            Link(clean(link["text"]), link.get("state") == LIVE, link.get("how", "")) for link in values["related"]
        ),
    )


def _text(values: dict[str, Any], current: dict[str, Any]) -> StructuredText:
    """Read one text; a revision without a headline or standfirst has that of the current text."""
    return StructuredText(
        headline=clean(values.get("headline", current["headline"])),
        standfirst=clean(values.get("standfirst", current["standfirst"])),
        blocks=tuple(map(_block, values["blocks"])),
        captured_on=dt.date.fromisoformat(day) if (day := values["captured_on"]) else None,
    )


def _block(values: dict[str, str]) -> Block:
    text = clean(values["text"])
    return Block(_KINDS[values["kind"]], text, inline_html(clean(values.get("html", "")), text))


def _confidence(parts: dict[str, float] | None) -> Confidence | None:
    """Read the confidence; exports of older versions have none."""
    if parts is None:
        return None
    return Confidence(**{part: hundredths(float(parts[part])) for part in ("headline", "body", "related")})


def _front_page(url: str | None) -> str:
    """Return the publication's own URL if it is of http or https, else ""."""
    return url if url and url.startswith(("https://", "http://")) else ""


def _moment(text: str | None) -> dt.datetime | None:
    """Read a time with its zone, as UTC. Raises ValueError or OverflowError."""
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(dt.UTC)


def _matches(head: bytes, name: str) -> bool:
    return bool(_LINE.match(head)) or (name.lower().endswith(".jsonl") and not _is_foreign(head))


def _is_foreign(head: bytes) -> bool:
    """Return whether the first line is JSON, but none of an export, where the order of keys doesn't matter."""
    try:
        values = json.loads(head.strip().partition(b"\n")[0])
    except (ValueError, RecursionError):
        return False
    return not (isinstance(values, dict) and values.get("kind") in (STORY, WAITING))


def _split(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    """Yield the lines of stories. Waiting headlines come back with the stories that name them."""
    for number, line in enumerate(read_lines(chunks, MAX_LIBRARY_LINE), start=1):
        line_name = f"{name}, line {number}"
        if line is None:
            yield Received(line_name, b"", MEDIA_TYPE, too_large(MAX_LIBRARY_LINE))
            continue
        kind = _LINE.match(line)
        if line.strip() and not (kind and kind[1] == WAITING.encode()):
            yield Received(line_name, line.strip(), MEDIA_TYPE)


FORMAT = Format(
    media_type=MEDIA_TYPE,
    name=gettext_noop("exported library"),
    extensions=(".jsonl",),
    max_size=MAX_LIBRARY_LINE,
    matches=_matches,
    read=read_line,
    split=_split,
    is_structured=True,
)
