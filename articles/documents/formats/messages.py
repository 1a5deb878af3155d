"""MIME messages (RFC 2045), which saved pages and mails are: their header, and the parts that can be read."""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from articles.documents.limits import MAX_MULTIPARTS, MAX_PARTS
from articles.documents.problems import Problem, UnreadableError
from articles.text.characters import clean

HTML = ("text/html", "application/xhtml+xml")
_HEADER = re.compile(rb"\s*+((?:[!-9;-~]{1,100}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++)\r?\n")
_MULTIPART = re.compile(rb"^content-type:\s*+multipart/", re.IGNORECASE | re.MULTILINE)


def header_of(head: bytes) -> Message | None:
    """Return the header of a message, or None when the file doesn't begin with one."""
    found = _HEADER.match(head.removeprefix(b"\xef\xbb\xbf"))
    return message_from_bytes(found[1]) if found else None


def message_of(content: bytes) -> Message:
    """Parse a whole message. Raises UnreadableError when it has too many parts: the parser's time is their product."""
    for found, limit in ((content.count(b"\n--"), MAX_PARTS), (len(_MULTIPART.findall(content)), MAX_MULTIPARTS)):
        if found > limit:
            raise UnreadableError(Problem("too-many-parts", {"limit": limit}))
    return message_from_bytes(content.removeprefix(b"\xef\xbb\xbf").lstrip())


def text_parts(message: Message, *media_types: str) -> Iterator[Message]:
    """Yield the parts of these media types in order, attachments left out."""
    for part in message.walk():
        if part.get_content_type() in media_types and part.get_content_disposition() != "attachment":
            yield part


def content_of(part: Message) -> bytes:
    """Return the bytes of a part, without its transfer encoding (quoted-printable, base64)."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def value_of(message: Message, name: str) -> str:
    """Return a value of the header as text, "" when it is missing; encoded words (RFC 2047) are decoded."""
    value = str(message.get(name, ""))
    with suppress(MessageError, LookupError, ValueError):  # words in a broken or unknown encoding stay as they are
        value = str(make_header(decode_header(value)))
    return " ".join(clean(value).split())
