"""Renders the blocks of a body to HTML, once, at import: escaped, URLs linked, sanitised."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import bleach

from articles.understanding import Block, Role

TAGS = frozenset({"p", "h2", "ul", "li", "figure", "figcaption", "blockquote", "footer", "a", "b", "em", "i", "strong"})
ATTRIBUTES = {"a": ["href", "rel"], "figure": ["class"], "blockquote": ["class"]}
PROTOCOLS = frozenset({"http", "https"})
CAPTION = "Caption. The picture was not in the text."  # so that a line about a picture doesn't puzzle
_PLAIN = {
    Role.PARAGRAPH: "<p>{}</p>",
    Role.SUBHEADING: "<h2>{}</h2>",
    Role.CAPTION: f'<figure class="caption"><figcaption><b>{CAPTION}</b> {{}}</figcaption></figure>',
    Role.ITEM: "<li>{}</li>",
    Role.QUOTE: '<blockquote class="pull"><p>{}</p></blockquote>',
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as it is stored: HTML, plain text, how many words, and its blocks as JSON."""

    html: str
    text: str
    words: int
    blocks: str


def render(blocks: Sequence[Block]) -> Rendered:
    """Return all stored forms of a body; made in the worker, not by the writer."""
    text = "\n\n".join(block.text for block in blocks)
    return Rendered(render_body(blocks), text, len(text.split()), json.dumps(blocks_as_json(blocks)))


def render_body(blocks: Iterable[Block]) -> str:
    """Return HTML that needs no further escaping: only the tags above, and links to http and https."""
    parts = []
    for is_list, run in groupby(blocks, key=lambda block: block.kind == Role.ITEM):
        inside = "".join(map(_render, run))
        parts.append(f"<ul>{inside}</ul>" if is_list else inside)
    return "\n".join(parts)


def _render(block: Block) -> str:
    if block.kind == Role.QUOTE and "\n" in block.text:
        return _quote(block.text)
    if block.html:
        return _PLAIN.get(Role(block.kind), "<p>{}</p>").format(block.html)
    text = block.text.lstrip("•◦▪‣∙●·*–- ") if block.kind == Role.ITEM else block.text
    return _PLAIN.get(Role(block.kind), "<p>{}</p>").format(_inline(text))


def _quote(text: str) -> str:
    saying, _, speaker = text.partition("\n")
    footer = f"<footer>{_inline(speaker.lstrip('—– '))}</footer>" if speaker else ""
    return f'<blockquote class="pull"><p>{_inline(saying)}</p>{footer}</blockquote>'


def _inline(text: str) -> str:
    """One line's text, escaped; where it holds an address, linked and sanitised.

    bleach costs 50 times what escaping costs, and plain text can hold nothing else that it would change.
    """
    escaped = escape(text, quote=False)
    if "://" not in text and "www." not in text:
        return escaped
    linked = bleach.linkify(escaped, callbacks=[_as_link])
    return bleach.clean(linked, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS)


def _as_link(attributes: dict, new: bool = False) -> dict | None:
    """Links lead out without a trace of where from; addresses of other kinds stay text."""
    href = attributes.get((None, "href"), "")
    if not href.startswith(("http://", "https://")):
        return None
    return {(None, "href"): href, (None, "rel"): "nofollow noopener noreferrer", "_text": attributes.get("_text", "")}


def blocks_as_json(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """Return blocks as the database stores them; `html` only where a block has links or emphasis."""
    return [{"kind": block.kind, "text": block.text} | ({"html": block.html} if block.html else {}) for block in blocks]
