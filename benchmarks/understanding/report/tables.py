"""Markdown tables, and their places in a document."""

import re
from collections.abc import Sequence


def rows(*head: str, body: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *body))


def filled(document: str, sections: dict[str, str]) -> str:
    """The document with each section between its two comments, <!-- name --> and <!-- /name -->, where it has them."""
    for name, text in sections.items():
        place = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        document = place.sub(lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", document)
    return document
