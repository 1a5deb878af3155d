"""The tables of docs/importing.md that come from the code: `python -m tests.doc_tables` writes them there."""

import os
from collections import defaultdict
from pathlib import Path

import django

from articles.documents.formats import FORMATS, READ
from articles.documents.limits import DESK_LIMITS, DOCUMENT_LIMITS, shown_size

NUMBERS = ("count", "files", "limit", "line", "columns", "paragraphs", "texts")  # parameters of sentences
PAGE = Path(__file__).resolve().parent.parent / "docs" / "importing.md"


def tables():
    """Each table as Markdown, by the name in the comments around it."""
    from articles.admin.desk.refusals import REFUSALS  # they need Django's settings
    from articles.importing.outcomes.foreseen import FORESEEN
    from articles.importing.outcomes.sentences import SENTENCES as OUTCOMES
    from articles.importing.problem_sentences import SENTENCES

    formats = [
        (
            one.name,
            ", ".join(f"`{extension}`" for extension in one.extensions),
            shown_size(one.max_size),
            "several a file" if one.split or one.unpack else "one a file",
        )
        for one in READ
    ]
    refused = [(one.name, f"`{one.refusal(b'').code}`") for one in FORMATS if one.refusal]
    problems = [(f"`{code}`", in_general(sentence)) for code, sentence in sorted(SENTENCES.items())]
    refusals = [(f"`{code}`", in_general(sentence)) for code, sentence in sorted(REFUSALS.items())]
    outcomes = [
        (f"`{code}`", in_general(sentence), in_general(FORESEEN[code]) if code in FORESEEN else "the same")
        for code, sentence in sorted(OUTCOMES.items())
    ]
    return {
        "formats": table("Format", "File names", "Limit of a document", "Documents", rows=formats),
        "refused": table("File", "Code", rows=refused),
        "document-limits": table("What", "At most", rows=DOCUMENT_LIMITS),
        "desk-limits": table("What", "At most", rows=DESK_LIMITS),
        "refusals": table("Code", "What it says", rows=refusals),
        "outcomes": table("Code", "What the report says", "What the preview says", rows=outcomes),
        "problems": table("Code", "What it says", rows=problems),
    }


class Some(int):
    """A number that a sentence names, as the documentation writes it."""

    def __str__(self):
        return "N"


def in_general(sentence):
    """A sentence with N in the place of its numbers and … in that of its other values."""
    return str(sentence % defaultdict(lambda: "…", {name: Some(2) for name in NUMBERS}))


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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
    django.setup()
    PAGE.write_text(filled(PAGE.read_text()))
