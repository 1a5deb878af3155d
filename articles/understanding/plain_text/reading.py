"""The lines of a plain text, as a reader takes them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.understanding.lines import Line, lines_of
from articles.understanding.plain_text.drop_caps import with_drop_caps
from articles.understanding.plain_text.entities import without_entities
from articles.understanding.plain_text.markdown import is_markdown, with_block_marks, without_inline_marks
from articles.understanding.plain_text.printed_lines import PrintedLine, blank_lines_at_end, printed_lines
from articles.understanding.plain_text.tags import without_tags
from articles.understanding.plain_text.unwrapping import unwrapped
from articles.understanding.plain_text.wrapping import may_be_wrapped

# A letter alone on its line, perhaps a drop cap, but not the button X above another; a heading or a rule of Markdown.
# Line ends come first, so that only lines' beginnings are looked at.
_SPECIAL = re.compile(r"\n(?:[^\w\n]{0,3}(?!X[ \t]*\n\s*[A-Z][a-z])[^\W\d_][’' \t]{0,2}$|[ \t]{0,3}#|==)", re.MULTILINE)
_LINK = "]("


def plain_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that aren't blank, in order: those of wrapped paragraphs joined.

    A joined line has the number of its first line; lines that tags parted have the number of the one they stood in.
    """
    text, numbers = without_tags(without_entities(text))
    lines = _plain_lines(text)
    return tuple(replace(line, number=numbers[line.number - 1]) for line in lines) if numbers else lines


def _plain_lines(text: str) -> tuple[Line, ...]:
    if not (
        _LINK in text or _SPECIAL.search(f"\n{text}") or may_be_wrapped(text)
    ):  # as most texts of pages, in a tenth of the time
        return lines_of(text)
    printed = with_drop_caps(printed_lines(text))
    if printed and is_markdown(printed):
        return _lines(without_inline_marks(unwrapped(with_block_marks(printed))), text)
    return _lines(unwrapped(printed), text)


def _lines(printed: Sequence[PrintedLine], text: str) -> tuple[Line, ...]:
    after = [line.blanks_before for line in printed[1:]] + [blank_lines_at_end(text)]
    return tuple(
        Line(line.number, " ".join(line.text.split()), line.blanks_before, blanks, line.mark)
        for line, blanks in zip(printed, after, strict=False)
    )
