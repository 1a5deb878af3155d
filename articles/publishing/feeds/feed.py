"""What a feed holds, before Atom or JSON Feed writes it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

EMPTY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the date of a feed without entries
# What XML 1.0 can't have, and the control characters that it advises against.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A story, or a change of one. `href` is a path of ours, `original` the address of the page that it was read from.

    `summary` and `html` are HTML; what isn't known is "".
    """

    key: str  # never changes
    href: str
    title: str
    lang: str
    authors: tuple[str, ...]
    updated: dt.datetime
    published: dt.datetime | None = None
    summary: str = ""
    html: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed with its own facts; `page` is the path of the page that shows the same.

    `path` is the path of the feed itself, and `following` that of its next part, "" at the end.
    """

    key: str  # never changes
    title: str
    subtitle: str
    page: str
    path: str
    entries: Sequence[Entry]
    following: str = ""

    @property
    def updated(self) -> dt.datetime:
        return max((entry.updated for entry in self.entries), default=EMPTY)


def tag_uri(key: str) -> str:
    """An id that never changes and is the same under each address of the site (RFC 4151)."""
    authority = settings.FEED_HOST or urlsplit(settings.ORIGIN).hostname or "localhost"
    return f"tag:{authority},2026:{key}"


def in_xml(text: str) -> str:
    """The text without characters that XML can't have."""
    return _NOT_IN_XML.sub("", text)
