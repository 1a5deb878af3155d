"""A mailbox in the mbox format: messages, each after a line that begins with "From " (RFC 4155)."""

import re

from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

# "From ada@lantern.example Tue May 14 09:30:00 2024", then the first line of a header.
_FIRST = re.compile(rb"\s*From [^\n]{1,200}\d\d:\d\d[^\n]{0,40}\n>?[!-9;-~]{1,60}:")

FORMAT = refused_format(
    media_type="application/mbox",
    name=gettext_noop("mailbox (mbox)"),
    matches=lambda head: bool(_FIRST.match(head)),
    refusal=lambda head: Problem("mailbox"),
)
