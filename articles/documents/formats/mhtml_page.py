"""An MHTML page: a page with its pictures in one file, as browsers save it (RFC 2557)."""

from dataclasses import replace
from email.message import Message

from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.messages import HTML, content_of, header_of, message_of, text_parts, value_of
from articles.documents.html import read_page
from articles.documents.html.metadata import read_moment
from articles.documents.limits import MAX_MESSAGE
from articles.documents.page import Page
from articles.documents.problems import Problem, UnreadableError
from articles.text.urls import address_day, story_address

_ADDRESSES = ("Snapshot-Content-Location", "Content-Location")
_MOMENTS = ("WARC-Date", "Date")  # of the capture, in web archives and as browsers write it
_SENT = ("To", "Received", "Delivered-To", "Return-Path")  # no saved page has them


def _matches(head: bytes, name: str) -> bool:
    header = header_of(head)
    if header is None or any(one in header for one in _SENT):
        return False
    kind, has_address = header.get_content_type(), any(one in header for one in _ADDRESSES)
    return "Content-Type" in header and (kind == "multipart/related" or (has_address and kind in HTML))


def _read(content: bytes) -> Page:
    """Return the page of the main part, with its address. Raises UnreadableError."""
    message = message_of(content)
    pages = list(text_parts(message, *HTML))
    if not pages:
        raise UnreadableError(Problem("no-page-inside"))
    main = _main(message, pages)
    page = read_page(content_of(main), main.get_content_charset())
    addresses = (story_address(value_of(part, name)) for part in (message, main) for name in _ADDRESSES)
    url = page.metadata.url or next(filter(None, addresses), None)
    day = page.metadata.day or (address_day(url) if url else None)
    moments = (read_moment(value_of(message, name)) for name in _MOMENTS)
    captured = next((moment.date() for moment in moments if moment), None)
    return replace(page, metadata=replace(page.metadata, url=url, day=day, captured=captured))


def _main(message: Message, pages: list[Message]) -> Message:
    """Return the part that the header names as the start or whose address is that of the page, else the first."""
    start, address = message.get_param("start"), value_of(message, _ADDRESSES[0])
    named = (page for page in pages if start and page["Content-ID"] == start)
    located = (page for page in pages if address and value_of(page, "Content-Location") == address)
    return next(named, None) or next(located, pages[0])


FORMAT = Format(
    media_type="multipart/related",
    name=gettext_noop("MHTML page"),
    extensions=(".mhtml", ".mht"),
    max_size=MAX_MESSAGE,
    matches=_matches,
    read=_read,
)
