"""Markdown: its marks are taken off, and what they say of a line is kept. CommonMark 0.31, without nested blocks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.understanding.plain_text.printed_lines import PrintedLine

LEAST_MARKS = 2  # headings, links or images; a heading and an emphasis
MOST_LINKS = 0.25  # share of the lines from which links alone are enough
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)(.*?)\s*#*$")
_SETEXT = re.compile(r"(={2,}|-{3,})$")
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+\"[^\"\n]{0,500}\")?\)"
_IMAGE = re.compile(rf"!\[([^\]\n]{{0,500}})\]{_TARGET}")
_LINK = re.compile(rf"\[([^\]\[\n]{{1,500}})\](?:{_TARGET}|\[[^\]\n]{{0,200}}\])")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_DEFINITION = re.compile(r"\[[^\]\n]{1,200}\]:\s+\S+(?:\s+[\"'(].*)?$")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~|`{1,2})(?=\S)([^*_~`\n]{1,2000})(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_BULLET = re.compile(r"[*+-]\s+(?=\S)")
_QUOTE = re.compile(r">\s?")
_ONLY_LINK = re.compile(r"(?:[*+-]\s+)?!?\[[^\]\n]{1,500}\]\([^()\s]{0,2000}\)$")
HEADING, QUOTE, IMAGE = "heading", "quote", "image"  # a heading's level follows: "heading1"


def is_markdown(lines: Sequence[PrintedLine]) -> bool:
    """Whether a text is Markdown: it begins with a heading, or has several headings, links and strong words.

    A text has one heading of the first level; lines of code and tags begin with "#" too.
    """
    levels = [len(found[1]) for line in lines if line.text[0] == "#" and (found := _HEADING.match(line.text))]
    levels += [1 for line in lines if line.text[:2] == "==" and _SETEXT.match(line.text) and not line.blanks_before]
    bracketed = [line.text for line in lines if "](" in line.text]
    links = sum(bool(_LINK.search(text) or _IMAGE.search(text)) for text in bracketed)
    if levels and levels.count(1) <= 1 and _begins_with_heading(lines):
        return True
    strong = any("**" in line.text and _STRONG.search(line.text) for line in lines)
    headings = sum(level > 1 for level in levels) + (1 in levels)
    return headings + links + strong >= LEAST_MARKS and bool(headings or links > len(lines) * MOST_LINKS)


def _begins_with_heading(lines: Sequence[PrintedLine]) -> bool:
    return bool(_HEADING.match(lines[0].text) or (len(lines) > 1 and _SETEXT.match(lines[1].text)))


def with_block_marks(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a text in Markdown with what the marks at their beginnings say, and without these."""
    found: list[PrintedLine] = []
    blanks = 0
    for line in lines:
        plain = _plain(line, found)
        if plain is None:  # nothing is left of it
            blanks += line.blanks_before
        else:
            found.append(replace(plain, blanks_before=plain.blanks_before + blanks))
            blanks = 0
    return found


def without_inline_marks(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines without images, links, emphasis and escapes; those that hold nothing else are left out."""
    plain = [replace(line, text=" ".join(_inline(line.text).split())) for line in lines]
    return [line for line in plain if line.text]


def _plain(line: PrintedLine, above: list[PrintedLine]) -> PrintedLine | None:
    """Return a line without its marks; None where it holds nothing else. A rule below a line makes that a heading."""
    text = line.text
    if _DEFINITION.match(text):
        return None
    underline = _SETEXT.match(text)
    if underline and above and not line.blanks_before and not above[-1].mark:
        above[-1] = replace(above[-1], mark=HEADING + ("1" if underline[1][0] == "=" else "2"))
        return None
    mark = ""
    if heading := _HEADING.match(text):
        mark, text = f"{HEADING}{len(heading[1])}", heading[2]
    elif quote := _QUOTE.match(text):
        mark, text = QUOTE, text[quote.end() :]
    elif _IMAGE.fullmatch(text):
        mark = IMAGE
    elif _ONLY_LINK.match(text) and (bullet := _BULLET.match(text)):
        text = text[bullet.end() :]  # an entry of a menu or of a list of headlines
    return replace(line, text=text, mark=mark) if text else None


def _inline(text: str) -> str:
    """Return a text without images, links, emphasis and escapes, in this order: a link may hold an image."""
    for pattern in (_IMAGE, _LINK, _ADDRESS):
        text = pattern.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text)))
