"""Printed lines: a text's lines with their indents and widths in columns, as a terminal shows them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from articles.text.scripts import HAN, KANA

TAB = 8  # columns
GAP = 3  # spaces in a row that part two columns of a table; justified lines have two
_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r"(?:> ?)+(?=\s|[^>\s])|>+$")
_FIRST_WORD = re.compile(r"\S+")
_SYLLABIC = re.compile(f"[{KANA}{HAN}\u3000-\u303f\uff00-\uff60]")  # scripts whose lines break after any letter
_BULLET = re.compile(r"[•◦▪‣∙●·*+–—-]\s+(?=\S)|\(?(?:\d{1,3}|[a-z])[.)]\s+(?=\S)")
_UNEVEN = re.compile(
    r"[^\x00-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e]"
)  # beyond Latin, Greek, Cyrillic
_RULE = re.compile(r"[\W_]{3,}")
_TABLE = re.compile(rf"\S {{{GAP},}}\S|\S *\t|\S \| [^|]*\S \| \S|^\|.*\|$")


@dataclass(frozen=True)
class PrintedLine:
    """A line that isn't blank: its number, its text without indent, the columns of indent, the blank lines above."""

    number: int
    text: str
    indent: int
    blanks_before: int
    depth: int = 0  # of the quoting marks ">" of mail that stood before it
    mark: str = ""  # what Markdown says of it: "heading2", "quote", "image"
    is_parted: bool = False  # it has columns, as the rows of tables do

    @cached_property
    def width(self) -> int:
        """The columns up to the line's end; letters of East Asian width take two."""
        return self.indent + columns(self.text)

    @cached_property
    def first_word(self) -> int:
        """The columns of the least text that could have stood on the line above, with the space before it."""
        if _SYLLABIC.match(self.text):
            return 2
        found = _FIRST_WORD.match(self.text)
        return 1 + columns(found[0]) if found else 0

    @property
    def bullet(self) -> int:
        """The columns of a bullet or a number before the text; 0 without one."""
        found = _BULLET.match(self.text)
        return found.end() if found else 0

    @property
    def is_rule(self) -> bool:
        """Whether the line is only a rule of signs, as below a heading."""
        return bool(_RULE.fullmatch(self.text))


def columns(text: str) -> int:
    """Return the columns that a text takes: two for letters of East Asian width, none for combining marks."""
    if text.isascii() or not _UNEVEN.search(text):
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def is_syllabic(letter: str) -> bool:
    """Whether lines break after any such letter, and are joined without a space."""
    return bool(_SYLLABIC.match(letter))


def printed_lines(text: str) -> list[PrintedLine]:
    """Return the lines of a text that aren't blank, in order."""
    lines: list[PrintedLine] = []
    before = 0
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        line = raw.rstrip()
        if stripped := line.lstrip():
            indent = columns(line[: len(line) - len(stripped)].expandtabs(TAB))
            parted = bool(_TABLE.search(stripped))
            lines.append(PrintedLine(number, stripped, indent, number - before - 1, is_parted=parted))
            before = number
    return lines


def blank_lines_at_end(text: str) -> int:
    """Return the number of blank lines below a text's last line; the end of the text counts as one's end."""
    return len(_LINE_END.findall(text, len(text.rstrip())))


def without_quoting(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines without the marks ">" of quoted mail; a mark counts where a line beside it has one too."""
    marks = [_QUOTED.match(line.text) if line.text[0] == ">" else None for line in lines]
    unquoted: list[PrintedLine] = []
    blanks = 0
    for index, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        before = line.blanks_before + blanks
        beside = any(marks[place] for place in (index - 1, index + 1) if 0 <= place < len(lines))
        if not mark or not beside:
            unquoted.append(replace(line, blanks_before=before))
            blanks = 0
        elif rest := line.text[mark.end() :].strip():
            unquoted.append(replace(line, text=rest, blanks_before=before, depth=mark[0].count(">")))
            blanks = 0
        else:  # a mark alone is a blank line
            blanks = before + 1
    return unquoted
