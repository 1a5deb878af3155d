"""Make Markdown tables, and put them into a document."""

import re
from collections.abc import Sequence
from pathlib import Path


def rows(*head: str, body: Sequence[Sequence[str]]) -> str:
    """Make a Markdown table."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *body))


def filled(document: str, sections: dict[str, str]) -> str:
    """Replace what stands between <!-- name --> and <!-- /name --> in the document by the section of that name."""
    for name, text in sections.items():
        place = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        document = place.sub(lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", document)
    return document


def publish(tables: dict[str, str], picture: str, document: Path | None) -> None:
    """Print the tables; write them into a document, and the plot beside it, if one is given."""
    for name, text in tables.items():
        print(f"\n## {name}\n\n{text}")
    if document:
        document.write_text(filled(document.read_text("utf-8"), tables), "utf-8")
        if picture:
            document.with_suffix(".svg").write_text(picture, "utf-8")
