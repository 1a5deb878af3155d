"""Sanitises HTML by bleach, unless it is clean already: inline tags of a page's line, links for URLs in plain text."""

import re
from collections.abc import MutableMapping
from html import escape, unescape

import bleach

# Of a link, by namespace and name; "_text" is its text.
type Attributes = MutableMapping[tuple[str | None, str] | str, str]

TAGS = frozenset({"a", "b", "em", "i", "strong", "q"})
PROTOCOLS = frozenset({"http", "https"})
# bleach takes seconds for 64 kB of unclosed tags, so what it gets is bounded first.
MAX_INLINE = 20_000  # bytes of a line with its tags
MAX_TAGS = 300  # of a line
MAX_NESTED = 20  # tags in each other
MAX_TAG = 4_200  # characters of one tag: a link's URL, escaped
_REL = "nofollow noopener noreferrer"  # the linked site learns nothing of where the reader comes from
_TAG = re.compile(r"<(/?)[^<>]*>")
_EMPTY = re.compile(r"<(a|b|em|i|strong|q)(?: [^<>]*)?>(\s*)</\1>")
# No user and password, which disguise where a link leads, and a host: browsers make one of the path of https:///path.
_SAFE_URL = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]|$)", re.IGNORECASE)
_SAFE_LINK = re.compile(r'<a href="https?://[\w.-]+(?::\d+)?(?:[/?#][^\s"<>\\`\x00-\x20\x7f]*)?">', re.ASCII)
_OTHER_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|#x27);)")
_LINK = re.compile(r'<a href="')
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def inline_html(html: str, text: str) -> str:
    """Return the line as HTML with links, emphasis and quotations only, which needs no further escaping.

    "" when no such tag is left, when a cap is exceeded, or when the HTML doesn't hold exactly this text.
    """
    if "<" not in html or len(html.encode()) > MAX_INLINE or not _is_bounded(html):
        return ""
    if is_clean(html):
        cleaned = html
    else:
        cleaned = bleach.clean(html, tags=TAGS, attributes=_is_safe, protocols=PROTOCOLS, strip=True)
    cleaned = _BARE_LINK.sub(r"\1", cleaned)
    while (fewer := _EMPTY.sub(r"\2", cleaned)) != cleaned:
        cleaned = fewer
    if "<" not in cleaned or plain_text(cleaned) != " ".join(text.split()):
        return ""
    return _LINK.sub(f'<a rel="{_REL}" href="', " ".join(cleaned.split()))


def linked(text: str) -> str:
    """Return the plain text of a line as HTML: escaped, its URLs of http and https as links.

    bleach costs 50 times what escaping costs, so it gets only text that may hold a URL.
    """
    escaped = escape(text, quote=False)
    if "://" not in text and "www." not in text:
        return escaped
    # The stubs lack the key _text and the answer None, which makes no link.
    with_links = bleach.linkify(escaped, callbacks=[_as_link])  # type: ignore[list-item]
    return bleach.clean(with_links, tags={"a"}, attributes={"a": ["href", "rel"]}, protocols=PROTOCOLS)


def plain_text(html: str) -> str:
    """Return the text of cleaned HTML, white space collapsed."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def _as_link(attributes: Attributes, new: bool = False) -> Attributes | None:
    """The attributes of a link that bleach found; None, so that it stays text, for other protocols and unsafe ones."""
    href = attributes.get((None, "href"), "")
    if not _SAFE_URL.match(href):
        return None
    return {(None, "href"): href, (None, "rel"): _REL, "_text": attributes.get("_text", "")}


def _is_safe(tag: str, name: str, value: str) -> bool:
    """Whether a tag keeps an attribute: a link its URL, when it is safe."""
    return (tag, name) == ("a", "href") and bool(_SAFE_URL.match(unescape(value)))


def is_clean(html: str) -> bool:
    """Whether the HTML is nothing but escaped text, tags without attributes and safe links, each closed in order.

    bleach would change nothing in it, and costs 30 times as much.
    """
    opened: list[str] = []
    if html.count("<") != html.count(">") or _OTHER_ENTITY.search(html):
        return False
    for tag in _TAG.finditer(html):
        if tag[1]:
            if not opened or tag[0] != f"</{opened.pop()}>":
                return False
        elif tag[0][1:-1] in TAGS:
            opened.append(tag[0][1:-1])
        elif _SAFE_LINK.fullmatch(tag[0]) and "a" not in opened:
            opened.append("a")
        else:
            return False
    return not opened and "<" not in _TAG.sub("", html)


def _is_bounded(html: str) -> bool:
    depth = deepest = 0
    for number, tag in enumerate(_TAG.finditer(html), start=1):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
        if number > MAX_TAGS or deepest > MAX_NESTED or len(tag[0]) > MAX_TAG:
            return False
    return True
