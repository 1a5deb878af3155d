"""WARC and ARC, as crawlers save many pages in one file; the texts of Common Crawl (WET) are WARC too."""

import re

from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

_FIRST = re.compile(rb"\s*(?:WARC/[01]\.\d+\r?\n[\w-]+:|filedesc://)")

FORMAT = refused_format(
    media_type="application/warc",
    name=gettext_noop("web archive (WARC, WET, ARC)"),
    matches=lambda head: bool(_FIRST.match(head)),
    refusal=lambda head: Problem("web-archive"),
)
