"""Reads the bytes of an HTML page: its visible lines, their links and emphasis, its mark-up and its metadata."""

import re

from selectolax.lexbor import LexborHTMLParser

from articles.documents.decoding import marked_encoding, refuse_unreadable, text_of
from articles.documents.html.hardening import harden
from articles.documents.html.hidden_elements import hidden_by
from articles.documents.html.markup import markup_of
from articles.documents.html.metadata import metadata_of
from articles.documents.html.visible_text import Rendered, render_lines
from articles.documents.limits import MAX_DOCUMENT, MAX_HTML
from articles.documents.page import Page
from articles.documents.problems import UnreadableError, too_large
from articles.text.characters import clean

SNIFFED = 4_096  # bytes in which a page begins as HTML, and declares its charset
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:-]{2,40})", re.IGNORECASE)
# Labels of the Encoding Standard by Python's names of the encodings. Others are ignored: not all of them are of text.
_ENCODINGS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le",  # a page whose label can be read as ASCII is not UTF-16
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 ascii us-ascii",
    **{f"cp{number}": f"windows-{number} cp{number}" for number in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"iso8859-{number}": f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{"cp1254": "iso-8859-9 latin5 windows-1254", "cp874": "windows-874 tis-620 iso-8859-11"},
    **{"koi8-r": "koi8-r koi8", "koi8-u": "koi8-u", "cp866": "ibm866 cp866", "mac-roman": "macintosh"},
    **{"gb18030": "gb18030 gbk gb2312 x-gbk", "big5hkscs": "big5 big5-hkscs"},
    **{"cp932": "shift_jis shift-jis sjis x-sjis windows-31j", "euc-jp": "euc-jp", "iso2022-jp": "iso-2022-jp"},
    "cp949": "euc-kr ks_c_5601-1987 windows-949",
}
_SINGLE = frozenset({"cp1252", "iso8859-15", "iso8859-2", "cp1250", "cp1251", "cp1254", "iso8859-3"})
_LABELS = {label: name for name, labels in _ENCODINGS.items() for label in labels.split()}


def is_html(content: bytes) -> bool:
    """Return whether the bytes begin as an HTML page does."""
    return bool(
        _HTML.match(content[:SNIFFED].decode(marked_encoding(content) or "latin-1", "replace").lstrip("\ufeff"))
    )


def read_page(content: bytes) -> Page:
    """Return the page. Raises UnreadableError when it is too large, too deep, empty or not a text."""
    if len(content) > MAX_HTML:
        raise UnreadableError(too_large(MAX_HTML))
    source = harden(clean(_decoded(content)))
    tree = LexborHTMLParser(source.html)
    rendered = render_lines(tree.body, hidden_by(source.styles)) if tree.body else Rendered()
    if len(rendered.text) > MAX_DOCUMENT:
        raise UnreadableError(too_large(MAX_DOCUMENT))
    refuse_unreadable(rendered.text)
    metadata = metadata_of(source, tree)
    marks = markup_of(rendered, metadata)
    return Page(rendered.text, rendered.inlines, frozenset(rendered.titles), metadata, marks)


def _decoded(content: bytes) -> str:
    """Decode by byte order mark, then by the charset that the page declares, then as any other text.

    A page that declares a single-byte charset but is valid UTF-8 is UTF-8.
    """
    declared = _CHARSET.search(content[:SNIFFED])
    encoding = _LABELS.get(declared[1].decode("ascii").lower()) if declared and not marked_encoding(content) else None
    for one in ("utf-8", encoding) if encoding in _SINGLE else (encoding,):
        try:
            if one:
                return content.decode(one)
        except UnicodeDecodeError:  # it is in another encoding, or has broken characters
            pass
    return text_of(content)
