"""Texts for machines: the source code of programs, LaTeX, YAML and other settings."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from articles.documents.decoding import beginning_of
from articles.documents.formats.format import HEAD, gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

MOST_LINES = 400  # that are looked at
MAX_LINE = 300  # characters of a line
LEAST_SURE = 2  # statements that no prose holds
CODE = 0.5  # share of the lines that are statements
PROSE = 0.2  # share of the lines that are sentences: a text about programs
LEAST_SENTENCE = 8  # words
LEAST_COMMANDS = 2  # of LaTeX at the beginning of lines
LEAST_KEYS = 3
SIGNS = 0.2  # of programs, a line on average, without which no line is looked at
LEAST_VALUES = 2  # of a file of settings
_COMMENT = re.compile(r"(?://|/\*|\*|#(?!\s*(?:include|define|if|endif|pragma|import)\b)|--(?!-)|;;|%)")
_SURE = re.compile(
    r"#\s*(?:include|define|ifn?def|endif|pragma)\b|(?:async )?def \w+\(.*:$|class \w+(?:\(.*\))?(?::|\s*\{)$"
    r"|from [\w.]+ import [\w.*(]|import [\w.]+(?: as \w+)?;?$|import .* from [\"'].*[\"'];?$|import [\"(]"
    r"|package [\w.]+;?$|using [\w.:]+;$|use [\w:{}, *]+;$"
    r"|(?:export |pub |async |static |public |private |protected )*(?:function|func|fn|class|struct|interface|enum)\b"
    r".*[{(]$|(?:const|let|var|val|auto|final|int|char|void|double|string|bool)\b.*[=(].*"
    r"|@\w+(?:\(.*\))?$|if __name__|(?:if|for|while|switch|foreach|catch)\s*\(.*\)\s*\{?$"
    r"|(?:CREATE|ALTER|DROP) (?:TABLE|INDEX|VIEW|DATABASE)\b|INSERT INTO\b.*|SELECT .* FROM\b.*|BEGIN;|COMMIT;"
    r"|[\w.$\[\]\"'*]+\s?(?::\s?\w+\s?)?(?:[-+*/|&:]?=|=>|<-)\s?\S.*[^.!?…]$|[\w.$:!]+\(.*\);?$|[\w-]+\s?:\s?[^;]+;$"
    r"|[^<>]*[=()\[\]>].*[;{}]$|\$\w+\s?=|<\?php\b|#!/"
)
_CODE = re.compile(
    r".*[;{}]$|[\])},]+[;,:]?$|.*[({\[]$|(?:if|for|while|elif|else|try|except|with|finally|do|then|case|until)\b.*(?::|do|then)$"
    r"|(?:else|fi|done|end|esac|begin|then|do|pass|break|continue|try:|else:)$|(?:return|raise|throw|yield|echo|print|set)\b.*"
    r"|[\"'\w.-]+\s?[:=].*,$|&?[\w.]+,$"
)
_SIGN = re.compile(r"[{}()\[\]=;<>\\]")
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?=[\[{\s\\]|$)")
_KEY = re.compile(r"(?:[A-Za-z_][\w./-]{0,60}|\"[^\"]{1,60}\"|'[^']{1,60}')\s?:(?:\s+(?P<value>\S.*))?$")
_ITEM = re.compile(r"-(?:\s+\S.*)?$")
_BLOCK = re.compile(r"[|>][+-]?\d?$|&\w+$")
_SECTION = re.compile(r"\[[^\[\]\n]{1,80}\]$")
_SETTING = re.compile(r"[\w.\-/ ]{1,60}\s?=\s?.*$")
_NOTE = re.compile(r"[#;]")
_CHANGED = ("diff ", "--- ", "Index: ")  # the first line of a file of changes
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+\d+")


def _kind_of(head: bytes) -> str | None:
    """Return what the text is; None for one that people read."""
    text = beginning_of(head)
    raw = [line[:MAX_LINE].rstrip() for line in islice(text.splitlines(), MOST_LINES) if line.strip()]
    if len(head) >= HEAD or len(raw) == MOST_LINES:
        raw = raw[:-1]  # cut
    if not raw or (raw[0][0] == "<" and not raw[0].startswith("<?php")):  # a page with a style sheet or a script first
        return None
    if _is_latex(raw):
        return gettext_noop("a LaTeX document")
    if _is_yaml(raw):
        return gettext_noop("YAML data")
    if _is_settings(raw):
        return gettext_noop("a file of settings")
    return gettext_noop("the source code of a program") if _is_code([line.strip() for line in raw]) else None


def _is_latex(lines: Sequence[str]) -> bool:
    """Whether the first line that is no comment is a command, and so do others begin."""
    first = next((line for line in lines if not line.startswith("%")), "")
    return bool(_COMMAND.match(first)) and sum(bool(_COMMAND.match(line)) for line in lines) >= LEAST_COMMANDS


def _is_yaml(lines: Sequence[str]) -> bool:
    """Whether all lines are keys, items or indented below one, and some are nested; no page nests below one word."""
    outer = [line for line in lines if not (line[0] in " \t#" or line in ("---", "..."))]
    if not outer or not all(_ITEM.match(line) or _KEY.match(line) for line in outer):
        return False
    keys = [line for line in outer if _KEY.match(line)]
    is_marked = lines[0] == "---" and len(keys) >= LEAST_KEYS
    opened = (
        (found := _KEY.match(above.lstrip(" -"))) is not None
        and (not found["value"] or _BLOCK.match(found["value"]))
        and (below[0] == " " or below.startswith("- "))
        for above, below in pairwise(lines)
    )
    inner = sum(bool(_KEY.match(line.lstrip(" -"))) for line in lines)
    return is_marked or (any(opened) and inner >= LEAST_KEYS)


def _is_settings(lines: Sequence[str]) -> bool:
    """Whether the lines are values below names in brackets, as in INI and TOML."""
    first = next((line.strip() for line in lines if not _NOTE.match(line.strip())), "")
    if not _SECTION.match(first):
        return False
    told = [line.strip() for line in lines if not _NOTE.match(line.strip())]
    values = sum(bool(_SETTING.match(line)) for line in told)
    return LEAST_VALUES <= values == len(told) - sum(bool(_SECTION.match(line)) for line in told)


def _is_code(lines: Sequence[str]) -> bool:
    """Whether half of the lines are statements, and hardly any is a sentence."""
    if lines[0].startswith("#!/") or (lines[0].startswith(_CHANGED) and any(map(_HUNK.match, lines))):
        return True
    if len(_SIGN.findall("\n".join(lines))) < SIGNS * len(lines):
        return False
    told = [line for line in lines if not _COMMENT.match(line)]
    sure = [bool(_SURE.match(line)) for line in told]
    code = sum(is_sure or bool(_CODE.match(line)) for is_sure, line in zip(sure, told, strict=True))
    prose = sum(line[-1] in '.!?”"' and len(line.split()) >= LEAST_SENTENCE and line[0].isalpha() for line in told)
    return sum(sure) >= LEAST_SURE and code >= CODE * len(told) and prose <= PROSE * len(told)


FORMAT = refused_format(
    media_type="text/x-source",
    name=gettext_noop("source code, LaTeX, YAML, settings"),
    matches=lambda head: _kind_of(head) is not None,
    refusal=lambda head: Problem("source-code", {"what": _kind_of(head) or ""}),
)
