"""A mail message, as mail programs save it: its HTML or its text is read as a page (RFC 5322)."""

from dataclasses import replace
from email.message import Message
from email.utils import parseaddr

from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.mail_text import own_text
from articles.documents.formats.messages import HTML, content_of, header_of, message_of, text_parts, value_of
from articles.documents.formats.plain_text import decode
from articles.documents.html import read_page
from articles.documents.html.metadata import read_moment
from articles.documents.limits import MAX_MESSAGE
from articles.documents.page import Page
from articles.documents.problems import Problem, UnreadableError

_TO_A_LIST = ("List-Id", "List-Unsubscribe")  # newsletters have one of them, mails from one person to another don't
_SENT = ("Message-ID", "Received", "Return-Path", "MIME-Version")  # only mail programs write these


def _matches(head: bytes, name: str) -> bool:
    header = header_of(head)
    if header is None or "From" not in header:
        return False
    return any(one in header for one in _SENT) or all(one in header for one in ("To", "Subject", "Date"))


def _read(content: bytes) -> Page:
    """Return the page of the HTML, or else of the text, under the subject. Raises UnreadableError."""
    message = message_of(content)
    for part in text_parts(message, *HTML):
        return _with_sender(read_page(content_of(part), part.get_content_charset()), message)
    for part in text_parts(message, "text/plain"):
        text = own_text(decode(content_of(part), part.get_content_charset()))
        return _with_sender(Page(f"{value_of(message, 'Subject')}\n\n{text}"), message)
    raise UnreadableError(Problem("no-page-inside"))


def _with_sender(page: Page, message: Message) -> Page:
    """Return the page of a newsletter with its subject, its day and its sender, whom no line may name; others as is."""
    if not any(one in message for one in _TO_A_LIST):
        return page
    subject, found = value_of(message, "Subject"), page.metadata
    sender = parseaddr(value_of(message, "From"))[0]
    metadata = replace(
        found,
        headlines=(*found.headlines, subject) if subject else found.headlines,
        published=found.published or read_moment(value_of(message, "Date")),
        sources=found.sources or ((sender,) if sender else ()),
    )
    return replace(page, metadata=metadata)


FORMAT = Format(
    media_type="message/rfc822",
    name=gettext_noop("mail message"),
    extensions=(".eml",),
    max_size=MAX_MESSAGE,
    matches=_matches,
    read=_read,
)
