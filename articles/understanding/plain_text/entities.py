"""Character references that a scraper left in a text: "&amp;" and "&#039;" become the signs they stand for."""

import re
from html import unescape

from articles.text.characters import clean

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
DEPTH = 2  # times that a text may have been escaped


def without_entities(line: str) -> str:
    """Return a line with its character references, also those escaped twice, replaced by what they stand for."""
    for _ in range(DEPTH):
        if "&" not in line or not _REFERENCE.search(line):
            break
        line = clean(_REFERENCE.sub(lambda found: unescape(found[0]), line)).replace("\n", " ")
    return line
