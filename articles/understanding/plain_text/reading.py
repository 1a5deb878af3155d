"""The lines of a plain text, as a reader takes them."""

from collections.abc import Sequence

from articles.understanding.lines import Line
from articles.understanding.plain_text.drop_caps import with_drop_caps
from articles.understanding.plain_text.markdown import is_markdown, with_block_marks, without_inline_marks
from articles.understanding.plain_text.printed_lines import PrintedLine, blank_lines_at_end, printed_lines
from articles.understanding.plain_text.unwrapping import unwrapped


def plain_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that aren't blank, in order: those of wrapped paragraphs joined.

    A joined line has the number of its first line.
    """
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
