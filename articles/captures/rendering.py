"""Renders the blocks of a body to HTML, once, at import: escaped, URLs linked, sanitised."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.text.reading import count_words
from articles.text.sanitising import linked
from articles.understanding import Block, Role

_PLAIN = {
    Role.PARAGRAPH: "<p>{}</p>",
    Role.SUBHEADING: "<h2>{}</h2>",
    Role.CAPTION: '<figure class="caption"><figcaption>{}</figcaption></figure>',
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
    return Rendered(render_body(blocks), text, count_words(text), json.dumps(blocks_as_json(blocks)))


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
    return _PLAIN.get(Role(block.kind), "<p>{}</p>").format(linked(text))


def _quote(text: str) -> str:
    saying, _, speaker = text.partition("\n")
    footer = f"<footer>{linked(speaker.lstrip('—– '))}</footer>" if speaker else ""
    return f'<blockquote class="pull"><p>{linked(saying)}</p>{footer}</blockquote>'


def blocks_as_json(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """Return blocks as the database stores them; `html` only where a block has links or emphasis."""
    return [{"kind": block.kind, "text": block.text} | ({"html": block.html} if block.html else {}) for block in blocks]
