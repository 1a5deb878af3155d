"""JSON that is neither an exported library nor a data set of news: settings, or the records of something else."""

import re

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import HEAD, gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

SNIFFED = 1_024  # bytes in which it begins
_STRING = r'"(?:[^"\\]|\\.)*+"'
_TOKENS = re.compile(rf"(?:[\s\[\]{{}},:0-9.eE+-]|{_STRING}|true|false|null|NaN|Infinity)*+", re.DOTALL)
_BEGINNING = re.compile(rf"\s*+(?:\[\s*+)*+(?:\{{\s*+{_STRING}\s*+:|{_STRING}\s*+[,\]])", re.DOTALL)
_OPEN_OR_CUT = re.compile(r"(?:\"(?:[^\"\\]|\\.)*+\\?|[a-zA-Z]{1,8})\Z", re.DOTALL)  # at the end of the first bytes


def is_json(head: bytes, *, is_cut: bool = False) -> bool:
    """Return whether all of it, not only its beginning, is JSON: a page may begin with a block of JSON.

    With `is_cut` the file, too, may end within a text.
    """
    if not beginning_of(head[:SNIFFED]).lstrip().startswith(("{", "[")):
        return False
    text = beginning_of(head)
    if not _BEGINNING.match(text):
        return False
    end = _TOKENS.match(text).end()  # type: ignore[union-attr]  # it matches every text
    return end == len(text) or ((is_cut or len(head) >= HEAD) and bool(_OPEN_OR_CUT.match(text, end)))


FORMAT = refused_format(
    media_type="application/json",
    name=gettext_noop("other JSON"),
    matches=is_json,
    refusal=lambda head: Problem("json"),
)
