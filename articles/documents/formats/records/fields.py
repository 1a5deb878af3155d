"""Names the fields of records as news data sets and extractors do, and reads their values."""

import datetime as dt
import math
import re
from ast import literal_eval
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from articles.documents.html.metadata import read_moment
from articles.documents.limits import MAX_TAGS
from articles.text.characters import clean
from articles.text.urls import story_address
from articles.understanding.plain_text.entities import without_entities

# Fields in the order in which they are believed, of CC-News, FineWeb, C4, NewsAPI, JSON Feed, schema.org,
# and of what newspaper4k, trafilatura and news-please write. Case and signs in a name don't matter: "publishDate".
MARKED_UP = ("contenthtml", "bodyhtml", "articlehtml", "texthtml", "contentencoded")
TEXT = (
    *("text", "maintext", "articlebody", "articletext", "fulltext", "contenttext", "plaintext", "cleanedtext"),
    *("content", "body", "article", "story"),
)
WHOLE_PAGE = ("html", "rawhtml", "pagehtml")
TITLE = ("title", "headline", "articletitle", "webtitle")
_DESCRIPTION = ("standfirst", "subtitle", "description", "metadescription", "excerpt", "abstract", "summary")
_AUTHORS = ("authors", "author", "byline", "creator", "writers")
_PUBLISHED = (
    *("datepublish", "datepublished", "publishdate", "publisheddate", "publishedat", "publishedon", "published"),
    *("publicationdate", "webpublicationdate", "pubdate", "isodate", "date"),
)
_CAPTURED = (
    *("datedownload", "downloaddate", "filedate", "crawldate", "datecrawled", "crawledat", "warcdate", "fetchedat"),
    *("scrapedat", "retrievedat", "timestamp"),
)
_SOURCES = (
    *("sitename", "publisher", "publication", "outlet", "newspaper", "sourcename", "source", "sourcehostname"),
    *("hostname", "domain", "sourcedomain"),
)
_LANGUAGE = ("language", "lang", "inlanguage", "metalang")
_URL = ("url", "link", "canonicalurl", "canonicallink", "weburl", "source", "id")
# All names of a field, by the one that stands for it in other languages.
NAMES = {
    "title": TITLE,
    "text": (*MARKED_UP, *TEXT, *WHOLE_PAGE),
    "author": _AUTHORS,
    "date": _PUBLISHED,
    "source": _SOURCES,
    "language": _LANGUAGE,
    "url": tuple(name for name in _URL if name not in ("source", "id")),
}
OTHERS = frozenset({*TITLE, *_AUTHORS, *_PUBLISHED, *_SOURCES, *_URL}).difference({"id", "source"})
_MISSING = frozenset(
    {"none", "nan", "null", "n/a", "undefined", "unknown", "[]", "{}"}
)  # as programs write that nothing is known
_SIGNS = re.compile(r"[\W_]+")
_LANGUAGE_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;|]\s*")
MAX_VALUE = 2_000  # characters of any value but the text
MAX_AUTHORS = 20
MAX_AUTHOR = 200  # characters
MILLISECONDS = 100_000_000_000  # a number of seconds from here on would be of the year 5138


@dataclass(frozen=True, slots=True)
class Given:
    """The values that a record gives; "", () and None mean that it doesn't."""

    title: str
    text: str
    html: str  # of the text
    page: str  # HTML of the whole page
    description: str
    authors: tuple[str, ...]
    published: dt.datetime | None  # UTC
    captured: dt.datetime | None  # UTC
    sources: tuple[str, ...]
    language: str
    url: str | None


def field_of(name: object) -> str:
    """Return the name of a field without case and signs: "publish_date" and "publishDate" are one."""
    return _SIGNS.sub("", str(name)).casefold()


def are_of_stories(names: Iterable[object]) -> bool:
    """Return whether fields of these names are those of a story: a text, and something about it."""
    fields = set(map(field_of, names))
    return not fields.isdisjoint({*MARKED_UP, *TEXT, *WHOLE_PAGE}) and not fields.isdisjoint(OTHERS)


