"""Character references that a scraper left in a text: "&amp;" and "&#039;" become the signs they stand for."""

import re
from html import unescape

from articles.text.characters import clean

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
DEPTH = 2  # times that a text may have been escaped


def without_entities(text: str) -> str:
    """Return a text with its character references, also those escaped twice, replaced; its lines stay the same."""
    for _ in range(DEPTH):
        if "&" not in text or not _REFERENCE.search(text):
            break
        text = _REFERENCE.sub(_decoded, text)
    return text


def _decoded(reference: re.Match[str]) -> str:
    sign = clean(unescape(reference[0]))
    return " " if sign.isspace() else sign
