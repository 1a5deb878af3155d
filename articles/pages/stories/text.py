"""The text of a story as its page shows it: paragraphs with addresses, a table of contents, links to our stories."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import count

from django.conf import settings
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Identity
from articles.pages.cards import story_href
from articles.text.sanitising import plain_text
from articles.text.urls import address_key, story_address
from articles.typography.setting import typeset_html

SECTIONS = 4  # subheadings from which a story has a table of contents
MAX_LINKS = 50  # links of a text that are looked up in the library
_OPENING = re.compile(r"<(p|h2|li)>")
_SUBHEADING = re.compile(r'<h2 id="p(\d+)">(.*?)</h2>', re.DOTALL)
_LINK = re.compile(r'(<a (?:rel="[^"]*" )?href="([^"]*)"(?: rel="[^"]*")?>)(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A subheading, and the number of its paragraph, which is its address on the page."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """The text as HTML, its table of contents (empty if it is short), and how many captions it has."""

    html: SafeString
    contents: list[Section]
    captions: int


def text_of(article: Article) -> Text:
    """The text of a story as its language sets it; one query if it has links, else none.

    The sanitiser made the stored HTML, and each line of it is escaped, so a tag of a block can't be part of a text.
    """
    numbers = count(1)
    html = typeset_html(article.body_html, article.lang)
    html = _OPENING.sub(lambda tag: f'<{tag[1]} id="p{next(numbers)}">', html)
    sections = [Section(int(number), plain_text(inside)) for number, inside in _SUBHEADING.findall(html)]
    paragraphs = html.count("<p ")
    return Text(
        html=mark_safe(_with_our_links(html, article.pk)),  # noqa: S308
        contents=sections if SECTIONS <= len(sections) < paragraphs else [],
        captions=html.count("<figcaption>"),
    )


def whole_text(article: Article) -> SafeString:
    """The text of a story under one headline of several on a page: without addresses of paragraphs; no query."""
    html = typeset_html(article.body_html, article.lang)
    return mark_safe(html.replace("<h2>", "<h3>").replace("</h2>", "</h3>"))  # noqa: S308


def _with_our_links(html: str, own: int) -> str:
    """The links that lead to pages of the library lead to its stories; beside each stands a link to the original."""
    if "<a " not in html:
        return html
    urls = dict.fromkeys(link[2] for link, _ in zip(_LINK.finditer(html), range(MAX_LINKS), strict=False))
    keys = {url: address_key(address) for url in urls if (address := story_address(unescape(url)))}
    held = {key: story_href(pk, slug) for key, pk, slug in _holding(sorted(set(keys.values()))) if pk != own}
    return _LINK.sub(lambda link: _led(link, keys, held), html) if held else html


def _led(link: re.Match[str], keys: Mapping[str, int], held: Mapping[int, str]) -> str:
    whole, tag, url, text = link[0], link[1], link[2], link[3]
    href = held.get(keys.get(url, 0))
    if href is None:
        return whole
    label = escape(_("Original page"))
    language = get_language() or settings.LANGUAGE_CODE
    original = tag.replace("<a ", '<a class="original" ', 1)
    return f'<a href="{href}">{text}</a>{original}<span class="vh" lang="{language}" dir="auto">{label}</span></a>'


@CompiledQuery
def _holding(keys: list[int]) -> QuerySet[Identity, Row]:
    return Identity.objects.filter(key__in=keys, headline="").values_list("key", "article_id", "article__slug")
