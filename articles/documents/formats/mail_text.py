"""The text of a mail by itself: without the signature, and without the message that it answers."""

import re
from itertools import takewhile

LEAST_OWN = 100  # characters above a quoted message; a mail with fewer passes that message on
_SIGNATURE = re.compile(r"--[ \t\xa0]?")
_ANSWERED = re.compile(
    r"(?:on|am|le|el|il|op|den|w dniu|em|dne) .{5,200}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev"
    r"|napisał(?:\(a\)|a)?|escreveu|napsal\(?a?\)?)\b.{0,80}:",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"-{3,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original"
    r"|messaggio originale) ?-{3,}",
    re.IGNORECASE,
)


def own_text(text: str) -> str:
    """Return a mail's text down to its signature or to the message that it answers below.

    A message between the lines of an answer, or one that is passed on, stays.
    """
    lines = text.splitlines(keepends=True)
    lines = list(takewhile(lambda line: not _SIGNATURE.fullmatch(line.rstrip("\r\n")), lines)) or lines
    last = len(lines)
    while last and (lines[last - 1].startswith(">") or not lines[last - 1].strip()):
        last -= 1
    for index, line in enumerate(lines):
        is_answered = index == last - 1 < len(lines) - 1 and bool(_ANSWERED.fullmatch(line.strip()))
        if is_answered or _ORIGINAL.fullmatch(line.strip()):
            above = "".join(lines[:index])
            return above if len(above) >= LEAST_OWN else "".join(lines)
    return "".join(lines)
