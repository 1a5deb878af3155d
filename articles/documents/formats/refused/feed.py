"""Feeds: RSS and Atom, which name the stories of a site."""

import re

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

FEEDS = frozenset({"rss", "feed", "rdf"})
_PROLOGUE = re.compile(
    r"\s*+(?P<xml><\?xml\b[^>]*+>)?(?:\s++|<\?[^>]*+>|<!--.*?-->|<!doctype\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    r"<(?:[\w.-]+:)?(?P<root>[a-z][\w.-]*)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def root_of(head: bytes) -> tuple[str, bool]:
    """Return the name of the first element, "" without one, and whether the file declares itself as XML."""
    found = _PROLOGUE.match(beginning_of(head))
    return (found["root"].lower(), bool(found["xml"])) if found else ("", False)


FORMAT = refused_format(
    media_type="application/rss+xml",
    name=gettext_noop("feed (RSS, Atom)"),
    matches=lambda head: root_of(head)[0] in FEEDS,
    refusal=lambda head: Problem("feed"),
)
