"""Translates the names of fields, as tables have them in many languages."""

from collections.abc import Mapping
from unicodedata import normalize

from articles.documents.formats.records.fields import NAMES, field_of
from articles.lexicon.records.field_names import FIELD_NAMES


def in_english[T](values: Mapping[str, T]) -> dict[str, T]:
    """Return the values with the names of their fields in English.

    A name stays as it is where another of the fields holds the same by its name, in English or in any language: which
    of the two is meant would be a guess.
    """
    known = set(map(field_of, values))
    found = {field: [name for name in values if _form(name) in forms] for field, forms in _FORMS.items()}
    english = {names[0]: field for field, names in found.items() if len(names) == 1 and known.isdisjoint(NAMES[field])}
    return {english.get(name, name): value for name, value in values.items()}


def _form(name: str) -> str:
    """Return a name without case, signs and accents: tables have "Título", "TITULO" and "titulo"."""
    return field_of(normalize("NFKD", name))


_FORMS = {field: frozenset(map(_form, names)) for field, names in FIELD_NAMES.items()}
