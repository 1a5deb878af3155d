"""The strings of the interface, as templates and code mark them for translation."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation import gettext_noop
from django.utils.translation.template import templatize

FOLDERS = ("articles", "newsreader", "templates")
# The functions that mark a string, each with its arguments that are one, or a context.
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Strings of Django's that the catalogues translate in its place: its Ukrainian Friday has a typewriter's apostrophe.
OF_DJANGO = (gettext_noop("Friday"),)


def gathered(root: Path) -> Catalog:
    """The strings of the project in `root`, in the order of its files; without translations.

    Raises ValueError for a string that is marked alone and as a singular: gettext takes both for one string.
    """
    catalogue = Catalog()
    for code in _sources(root):
        for _line, string, _comments, context in extract("python", BytesIO(code.encode()), FUNCTIONS):
            held = catalogue.get(string if isinstance(string, str) else string[0], context)
            if held and isinstance(held.id, str) != isinstance(string, str):
                raise ValueError(f"{string!r} is marked with and without a plural. Give one of the two a context.")
            catalogue.add(string, context=context)
    return catalogue


def _sources(root: Path) -> Iterator[str]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix == ".py" and path.parent.name != "migrations":
                yield path.read_text(encoding="utf-8")
            elif path.suffix in (".html", ".txt") and folder == "templates":
                yield f"(\n{templatize(path.read_text(encoding='utf-8'))}\n)"  # in brackets, indents mean nothing


def renewed(catalogue: Catalog, strings: Catalog) -> Catalog:
    """The catalogue with these strings: new ones have no translation yet, and those that are gone are dropped."""
    catalogue.update(strings, no_fuzzy_matching=True, update_creation_date=False, keep_user_comments=False)
    catalogue.obsolete.clear()
    return catalogue
