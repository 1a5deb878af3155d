"""The tables of docs/importing.md that come from the code: `python -m tests.doc_tables` writes them there."""

from pathlib import Path

from articles.documents.formats import FORMATS, READ
from articles.documents.limits import DESK_LIMITS, DOCUMENT_LIMITS, shown_size

PAGE = Path(__file__).resolve().parent.parent / "docs" / "importing.md"


def tables():
    """Each table as Markdown, by the name in the comments around it."""
    formats = [
        (
            one.name,
            ", ".join(f"`{extension}`" for extension in one.extensions),
            shown_size(one.max_size),
            "several a file" if one.split else "one a file",
        )
        for one in READ
    ]
    refused = [(one.name, f"`{one.refusal(b'').code}`") for one in FORMATS if one.refusal]
    return {
        "formats": table("Format", "File names", "Limit of a document", "Documents", rows=formats),
        "refused": table("File", "Code", rows=refused),
        "document-limits": table("What", "At most", rows=DOCUMENT_LIMITS),
        "desk-limits": table("What", "At most", rows=DESK_LIMITS),
    }


def table(*heads, rows):
    first, *rest = [f"| {' | '.join(row)} |" for row in (heads, *rows)]
    return "\n".join([first, "|---" * len(heads) + "|", *rest])


def filled(text):
    """The page with its tables as the code has them."""
    for name, content in tables().items():
        before, _, rest = text.partition(f"<!-- {name} -->")
        after = rest.partition(f"<!-- /{name} -->")[2]
        text = f"{before}<!-- {name} -->\n{content}\n<!-- /{name} -->{after}"
    return text


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text()))
