"""The metadata of an HTML page: from JSON-LD first, then from OpenGraph and other <meta>, then from elements."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from articles.documents.html.hardening import HardenedPage
from articles.documents.html.jsonld import articles_in
from articles.documents.html.marked.dates import marked_dates
from articles.documents.html.marked.site_name import site_names
from articles.documents.page import Metadata, title_parts
from articles.text.characters import clean
from articles.text.dates import find_date, read_date
from articles.text.urls import address_day, story_address
from articles.understanding.plain_text.entities import without_entities

MAX_TEXT = 2_000  # characters of one value
MAX_BODY = 500_000  # characters
MAX_NAMES = 20  # authors
MAX_META = 500  # elements looked at
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_HEADLINES = ("og:title", "twitter:title", "title", "dc.title", "parsely-title", "sailthru.title")
_DATES = (
    *("article:published_time", "og:article:published_time", "article:published:time", "datepublished"),
    *("parsely-pub-date", "publish-date"),
    *("date", "pubdate", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "article.published"),
    *("article:published", "og:published_time", "og:pubdate", "published_time", "publication_date", "date_published"),
    *("dcterms.issued", "dcterms.date", "dc.date.created", "dc.created", "cxenseparse:recs:publishtime", "bt:pubdate"),
    *("rnews:datepublished", "citation_publication_date", "shareaholic:article_published_time", "vr:published_time"),
)
_CHANGES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_AUTHORS = ("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator")


def metadata_of(source: HardenedPage, tree: LexborHTMLParser) -> Metadata:
    """Return the metadata. Never raises: broken values count as missing."""
    objects = articles_in(content for _, content in source.scripts)
    meta = _meta(tree)
    headlines = _distinct([*_values(objects, "headline"), *_named(meta, _HEADLINES), _text(source.title)])
    url = _url(objects, meta, tree)
    sources = _distinct(
        map(without_entities, [*_named(meta, ("og:site_name", "application-name")), *_publishers(objects)])
    )
    return Metadata(
        headlines=headlines,
        description=_first([*_named(meta, ("og:description", "description")), *_values(objects, "description")]),
        body=_body(objects),
        authors=_authors(objects, meta),
        published=_published(objects, meta, tree),
        day=_day(url, headlines),
        modified=_moment([*_values(objects, "dateModified"), *_named(meta, _CHANGES)]),
        sources=sources or site_names(tree, _text(source.title)),
        language=_language(objects, tree, meta),
        url=url,
        is_article=len(objects) == 1 or "article" in meta.get("og:type", ()),
    )


def _meta(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]")[:MAX_META]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if text := _text(attributes.get("content")):
            found.setdefault(name.strip().lower(), []).append(text)
    return found


def _named(meta: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _values(objects: Sequence[dict[str, Any]], name: str) -> Iterator[str]:
    for one in objects:
        if text := _text(one.get(name)):
            yield text


def _authors(objects: Sequence[dict[str, Any]], meta: dict[str, list[str]]) -> tuple[str, ...]:
    names = [name for one in objects for name in _names(one.get("author")) or _names(one.get("creator"))]
    names = names or list(_named(meta, _AUTHORS))
    return _distinct(name for name in names if "://" not in name and len(name) < 200)[:MAX_NAMES]


def _names(value: object, depth: int = 0) -> list[str]:
    """Return the names of people or publications, given as a text, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [text] if (text := _text(value)) else []
    if isinstance(value, dict):
        return _names(value.get("name"), depth + 1) if depth < 4 else []
    if isinstance(value, list) and depth < 4:
        return [name for one in value[:MAX_NAMES] for name in _names(one, depth + 1)]
    return []


def _body(objects: Sequence[dict[str, Any]]) -> str:
    """Return the longest `articleBody`, without its tags."""
    bodies = [body for one in objects if isinstance(body := one.get("articleBody"), str)]
    return " ".join(_TAG.sub(" ", clean(max(bodies, key=len, default="")[:MAX_BODY])).split())


def _publishers(objects: Sequence[dict[str, Any]]) -> Iterator[str]:
    for one in objects:
        yield from _names(one.get("publisher"))


def _published(
    objects: Sequence[dict[str, Any]], meta: dict[str, list[str]], tree: LexborHTMLParser
) -> dt.datetime | None:
    texts = [*_values(objects, "datePublished"), *_named(meta, _DATES), *_values(objects, "dateCreated")]
    return _moment(texts) or _moment(map(_text, marked_dates(tree)))


def _day(url: str | None, headlines: Iterable[str]) -> dt.date | None:
    """Return the day in the URL, or a part of a title that is nothing but a date."""
    days = (moment.date() for part in title_parts(headlines) if (moment := read_date(part)))
    return (address_day(url) if url else None) or next(days, None)


def _moment(texts: Iterable[str | None]) -> dt.datetime | None:
    return next((moment for text in texts if (moment := read_moment(text))), None)


def read_moment(text: str | None) -> dt.datetime | None:
    """Parse a time to UTC, by ISO 8601 or as newspapers print dates; None when it is missing, broken or ambiguous.

    A time without a zone is taken as UTC: nothing is known of where it was written.
    """
    try:
        moment = dt.datetime.fromisoformat((text or "").strip()[:40])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        moment = moment.astimezone(dt.UTC)
    except OverflowError:
        return None
    except ValueError:
        found = find_date((text or "").strip()[:100])
        return found.moment if found else None
    return moment if 1600 <= moment.year <= 2200 else None


def _language(objects: Sequence[dict[str, Any]], tree: LexborHTMLParser, meta: dict[str, list[str]]) -> str:
    texts = [tree.root.attributes.get("lang") if tree.root else "", *_values(objects, "inLanguage")]
    texts += [*_named(meta, ("og:locale", "language"))]
    codes = (_CODE.fullmatch(_text(text)) for text in texts)
    return next((code[1].lower() for code in codes if code), "")


def _url(objects: Sequence[dict[str, Any]], meta: dict[str, list[str]], tree: LexborHTMLParser) -> str | None:
    urls = [node.attributes.get("href") for node in tree.css("link[rel~=canonical][href]")[:1]]
    urls += [*_named(meta, ("og:url",)), *_values(objects, "url")]
    urls += [page.get("@id") if isinstance(page := one.get("mainEntityOfPage"), dict) else page for one in objects]
    return next((url for text in urls if (url := story_address(text))), None)


def _text(value: object) -> str:
    """A value as one line; what was escaped twice, as "&amp;amp;", is read once more."""
    return " ".join(clean(unescape(value[:MAX_TEXT])).split()) if isinstance(value, str) else ""


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
