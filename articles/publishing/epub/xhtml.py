"""A stored text as XHTML, which the pages of an EPUB book are made of."""

import re
from html import escape, unescape
from urllib.parse import quote, urlsplit
from xml.parsers import expat

from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.typography.setting import typeset_html

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot);)[a-zA-Z][a-zA-Z0-9]*;")  # XML has no other names of characters
_LINK = re.compile(r'<a (?:rel="[^"]*" )?href="([^"]*)"(?: rel="[^"]*")?>(.*?)</a>', re.DOTALL)
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?", re.IGNORECASE)
_KEPT = "%/?#@!$&'()*+,;=:~-._"  # of a path, as it is


def text_as_xhtml(article: Article) -> SafeString:
    """The text of a story as its language sets it, as XHTML.

    Paragraphs of plain text take its place if it can't be XHTML: a book that can't be opened holds no story at all.
    """
    html = _NAMED.sub(lambda name: escape(unescape(name[0])), typeset_html(article.body_html, article.lang))
    html = _LINK.sub(_link, without_invalid(html))
    if not _is_xml(html):
        blocks = without_invalid(article.body_text).split("\n\n")
        html = "\n".join(f"<p>{escape(block)}</p>" for block in blocks)
    return mark_safe(html)  # noqa: S308  # the sanitiser made it, or each text of it is escaped


def without_invalid(text: str) -> str:
    """The text without the characters that XML can't have."""
    return _NOT_XML.sub("", text)


def web_address(url: str) -> str:
    """The address as a book may hold it, its other signs escaped; "" for one that leads nowhere."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        _ = parts.port  # raises for one over 65,535
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or ".." in host:
        return ""
    rest = quote(url.partition("://")[2][len(parts.netloc) :], safe=_KEPT)
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest)
    path, mark, fragment = rest.partition("#")
    return f"{parts.scheme}://{host}{path}{mark}{fragment.replace('#', '%23')}"


def _link(link: re.Match[str]) -> str:
    url = web_address(unescape(link[1]))
    return f'<a href="{escape(url)}">{link[2]}</a>' if url else link[2]


def _is_xml(html: str) -> bool:
    try:
        expat.ParserCreate().Parse(f"<div>{html}</div>", True)
    except expat.ExpatError:
        return False
    return True
