"""XML that is no page: sitemaps, drawings, the XML of news agencies."""

from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.feed import root_of
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

UNDECLARED = frozenset({"urlset", "sitemapindex", "opml", "nitf", "newsml", "newsitem", "svg"})


def _matches(head: bytes) -> bool:
    root, is_xml = root_of(head)
    return root in UNDECLARED or (is_xml and bool(root) and root != "html")


FORMAT = refused_format(
    media_type="application/xml",
    name=gettext_noop("XML data"),
    matches=_matches,
    refusal=lambda head: Problem("xml"),
)
