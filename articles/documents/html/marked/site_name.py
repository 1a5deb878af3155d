"""The name of the publication on a page that declares none: it stands in two of header, title and rights notice."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.documents.page import title_spans
from articles.text.characters import clean
from articles.text.dates import is_date
from articles.text.normal_form import normal_form
from articles.understanding.rules.line_shapes import is_control, is_section, word_count

MAX_NODES = 40  # links, logos and names that are looked at
MAX_NAME = 60  # characters
MAX_WORDS = 6
MAX_NOTICE = 300  # characters of a rights notice
MAX_FOOTERS = 4
_LOGO = re.compile(r"logo|wordmark|masthead|(?:site|blog|paper|brand)[-_]?(?:title|name)|navbar-brand", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)(?P<name>.{0,120})", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"/?(?:(?:index|home|default)\.[a-z]{3,5})?|/[a-z]{2}/?")
_MARKED = "[class*=logo i], [id*=logo i], [class*=masthead i], [class*=brand i], [class*=site i], [class*=wordmark i]"
_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "les ", "el ", "il ", "lo ", "de ", "het ", "o ", "a ")
_LABELS = re.compile(r"\b(?:logo|home ?page|home|start ?seite|accueil|inicio|startsida|strona główna)\b")
_LABEL = re.compile(r"[\s_-]*\blogo$", re.IGNORECASE)
_YEARS = re.compile(r"^(?:\s*(?:19|20)\d\d\b|\s*(?:by|copyright|c)\b)+")
_TEXTS = "h2, h3, p, div, span, strong, b"  # of a header that may name the site; an h1 is the story's own


def site_names(tree: LexborHTMLParser, title: str) -> tuple[str, ...]:
    """Return the name of the site as the title, else as the header prints it; empty where only one of them names it."""
    body = tree.body
    if body is None:
        return ()
    headings = {_form(node.text()) for node in body.css("h1")[:2] if not _is_of_logo(node)}
    in_title = [text for text in (*title_spans([title]), title) if _is_name(text) and _form(text) not in headings]
    in_header = [name for name in islice(_in_header(body), MAX_NODES) if _is_name(name)]
    headed, rights = set(map(_form, in_header)), list(map(_holder, _notices(body)))
    sure = [text for text in in_title if _form(text) in headed or _holds_rights(text, rights)]
    # Owners of several papers have logos too, farther down.
    sure += [_LABEL.sub("", text) for text in in_header[:1] if _holds_rights(text, rights)]
    return tuple(sure[:1])


def _holds_rights(name: str, rights: Sequence[str]) -> bool:
    return any(f"{holder} ".startswith(f"{_form(name)} ") for holder in rights)


def _holder(notice: str) -> str:
    """Return a rights notice from the name of the holder on, in the form of names."""
    return _form(_YEARS.sub("", normal_form(notice)))


def _form(text: str) -> str:
    """Return the normal form of a name without an article at its beginning and without words such as "logo"."""
    form = " ".join(_LABELS.sub(" ", normal_form(text)).split())
    return next((form.removeprefix(article) for article in _ARTICLES if form.startswith(article)), form)


def _is_name(text: str) -> bool:
    is_short = len(text) <= MAX_NAME and word_count(text) <= MAX_WORDS
    return is_short and len(_form(text)) > 1 and not (is_section(text) or is_control(text) or is_date(text))


def _in_header(body: LexborNode) -> Iterator[str]:
    """Yield what links to the front page, logos and elements of the site's header say."""
    for node in (*filter(_is_home, body.css("a[href]")[:MAX_NODES]), *filter(_is_logo, body.css(_MARKED)[:MAX_NODES])):
        yield from _said(node)
    images = body.css("img[alt]")[:MAX_NODES]
    yield from (_text(image.attributes.get("alt")) for image in images if _is_logo(image))
    for header in body.css("header")[:1]:
        if header.css_first("h1") is None:
            yield from (_text(node.text()) for node in header.css(_TEXTS)[:MAX_NODES] if node.css_first("a") is None)
    yield from (_text(first.text()[: 2 * MAX_NAME]) for first in body.css(f"{_TEXTS}, center, td")[:1])


def _said(node: LexborNode) -> Iterator[str]:
    yield _text(node.text()[: 2 * MAX_NAME])
    for one in (node, *node.css("img, [aria-label], [title]")[:MAX_FOOTERS]):
        yield from (_text(one.attributes.get(name)) for name in ("alt", "aria-label", "title"))


def _is_home(link: LexborNode) -> bool:
    """Whether a link leads to the front page of a site."""
    try:
        address = urlsplit((link.attributes.get("href") or "").strip())
    except ValueError:
        return False
    is_page = address.scheme in ("", "http", "https") and bool(address.netloc or address.path)
    return is_page and not address.query and bool(_ROOT.fullmatch(address.path.removeprefix(".")))


def _is_of_logo(heading: LexborNode) -> bool:
    """Whether a heading is the name of the site, as old pages have it."""
    return _is_logo(heading) or any(map(_is_home, heading.css("a[href]")[:1]))


def _is_logo(node: LexborNode) -> bool:
    return any(_LOGO.search(node.attributes.get(name) or "") for name in ("class", "id", "src", "alt"))


def _notices(body: LexborNode) -> Iterator[str]:
    """Yield what stands behind the signs and words of rights at the page's foot."""
    for node in body.css("footer, [class*=copyright i], [id*=copyright i], [class*=footer i], body > p:last-child"):
        text = node.text()[-MAX_NOTICE * MAX_FOOTERS :]
        yield from (_text(found["name"]) for found in islice(_RIGHTS.finditer(text), MAX_FOOTERS))


def _text(value: str | None) -> str:
    return " ".join(clean(value or "").split())
