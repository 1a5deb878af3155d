"""Renders a parsed page to the lines of a browser's innerText, each with its links and emphasis."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from articles.documents.html.element_tree import Elements
from articles.documents.html.preformatted import preformatted_lines

# Elements that a browser without scripts doesn't show, or shows without text.
HIDDEN = frozenset(
    {
        *("head", "script", "style", "template", "iframe", "noembed", "noframes", "object", "audio", "video"),
        *("canvas", "svg", "math", "datalist", "textarea", "dialog", "optgroup", "area", "param", "source"),
        *("track", "rp", "progress", "meter", "-comment"),
    }
)
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu"),
        *("nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "caption"),
        *("thead", "tbody", "tfoot", "tr", "ul"),
    }
)
CELLS = frozenset({"td", "th"})
SPACED = frozenset({"p"})  # a blank line before and after; HTML Standard, "rendered text collection steps"
INLINE = frozenset({"a", "b", "em", "i", "q", "strong"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HREF = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20]+", re.IGNORECASE)
MAX_HREF = 2_000  # characters; longer ones are trackers


@dataclass(slots=True)
class Rendered:
    """The text; by line number, from 1, the HTML of lines with inline tags; the lines inside an h1; the elements."""

    text: str = ""
    inlines: dict[int, str] = field(default_factory=dict)
    titles: set[int] = field(default_factory=set)
    elements: Elements = field(default_factory=Elements)


def render_lines(root: LexborNode, hidden: Collection[str] = ()) -> Rendered:
    """Return the page's visible text: blank lines around paragraphs, single line ends between other blocks.

    `hidden` are the `.class` and `#id` selectors that its style sheets hide.
    """
    writer = _Writer(frozenset(hidden))
    above: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        entered = _enter(node, writer)
        inside = node.first_child if entered else None
        if inside is not None:
            above.append(node)
        else:
            if entered:
                _leave(node, writer)
            inside = node.next if above else None
            while inside is None and above:
                node = above.pop()
                _leave(node, writer)
                inside = node.next if above else None
        node = inside
    return writer.finish()


def _enter(node: LexborNode, writer: "_Writer") -> bool:
    """Write a node's beginning, and return whether its content is shown."""
    tag = node.tag
    if tag == "-text":
        writer.write(node.text_content or "")
        return False
    if tag in HIDDEN or tag is None:
        return False
    attributes = node.attributes
    if _is_hidden(attributes, tag, writer.hidden):
        return False
    if tag == "br":
        writer.break_line()
        return False
    _open(tag, attributes, writer)
    if tag == "pre" and (lines := preformatted_lines(node)):
        for line in lines:
            writer.break_lines(1 + line.blanks_before)
            writer.write(line.text)
        _leave(node, writer)
        return False
    return True


def _open(tag: str, attributes: Mapping[str, str | None], writer: "_Writer") -> None:
    writer.elements.open(tag, attributes)
    if tag in BLOCKS:
        writer.end_line(2 if tag in SPACED else 1)
        if tag == "h1":
            writer.titles_open += 1
    elif tag in INLINE:
        writer.open(tag, _href(attributes) if tag == "a" else "")


def _leave(node: LexborNode, writer: "_Writer") -> None:
    tag = node.tag
    writer.elements.close()
    if tag in BLOCKS:
        writer.end_line(2 if tag in SPACED else 1)
        if tag == "h1":
            writer.titles_open -= 1
    elif tag in INLINE:
        writer.close()
    elif tag in CELLS and node.next is not None:
        writer.write(" ")


def _is_hidden(attributes: Mapping[str, str | None], tag: str, hidden: frozenset[str]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or (tag == "input" and "type" in attributes):
        return True
    if (style := attributes.get("style")) and _HIDING.search(style):
        return True
    names = [f".{name}" for name in (attributes.get("class") or "").split()] if hidden else ()
    return not hidden.isdisjoint(names) or f"#{attributes.get('id')}" in hidden


def _href(attributes: Mapping[str, str | None]) -> str:
    href = (attributes.get("href") or "").strip()
    return href if len(href) <= MAX_HREF and _HREF.fullmatch(href) else ""


class _Writer:
    """Builds lines: collapses white space, merges required line ends, closes inline tags at the end of each line."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.elements = Elements()
        self.lines: list[str] = []
        self.inlines: dict[int, str] = {}
        self.titles: set[int] = set()
        self.titles_open = 0
        self.stack: list[tuple[str, str]] = []  # the open elements: tag, and URL of a link
        self.text: list[str] = []  # of the current line
        self.marked: list[str] = []  # the same as HTML
        self.is_marked = False
        self.is_title = False
        self.ends_in_space = True
        self.ends = 0  # line ends to write before the next text

    def write(self, text: str) -> None:
        text = _SPACES.sub(" ", text)
        if self.ends_in_space:
            text = text.lstrip(" ")
        if not text:
            return
        if self.ends:
            self._start_line()
        self.text.append(text)
        self.elements.write(len(text))
        self.is_title = self.is_title or self.titles_open > 0
        self.marked.append(escape(text))
        self.ends_in_space = text[-1] == " "

    def open(self, tag: str, href: str) -> None:
        self.stack.append((tag, href))
        if self.text and not self.ends:
            self.marked.append(_opening(tag, href))
            self.is_marked = True

    def close(self) -> None:
        tag, href = self.stack.pop()
        if self.text and not self.ends:
            self.marked.append(_closing(tag, href))

    def break_line(self) -> None:
        if self.ends or not self.text:
            self.ends += bool(self.lines or self.text)
        else:
            self.end_line(1)
        self.ends_in_space = True

    def break_lines(self, count: int) -> None:
        for _ in range(count if self.text else 0):
            self.break_line()

    def end_line(self, ends: int) -> None:
        if self.text and not self.ends:
            self.marked += [_closing(*each) for each in reversed(self.stack)]
        self.ends = max(self.ends, ends) if self.text else 0
        self.ends_in_space = True

    def _start_line(self) -> None:
        self._end()
        self.lines.extend([""] * (self.ends - 1))
        self.elements.end_lines(self.ends - 1)
        self.text, self.ends = [], 0
        self.marked = [_opening(*each) for each in self.stack]
        self.is_marked = bool(self.stack)

    def _end(self) -> None:
        self.lines.append("".join(self.text).rstrip())
        self.elements.end_lines(1)
        number = len(self.lines)
        if self.is_marked:
            self.inlines[number] = "".join(self.marked)
        if self.is_title:
            self.titles.add(number)
        self.is_title = False

    def finish(self) -> Rendered:
        self._end()
        return Rendered("\n".join(self.lines), self.inlines, self.titles, self.elements)


def _opening(tag: str, href: str) -> str:
    if tag != "a":
        return f"<{tag}>"
    return f'<a href="{escape(href)}">' if href else ""


def _closing(tag: str, href: str) -> str:
    return f"</{tag}>" if tag != "a" or href else ""
