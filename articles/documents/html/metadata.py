"""What a page says about itself: JSON-LD first, then OpenGraph and its kin, then marked-up elements."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from articles.documents.html.hardening import HardenedPage
from articles.documents.html.jsonld import articles_in
from articles.text.characters import clean
from articles.text.dates import find_date, read_date
from articles.text.urls import address_day, story_address

MAX_TEXT = 2_000  # characters of one value
MAX_BODY = 500_000  # characters
MAX_NAMES = 20  # authors
MAX_META = 500  # elements looked at
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|chang", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_PARTS = re.compile(r"\s+[|\-–—·•«»:]\s+|\s*\|\s*")
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


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says, unchecked. Empty when it says nothing."""

    headlines: tuple[str, ...] = ()  # the likeliest first
    description: str = ""
    body: str = ""  # a copy of the text, unmarked
    authors: tuple[str, ...] = ()
    published: dt.datetime | None = None  # UTC
    day: dt.date | None = None  # of publication, as the address or the title says
    modified: dt.datetime | None = None  # UTC
    sources: tuple[str, ...] = ()  # names of the publication, the likeliest first
    language: str = ""  # ISO 639
    url: str | None = None
    is_article: bool = False  # it says that the page is one


def metadata_of(source: HardenedPage, tree: LexborHTMLParser) -> Metadata:
    """Never raises: what is broken or of another kind counts as not said."""
    told = articles_in(content for _, content in source.scripts)
    meta = _meta(tree)
    headlines = _distinct([*_values(told, "headline"), *_named(meta, _HEADLINES), _text(source.title)])
    url = _url(told, meta, tree)
    return Metadata(
        headlines=headlines,
        description=_first([*_named(meta, ("og:description", "description")), *_values(told, "description")]),
        body=_body(told),
        authors=_authors(told, meta),
        published=_published(told, meta, tree),
        day=_day(url, headlines),
        modified=_moment([*_values(told, "dateModified"), *_named(meta, _CHANGES)]),
        sources=_distinct([*_named(meta, ("og:site_name", "application-name")), *_publishers(told)]),
        language=_language(told, tree, meta),
        url=url,
        is_article=len(told) == 1 or "article" in meta.get("og:type", ()),
    )


def parts_of(titles: Iterable[str]) -> list[str]:
    """The parts of titles that name more than the headline ("Headline - Section | Name"), the longest first."""
    return sorted({part for title in titles for part in _PARTS.split(title)}, key=lambda part: (-len(part), part))


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


def _values(told: Sequence[dict[str, Any]], name: str) -> Iterator[str]:
    for one in told:
        if text := _text(one.get(name)):
            yield text


def _authors(told: Sequence[dict[str, Any]], meta: dict[str, list[str]]) -> tuple[str, ...]:
    names = [name for one in told for name in _names(one.get("author")) or _names(one.get("creator"))]
    names = names or list(_named(meta, _AUTHORS))
    return _distinct(name for name in names if "://" not in name and len(name) < 200)[:MAX_NAMES]


def _names(value: object, depth: int = 0) -> list[str]:
    """The names of people or publications, given as text, as an object with a name, or as a list of these."""
    if isinstance(value, str):
        return [text] if (text := _text(value)) else []
    if isinstance(value, dict):
        return _names(value.get("name"), depth + 1) if depth < 4 else []
    if isinstance(value, list) and depth < 4:
        return [name for one in value[:MAX_NAMES] for name in _names(one, depth + 1)]
    return []


def _body(told: Sequence[dict[str, Any]]) -> str:
    """The longest text that the metadata gives as the article's, without its tags."""
    bodies = [body for one in told if isinstance(body := one.get("articleBody"), str)]
    return " ".join(_TAG.sub(" ", clean(max(bodies, key=len, default="")[:MAX_BODY])).split())


def _publishers(told: Sequence[dict[str, Any]]) -> Iterator[str]:
    for one in told:
        yield from _names(one.get("publisher"))


def _published(
    told: Sequence[dict[str, Any]], meta: dict[str, list[str]], tree: LexborHTMLParser
) -> dt.datetime | None:
    said = [*_values(told, "datePublished"), *_named(meta, _DATES), *_values(told, "dateCreated"), *_marked(tree)]
    return _moment(said)


def _marked(tree: LexborHTMLParser) -> Iterator[str]:
    """What elements that say when the article was published say; never one that says when it was changed."""
    for selector in ("[itemprop=datePublished]", "time[pubdate]", "article time[datetime]"):
        for node in tree.css(selector)[:1]:
            names = " ".join(node.attributes.get(name) or "" for name in ("class", "itemprop", "id"))
            if not _CHANGED.search(names):
                yield _text(node.attributes.get("datetime") or node.attributes.get("content") or node.text()[:200])


def _day(url: str | None, headlines: Iterable[str]) -> dt.date | None:
    """The day that the address names, or a part of a title that is nothing but a date."""
    days = (moment.date() for part in parts_of(headlines) if (moment := read_date(part)))
    return (address_day(url) if url else None) or next(days, None)


def _moment(said: Iterable[str | None]) -> dt.datetime | None:
    return next((moment for text in said if (moment := read_moment(text))), None)


def read_moment(text: str | None) -> dt.datetime | None:
    """A time as UTC, by ISO 8601 or as newspapers print dates, where that is not ambiguous.

    One without a zone is taken as UTC, since nothing is known of where it was written.
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


def _language(told: Sequence[dict[str, Any]], tree: LexborHTMLParser, meta: dict[str, list[str]]) -> str:
    said = [tree.root.attributes.get("lang") if tree.root else "", *_values(told, "inLanguage")]
    said += [*_named(meta, ("og:locale", "language"))]
    codes = (_CODE.fullmatch(_text(text)) for text in said)
    return next((code[1].lower() for code in codes if code), "")


def _url(told: Sequence[dict[str, Any]], meta: dict[str, list[str]], tree: LexborHTMLParser) -> str | None:
    said = [node.attributes.get("href") for node in tree.css("link[rel~=canonical][href]")[:1]]
    said += [*_named(meta, ("og:url",)), *_values(told, "url")]
    said += [page.get("@id") if isinstance(page := one.get("mainEntityOfPage"), dict) else page for one in told]
    return next((url for text in said if (url := story_address(text))), None)


def _text(value: object) -> str:
    return " ".join(clean(value[:MAX_TEXT]).split()) if isinstance(value, str) else ""


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
