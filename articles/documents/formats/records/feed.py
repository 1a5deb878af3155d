"""A feed (RSS, Atom, RDF): its items are records, those that give their whole story."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import feedparser

from articles.documents.formats.container import refuse_whole
from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.member_names import shown
from articles.documents.formats.records.record import MAX_REASON, MEDIA_TYPE, packed
from articles.documents.formats.refused.xml_data import root_of
from articles.documents.limits import MAX_FEED, MAX_FEED_TAGS
from articles.documents.page import title_parts
from articles.documents.problems import Problem, too_large
from articles.documents.received import Received
from articles.documents.streams import read_whole

FEEDS = frozenset({"rss", "feed", "rdf"})
FEED_TYPE = "application/rss+xml"
LEAST_WORDS = 100  # of a description that is the story itself and not its beginning
MAX_TITLE = 80  # characters of an item's title in the name of its document
# What feedparser raises on encodings that are none, and on deeply nested elements.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
# Looked up by membership: `get` of feedparser's entries takes one for the other where it is missing, and warns of it.
_MOMENTS = ("published_parsed", "updated_parsed")
_TAG = re.compile(r"<[^<>]+>")
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*-->\s*)?\Z", re.IGNORECASE | re.DOTALL)


def _split(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    content = read_whole(chunks, MAX_FEED)
    if content is None:
        yield Received(name, b"", FEED_TYPE, too_large(MAX_FEED))
    elif content.count(b"<") > MAX_FEED_TAGS:  # the parser's time and memory grow with their number
        yield Received(name, b"", FEED_TYPE, Problem("too-many-tags", {"limit": MAX_FEED_TAGS}))
    else:
        yield from _items(content, name)


def _items(content: bytes, name: str) -> Iterator[Received]:
    """Yield the items in order; the last one of a feed that was cut off is refused, as its text may be too."""
    try:
        feed = feedparser.parse(_File(content), sanitize_html=False, resolve_relative_uris=False)
    except _BROKEN as error:
        reason = f"{type(error).__name__}: {error}"
        yield Received(name, b"", FEED_TYPE, Problem("broken-feed", {"reason": reason[:MAX_REASON]}))
        return
    if not feed.entries:
        yield Received(name, b"", FEED_TYPE, Problem("feed"))
    last = len(feed.entries) if feed.bozo and not _END.search(content[-1_000:]) else 0
    for number, entry in enumerate(feed.entries, start=1):
        title = _TAG.sub("", _text(entry, "title"))
        item_name = f"{name}, item {number}" + (f": {shown(title)[:MAX_TITLE]}" if title else "")
        values = _values(entry, feed.feed)
        if number == last:
            yield Received(item_name, b"", MEDIA_TYPE, Problem("cut-off"))
        elif values is None:
            yield Received(item_name, b"", MEDIA_TYPE, Problem("summary"))
        else:
            yield Received(item_name, packed(values), MEDIA_TYPE)


class _File:
    """The bytes as feedparser takes them: what isn't a file it would look for on disk and on the network."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self) -> bytes:
        return self._content


def _values(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the item as a record; None when it gives only the beginning of its story."""
    texts = [(_text(one, "value"), _text(one, "type")) for one in entry.get("content", ())]
    text, kind = max(texts, key=lambda one: len(one[0]), default=("", ""))
    if not text.strip():
        text, kind = _text(entry, "summary"), _text(entry.get("summary_detail", {}), "type")
        if len(_TAG.sub(" ", text).split()) < LEAST_WORDS:
            return None
    publication = _publication(_text(feed, "title"), _text(feed, "link"))
    values = {
        "title": _TAG.sub("", _text(entry, "title")),
        "url": _text(entry, "link"),
        "authors": [name for one in entry.get("authors", ()) if (name := _text(one, "name")) and "@" not in name],
        "published": _moment(next(filter(None, (entry[name] for name in _MOMENTS if name in entry)), None)),
        "publisher": _text(entry.get("source", {}), "title") or publication,
        "language": _text(feed, "language") or _text(entry.get("title_detail", {}), "language"),
        "text" if kind == "text/plain" else "content_html": text,
    }
    return {field: value for field, value in values.items() if value}


def _text(values: Mapping[str, Any], name: str) -> str:
    """Return a value; "" for one that is missing, or None as in feeds that are broken."""
    return values.get(name) or ""


def _publication(title: str, address: str) -> str:
    """Return the part of a feed's title that its address names, or all of it: "Politics | The Tide Table"."""
    address = address.casefold().replace("-", "")
    parts = (part for part in title_parts([title]) if "".join(filter(str.isalnum, part)).casefold() in address)
    return next((part for part in parts if part), title)


def _moment(parsed: Sequence[int] | None) -> str:
    """Return a time that feedparser gives in UTC as ISO 8601, without its seconds."""
    if not parsed or parsed[0] < 1:
        return ""
    year, month, day, hour, minute = parsed[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC).isoformat()


FORMAT = Format(
    media_type=FEED_TYPE,
    name=gettext_noop("feed (RSS, Atom)"),
    extensions=(".rss", ".atom", ".xml"),
    max_size=MAX_FEED,
    matches=lambda head, name: root_of(head)[0] in FEEDS,
    read=refuse_whole,
    split=_split,
    is_container=True,
)
