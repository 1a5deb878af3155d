"""Make Markdown tables, and put them into a document."""

import re
from collections.abc import Sequence


def rows(*head: str, body: Sequence[Sequence[str]]) -> str:
    """Make a Markdown table."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *body))


def filled(document: str, sections: dict[str, str]) -> str:
    """Replace what stands between <!-- name --> and <!-- /name --> in the document by the section of that name."""
    for name, text in sections.items():
        place = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        document = place.sub(lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", document)
    return document
