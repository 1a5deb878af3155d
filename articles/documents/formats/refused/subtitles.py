"""Subtitles: SubRip (SRT), WebVTT and (Advanced) SubStation Alpha, which give each line of speech its moments."""

import re

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

_MOMENT = r"(?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3}"
_CUE = re.compile(rf"^(?:\d{{1,6}}[ \t]*\r?\n)?{_MOMENT}[ \t]*-->[ \t]*{_MOMENT}", re.MULTILINE)
_SCRIPT = re.compile(r"\[Script Info\][ \t]*\r?\n")


def _matches(head: bytes) -> bool:
    text = beginning_of(head).lstrip()
    is_vtt = text.startswith("WEBVTT") and text[6:7].strip() == "" and _CUE.search(text)
    return bool(is_vtt or _CUE.match(text) or _SCRIPT.match(text))


FORMAT = refused_format(
    media_type="application/x-subrip",
    name=gettext_noop("subtitles (SRT, WebVTT, SSA)"),
    matches=_matches,
    refusal=lambda head: Problem("subtitles"),
)
