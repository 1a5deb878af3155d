"""Front matter: fields in YAML, TOML or Org above a text, as writers of notes and makers of sites put them there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.documents.formats.records.column_names import in_english
from articles.documents.formats.records.fields import TITLE, field_of, given_of
from articles.documents.formats.records.record import text_page, with_fields
from articles.documents.page import Page

MAX_LINES = 100  # of front matter
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ORG = "#+"
_FIELD = re.compile(r"(?:#\+)?(?P<name>[^\W\d][\w .-]{0,60}?)\s?[:=](?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?:name\s*:\s*)?(?P<value>.*)$")
_QUOTED = re.compile(r"(['\"])(.*)\1(?:\s+#.*)?$")
_NOTE = re.compile(r"\[\[(?:[^|\[\]]*\|)?([^|\[\]]*)\]\]")  # a link to another note
_BRACKETS = {"[": "]", "<": ">"}


def page_below(text: str) -> Page:
    """Return the page of a text: below front matter with a title, that is its headline and the fields its metadata."""
    size, fields = _front_matter(text) if text.startswith((*_FENCES, _ORG)) else (0, {})
    if not any(field_of(name) in TITLE for name in in_english(fields)):
        return Page(text)
    body = text.split("\n", size)[size] if text.count("\n") >= size else ""
    given = given_of(in_english(fields | {"text": body}))
    page = with_fields(text_page(replace(given, text=body)), given)
    return page if page.text != body else replace(page, text="\n" * size + body)


def _front_matter(text: str) -> tuple[int, dict[str, object]]:
    """Return the number of lines of the front matter, and its fields; zero where the text has none."""
    lines = [line.rstrip() for line in text.split("\n", MAX_LINES)[:MAX_LINES]]
    if lines[0].startswith(_ORG):
        size = next((number for number, line in enumerate(lines) if line and not line.startswith(_ORG)), len(lines))
        return size, _fields(lines[:size]) or {}
    ends = _FENCES.get(lines[0], ())
    size = next((number for number, line in enumerate(lines[1:], start=1) if line in ends), 0)
    fields = _fields(lines[1:size])
    return (size + 1, fields) if fields else (0, {})


def _fields(lines: Sequence[str]) -> dict[str, object] | None:
    """Return the values by name; None where a line is neither a field nor belongs to one."""
    found: dict[str, object] = {}
    name = ""
    for line in lines:
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field:
            name = field["name"]
            found[name] = _value(field["value"] or "")
        elif item and name:
            above = found[name]
            found[name] = [*(above if isinstance(above, list) else []), _value(item["value"])]
        elif line and not (name and line[0] in " \t") and line[0] not in "#[":
            return None
    return found


def _value(text: str) -> object:
    """Return a value without its quotation marks; the texts of a list."""
    text = _NOTE.sub(r"\1", text.strip())
    if quoted := _QUOTED.match(text):
        return quoted[2]
    if len(text) > 1 and _BRACKETS.get(text[0]) == text[-1]:
        inner = text[1:-1]
        return [_value(part) for part in inner.split(",")] if text[0] == "[" else inner
    return text
