"""XML that is no page: sitemaps, drawings, the XML of news agencies."""

import re

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

UNDECLARED = frozenset({"urlset", "sitemapindex", "opml", "nitf", "newsml", "newsitem", "svg"})


_PROLOGUE = re.compile(
    r"\s*+(?P<xml><\?xml\b[^>]*+>)?(?:\s++|<\?[^>]*+>|<!--.*?-->|<!doctype\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    r"<(?:[\w.-]+:)?(?P<root>[a-z][\w.-]*)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def root_of(head: bytes) -> tuple[str, bool]:
    """Return the name of the first element, "" without one, and whether the file declares itself as XML."""
    found = _PROLOGUE.match(beginning_of(head))
    return (found["root"].lower(), bool(found["xml"])) if found else ("", False)


def _matches(head: bytes) -> bool:
    root, is_xml = root_of(head)
    return root in UNDECLARED or (is_xml and bool(root) and root != "html")


FORMAT = refused_format(
    media_type="application/xml",
    name=gettext_noop("XML data"),
    matches=_matches,
    refusal=lambda head: Problem("xml"),
)
