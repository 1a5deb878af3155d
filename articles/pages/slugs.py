"""The words of an address that leads nowhere, to be searched for."""

import re
from urllib.parse import unquote

_PARTS = re.compile(r"[-_+.\s]+")
_LEFT_OUT = {"html", "htm", "php", "aspx", "amp", "index", "story"}
MAX_WORDS = 8  # a search for all the words of a long headline would find no headline that differs in one


def words_of(path: str) -> str:
    """The words of the last part of a path that has any, such as those of a headline; "" if none has."""
    for part in reversed(unquote(path).split("/")):
        words = [word for word in _PARTS.split(part) if word.lower() not in _LEFT_OUT and not word.isdigit()]
        if words := [word for word in words if word.isprintable() and word]:
            return " ".join(words[:MAX_WORDS])
    return ""
