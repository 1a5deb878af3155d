"""The captures that a line of an exported library holds."""

import datetime as dt
import json
from typing import Any

from articles.captures.acceptance import refusal
from articles.captures.capture import completed
from articles.captures.planning import Capture
from articles.documents.problems import Problem, UnreadableError
from articles.text.characters import clean
from articles.text.sanitising import inline_html
from articles.text.urls import story_address
from articles.understanding import Block, Confidence, Story
from articles.understanding.classifier.confidence import hundredths
from articles.understanding.story import BLOCK_ROLES

MAX_REASON = 250  # characters
BLOCKS = {role.value: role.value for role in BLOCK_ROLES}
_TEXTS = ("headline", "standfirst", "byline", "language")


def exported(content: bytes, document: int, seen_at: dt.datetime) -> list[Capture]:
    """A line of an exported library: the article's earlier texts, then its current one."""
    try:
        data = json.loads(content)
        if data["kind"] != "story":
            raise ValueError(f"kind is {data['kind']!r}")
        texts = [*data["revisions"], data]
        return [_capture(data, text, document, number, seen_at) for number, text in enumerate(texts)]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UnreadableError(Problem("library", {"reason": reason[:MAX_REASON]})) from error


def _capture(data: dict[str, Any], text: dict[str, Any], document: int, number: int, seen_at: dt.datetime) -> Capture:
    is_current = text is data
    related = data["related"] if is_current else []
    source = data["source"] or {}
    story = Story(
        source=clean(source.get("name", "")),
        tagline=clean(source.get("tagline", "")),
        captured_on=_day(text["captured_on"]),
        published=_moment(data["published"]),
        blocks=tuple(map(_block, text["blocks"])),
        related=tuple(clean(link["text"]) for link in related),
        confidence=_confidence(data.get("confidence")) if is_current else None,
        **{name: clean(text.get(name, data[name])) for name in _TEXTS},
    )
    if problem := refusal(story):
        raise UnreadableError(problem)
    capture = Capture(
        document=document,
        order=(seen_at, document, number),
        story=story,
        url=story_address(data["url"]),
        seen_at=seen_at,
        source_url=_address(source.get("url")) or "",
    )
    return completed(capture)


def _confidence(parts: dict[str, float] | None) -> Confidence | None:
    """None in exports of before it was known. Raises ValueError or TypeError."""
    if parts is None:
        return None
    return Confidence(**{part: hundredths(float(parts[part])) for part in ("headline", "body", "related")})


def _address(url: str | None) -> str | None:
    """An address of http(s), a front page too."""
    return url if url and url.startswith(("https://", "http://")) else None


def _moment(text: str | None) -> dt.datetime | None:
    """A time with its zone, as UTC. Raises ValueError or OverflowError."""
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(dt.UTC)


def _block(block: dict[str, str]) -> Block:
    text = clean(block["text"])
    return Block(BLOCKS[block["kind"]], text, inline_html(clean(block.get("html", "")), text))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
