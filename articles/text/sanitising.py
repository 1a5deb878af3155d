"""Links, emphasis and quotations inside a line: what of a page's HTML may stay, and nothing else."""

import re
from html import unescape

import bleach

TAGS = frozenset({"a", "b", "em", "i", "strong", "q"})
PROTOCOLS = frozenset({"http", "https"})
# bleach takes seconds for 64 kB of unclosed tags, so what it gets is bounded first.
MAX_INLINE = 20_000  # bytes of a line with its tags
MAX_TAGS = 300  # of a line
MAX_NESTED = 20  # tags in each other
MAX_TAG = 4_200  # characters of one tag: a link's address, escaped
_TAG = re.compile(r"<(/?)[^<>]*>")
_EMPTY = re.compile(r"<(a|b|em|i|strong|q)(?: [^<>]*)?>(\s*)</\1>")
_LINK = re.compile(r'<a href="')
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def inline_html(html: str, text: str) -> str:
    """The line as HTML that needs no further escaping; "" when it holds no tag that may stay, or isn't this text."""
    if "<" not in html or len(html.encode()) > MAX_INLINE or not _is_bounded(html):
        return ""
    cleaned = bleach.clean(html, tags=TAGS, attributes={"a": ["href"]}, protocols=PROTOCOLS, strip=True)
    cleaned = _BARE_LINK.sub(r"\1", cleaned)
    while (fewer := _EMPTY.sub(r"\2", cleaned)) != cleaned:
        cleaned = fewer
    if "<" not in cleaned or plain_text(cleaned) != " ".join(text.split()):
        return ""
    return _LINK.sub('<a rel="nofollow noopener noreferrer" href="', " ".join(cleaned.split()))


def plain_text(html: str) -> str:
    """The text of cleaned HTML, white space collapsed."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def _is_bounded(html: str) -> bool:
    depth = deepest = 0
    for number, tag in enumerate(_TAG.finditer(html), start=1):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
        if number > MAX_TAGS or deepest > MAX_NESTED or len(tag[0]) > MAX_TAG:
            return False
    return True