def given_of(values: Mapping[str, Any]) -> Given:
    """Return what the record gives. Broken and missing values are left out."""
    fields = {field_of(name): value for name, value in reversed(list(values.items()))}
    if "dump" in fields:  # FineWeb gives the day of the crawl as "date"
        fields["timestamp"] = fields.pop("date", None)
    return Given(
        title=_first(_lines(fields, TITLE)),
        text=_first(_texts(fields, TEXT)),
        html=_first(_texts(fields, MARKED_UP)),
        page=_first(_texts(fields, WHOLE_PAGE)),
        description=_first(_lines(fields, _DESCRIPTION)),
        authors=_authors(fields),
        published=_moment(fields, _PUBLISHED),
        captured=_moment(fields, _CAPTURED),
        sources=tuple(dict.fromkeys(_sources(fields))),
        language=next((code[1].lower() for text in _lines(fields, _LANGUAGE) if (code := _code(text))), ""),
        url=next((url for text in _lines(fields, _URL) if (url := story_address(text))), None),
    )


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


def _texts(fields: Mapping[str, Any], names: Sequence[str]) -> Iterator[str]:
    """Yield the values that are texts; a list of texts is one of paragraphs."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "\n\n".join(value[:MAX_TAGS])
        if isinstance(value, str) and not _is_missing(value):
            yield value


def _lines(fields: Mapping[str, Any], names: Sequence[str]) -> Iterator[str]:
    """Yield the values of one line, also of an object with a name and of a list."""
    for name in names:
        yield from _named(fields.get(name))


def _named(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        text = " ".join(clean(value[:MAX_VALUE]).split())
        if not _is_missing(text):
            yield text
    elif isinstance(value, dict) and depth < 4:
        yield from _named(value.get("name"), depth + 1)
    elif isinstance(value, list) and depth < 4:
        for one in value[:MAX_AUTHORS]:
            yield from _named(one, depth + 1)


def _is_missing(text: str) -> bool:
    return not text.strip() or text.strip().casefold() in _MISSING


def _authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the authors of the first field that has any, given as a list, or as one text: "Ada Holm; Bo Finch"."""
    for name in _AUTHORS:
        texts = (
            part for text in _named(fields.get(name)) for one in _listed(text) for part in _PARTS.split(one.strip())
        )
        authors = [text for text in texts if "://" not in text and len(text) < MAX_AUTHOR and not _is_missing(text)]
        if authors:
            return tuple(dict.fromkeys(authors))[:MAX_AUTHORS]
    return ()


def _listed(text: str) -> list[str]:
    """Return the names in a list that was written as Python writes it: "['Ada Holm', 'Bo Finch']"."""
    if text.startswith("["):
        with suppress(ValueError, SyntaxError, RecursionError, MemoryError):
            return [name for name in literal_eval(text) if isinstance(name, str)]
    return [text]


def _sources(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the publication, and its domain where no name is given."""
    for text in map(without_entities, _lines(fields, _SOURCES)):
        if "://" not in text:
            yield text.removeprefix("www.") if "." in text and " " not in text else text


def _code(text: str) -> re.Match[str] | None:
    return _LANGUAGE_CODE.fullmatch(text)


def _moment(fields: Mapping[str, Any], names: Sequence[str]) -> dt.datetime | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = _iso_of(value)
        for text in _named(value):
            if moment := read_moment(text):
                return moment
    return None


def _iso_of(number: float) -> str:
    """Return seconds or milliseconds since 1970 as ISO 8601; "" for what is no time of a newspaper."""
    if not math.isfinite(number) or not 0 < number < MILLISECONDS * 1_000:
        return ""
    seconds = number / 1_000 if number >= MILLISECONDS else number
    if seconds < 10_000:  # a year, as a number
        return ""
    return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)).isoformat()
