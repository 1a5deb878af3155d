"""The bytes of an HTML page as a document: its lines, their links and emphasis, and what its metadata says."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from articles.documents.decoding import marked_encoding, refuse_unreadable, text_of
from articles.documents.html.hardening import harden
from articles.documents.html.hidden_elements import hidden_by
from articles.documents.html.markup import markup_of
from articles.documents.html.metadata import Metadata, metadata_of
from articles.documents.html.visible_text import Rendered, render_lines
from articles.documents.limits import MAX_DOCUMENT, MAX_HTML
from articles.documents.problems import UnreadableError, too_large
from articles.text.characters import clean
from articles.understanding.features.markup import Markup

SNIFFED = 4_096  # bytes in which a page shows that it is one, and says its charset
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:-]{2,40})", re.IGNORECASE)
# Labels of the Encoding Standard, by what Python calls the encoding; others don't count, some of them being no text.
_ENCODINGS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le",  # a page that can be read this far is no UTF-16
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


@dataclass(frozen=True, slots=True)
class Page:
    """A page read. `inlines` gives, by line number from 1, the HTML of lines that hold links or emphasis: unchecked."""

    text: str
    inlines: dict[int, str] = field(default_factory=dict)
    titles: frozenset[int] = frozenset()  # numbers of the lines that a first-level heading gave
    metadata: Metadata = field(default_factory=Metadata)
    marks: Markup | None = None


def is_html(content: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return bool(
        _HTML.match(content[:SNIFFED].decode(marked_encoding(content) or "latin-1", "replace").lstrip("\ufeff"))
    )


def read_page(content: bytes) -> Page:
    """The page's lines and metadata. Raises UnreadableError when it is too large, too deep, empty or no text."""
    if len(content) > MAX_HTML:
        raise UnreadableError(too_large(MAX_HTML))
    source = harden(clean(_decoded(content)))
    tree = LexborHTMLParser(source.html)
    rendered = render_lines(tree.body, hidden_by(source.styles)) if tree.body else Rendered()
    if len(rendered.text) > MAX_DOCUMENT:
        raise UnreadableError(too_large(MAX_DOCUMENT))
    refuse_unreadable(rendered.text)
    told = metadata_of(source, tree)
    return Page(rendered.text, rendered.inlines, frozenset(rendered.titles), told, markup_of(rendered, told))


def _decoded(content: bytes) -> str:
    """By byte order mark, then as the page says, unless it is UTF-8 all the same; then as any text."""
    said = _CHARSET.search(content[:SNIFFED])
    encoding = _LABELS.get(said[1].decode("ascii").lower()) if said and not marked_encoding(content) else None
    for one in ("utf-8", encoding) if encoding in _SINGLE else (encoding,):
        try:
            if one:
                return content.decode(one)
        except UnicodeDecodeError:  # it is something else, or a little broken
            pass
    return text_of(content)
