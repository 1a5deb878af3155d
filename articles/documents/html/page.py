"""Reads the bytes of an HTML page: its visible lines, their links and emphasis, its mark-up and its metadata."""

import re

from selectolax.lexbor import LexborHTMLParser

from articles.documents.decoding import marked_encoding, refuse_unreadable, text_of
from articles.documents.html.hardening import harden
from articles.documents.html.hidden_elements import hidden_by
from articles.documents.html.markup import markup_of
from articles.documents.html.metadata import metadata_of
from articles.documents.html.visible_text import Rendered, render_lines
from articles.documents.legacy_encodings import encoding_named
from articles.documents.limits import MAX_DOCUMENT, MAX_HTML
from articles.documents.page import Page
from articles.documents.problems import UnreadableError, too_large
from articles.documents.several_pages import refuse_several_html
from articles.text.characters import clean

SNIFFED = 4_096  # bytes in which a page begins as HTML, and declares its charset
MIN_TAGS = 5  # of a part of a page; the text of a page may begin or end with one that its server left in it
_PAGE = r"<(?:!doctype\s*+html|(?:html|head|body|title|meta|article|main)\b)"
_HTML = re.compile(rf"(?:\s++|<\?[^>]*+>|<!--.*?-->)*+{_PAGE}", re.IGNORECASE | re.DOTALL)
_ANY_HTML = re.compile(_PAGE, re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:div|section|header|h[1-6]|p|br|b|i|a|span|table|center|font|img|ul|style|script|link)(?:\s[^<>]*+)?/?>",
    re.IGNORECASE,
)
# A picture or a font in the page itself, as in one that was saved as a single file.
_PICTURE = re.compile(rb"(data:[\w.+-]{1,60}/[\w.+-]{1,60}(?:;[\w=.-]{1,60}){0,4};base64,)[A-Za-z0-9+/=]++")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:-]{2,40})", re.IGNORECASE)


def is_html(content: bytes) -> bool:
    """Return whether the bytes begin as an HTML page does, or with other tags before it, or are a part of one."""
    start = content[:SNIFFED].decode(marked_encoding(content) or "latin-1", "replace").lstrip("\ufeff")
    if _HTML.match(start):
        return True
    if not _TAG.match(start.lstrip()):
        return False
    is_part = content.rstrip().endswith(b">") and len(_TAG.findall(start)) >= MIN_TAGS
    return is_part or bool(_ANY_HTML.search(start))


def read_page(content: bytes, charset: str | None = None) -> Page:
    """Return the page; `charset` is that of its header, if it has one.

    Raises UnreadableError when it is too large, too deep, empty, several pages or not a text.
    """
    if len(content) > MAX_HTML:
        content = _PICTURE.sub(rb"\1", content)
    if len(content) > MAX_HTML:
        raise UnreadableError(too_large(MAX_HTML))
    html = clean(_decoded(content, charset))
    refuse_several_html(html)
    source = harden(html)
    tree = LexborHTMLParser(source.html)
    rendered = render_lines(tree.body, hidden_by(source.styles)) if tree.body else Rendered()
    if len(rendered.text) > MAX_DOCUMENT:
        raise UnreadableError(too_large(MAX_DOCUMENT))
    refuse_unreadable(rendered.text)
    metadata = metadata_of(source, tree)
    marks = markup_of(rendered, metadata)
    return Page(rendered.text, rendered.inlines, frozenset(rendered.titles), metadata, marks)


def _decoded(content: bytes, charset: str | None) -> str:
    """Decode by byte order mark, then as UTF-8, then by the charset of the header or of the page, or by a guess."""
    declared = _CHARSET.search(content[:SNIFFED])
    return text_of(content, encoding_named(charset) or encoding_named(declared and declared[1].decode("ascii")))
