"""RTF, as word processors save it."""

from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

FORMAT = refused_format(
    media_type="application/rtf",
    name=gettext_noop("RTF document"),
    matches=lambda head: head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"),
    refusal=lambda head: Problem("rtf"),
)
