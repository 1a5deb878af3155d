"""A mailbox in the mbox format: messages, each after a line that begins with "From " (RFC 4155)."""

import re
from collections.abc import Iterator

from articles.documents.formats.container import refuse_whole
from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.mail_message import FORMAT as MAIL
from articles.documents.limits import MAX_MESSAGE
from articles.documents.problems import too_large
from articles.documents.received import Received
from articles.documents.streams import read_lines

# "From ada@lantern.example Tue May 14 09:30:00 2024", then the first line of a header.
_FIRST = re.compile(rb"\s*From [^\n]{1,200}\d\d:\d\d[^\n]{0,40}\n>?[!-9;-~]{1,60}:")
_FROM = re.compile(rb"From [^\n]{1,200}\d\d:\d\d")
_QUOTED = re.compile(rb">+From ")  # a line of a message that would begin another


def _split(chunks: Iterator[bytes], name: str) -> Iterator[Received]:
    """Yield the messages in order; one over the limit is refused without its bytes."""
    message, number, size, was_blank = list[bytes](), 0, 0, True
    for line in read_lines(chunks, MAX_MESSAGE):
        if line is not None and was_blank and _FROM.match(line):
            if number:
                yield _received(f"{name}, message {number}", message, size)
            message, number, size = [], number + 1, 0
        else:
            size += MAX_MESSAGE + 1 if line is None else len(line) + 1
            if line is not None and size <= MAX_MESSAGE:
                message.append(line[1:] if _QUOTED.match(line) else line)
        was_blank = line is not None and not line.strip()
    if number:
        yield _received(f"{name}, message {number}", message, size)


def _received(name: str, lines: list[bytes], size: int) -> Received:
    if size > MAX_MESSAGE:
        return Received(name, b"", MAIL.media_type, too_large(MAX_MESSAGE))
    return Received(name, b"\n".join(lines).strip(b"\r\n") + b"\n", MAIL.media_type)


FORMAT = Format(
    media_type="application/mbox",
    name=gettext_noop("mailbox (mbox)"),
    extensions=(".mbox",),
    max_size=MAX_MESSAGE,
    matches=lambda head, name: bool(_FIRST.match(head)),
    read=refuse_whole,
    split=_split,
    is_container=True,
)
