"""Sets a text as print has it: the quotation marks, apostrophes, primes, dashes and spaces of its language."""

import re

from articles.text.scripts import UNSPACED_OR_GLUED
from articles.typography.quotation_marks import marks_of
from articles.typography.quotations import Quotations
from articles.typography.spaces import with_spaces
from articles.typography.unseen import TAG

_BLOCK = f"\n{TAG}\n"  # ends a paragraph, as a line does
_TAG = re.compile("(<[^>]*>)")
_INLINE = ("<a", "<b>", "<em>", "<i>", "<q>", "<strong>", "</a>", "</b>", "</em>", "</i>", "</q>", "</strong>")
_LETTER = rf"[^\W\d_{UNSPACED_OR_GLUED}]"
_APOSTROPHE = re.compile(rf"'(?:(?<={_LETTER}')(?={_LETTER})|(?<=\d')(?={_LETTER}\b))")
_FEET_AND_INCHES = re.compile(r"'(?<=\d')( ?\d{1,2})\"(?!\w)")
_HEBREW = "\u05d0-\u05ea"
_GERSHAYIM = re.compile(rf"\"(?<=[{_HEBREW}]\")(?=[{_HEBREW}](?![{_HEBREW}]))")  # before the last letter of an acronym


def typeset(text: str, language: str) -> str:
    """Return a text, a paragraph a line, as its language sets it. Linear time; what is set already stays as it is.

    A mark stays straight where nothing tells what it is, above all one without a partner.
    """
    base = language.partition("-")[0]
    text = with_spaces(text, base)
    if '"' not in text and "'" not in text:
        return text
    if base == "he":
        text = _GERSHAYIM.sub("״", text)
    text = _FEET_AND_INCHES.sub(r"′\1″", text)
    text = _APOSTROPHE.sub("׳" if base == "he" else "’", text)
    if '"' not in text and "'" not in text:
        return text
    return Quotations(text, base, marks_of(language)).set_text()


def typeset_html(html: str, language: str) -> str:
    """Return HTML with its text set; a quotation may begin and end in different inline tags, but not in two blocks."""
    if TAG in html:
        return html
    pieces = _TAG.split(html)
    tags = pieces[1::2]
    pieces[1::2] = [TAG if tag.startswith(_INLINE) else _BLOCK for tag in tags]
    text = "".join(pieces)
    if "&" in text:
        text = text.replace("&quot;", '"').replace("&#x27;", "'")
    pieces[::2] = typeset(text, language).replace(_BLOCK, TAG).split(TAG)
    pieces[1::2] = tags
    return "".join(pieces)
