"""The lines of preformatted text: as they are printed, and those of wrapped paragraphs joined."""

from selectolax.lexbor import LexborNode

from articles.understanding.lines import Line
from articles.understanding.plain_text.reading import plain_lines

_INLINE = frozenset({"-text", "a", "b", "br", "code", "em", "font", "i", "span", "strong", "tt", "u"})


def preformatted_lines(pre: LexborNode) -> tuple[Line, ...]:
    """Return the lines of a `pre` element that aren't blank; none where it holds a single line, or other blocks."""
    parts: list[str] = []
    for node in pre.traverse(include_text=True):
        if node.tag == "-text":
            parts.append(node.text_content or "")
        elif node.tag == "br":
            parts.append("\n")
        elif node.tag not in _INLINE and node is not pre and node.tag != "pre":
            return ()
    text = "".join(parts)
    return plain_lines(text) if "\n" in text.strip() else ()
