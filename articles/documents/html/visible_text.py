"""Renders a parsed page to the lines of a browser's innerText, each with its links and emphasis."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from articles.documents.html.element_tree import Elements

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
_SPACE = " \t\n\r\f"
_SPACES = re.compile(rf"[{_SPACE}]+")
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
    above: list[tuple[LexborNode, str]] = []  # the elements open here, with their tags
    node: LexborNode | None = root
    while node is not None:
        tag, inside = node.tag, None
        if tag == "-text":
            writer.write(node.text_content or "")
        elif tag is not None and tag not in HIDDEN and _enter(node, tag, writer):
            above.append((node, tag))
            inside = node.first_child
            node = node if inside else None
        if inside is None:
            inside = node.next if node and above else None
            while inside is None and above:
                node, tag = above.pop()
                inside = node.next
                _leave(tag, writer, is_last=inside is None)
        node = inside if above else None
    return writer.finish()


def _enter(node: LexborNode, tag: str, writer: "_Writer") -> bool:
    """Write an element's beginning, and return whether its content is shown."""
    attributes = node.attributes
    if attributes and _is_hidden(attributes, tag, writer.hidden):
        return False
    if tag == "br":
        writer.break_line()
        return False
    _open(tag, attributes, writer)
    return True


def _open(tag: str, attributes: Mapping[str, str | None], writer: "_Writer") -> None:
    writer.elements.open(tag, attributes)
    if tag in BLOCKS:
        writer.end_line(2 if tag in SPACED else 1)
        if tag == "h1":
            writer.titles_open += 1
    elif tag in INLINE:
        writer.open(tag, _href(attributes) if tag == "a" else "")


def _leave(tag: str, writer: "_Writer", *, is_last: bool) -> None:
    writer.elements.close(tag)
    if tag in BLOCKS:
        writer.end_line(2 if tag in SPACED else 1)
        if tag == "h1":
            writer.titles_open -= 1
    elif tag in INLINE:
        writer.close()
    elif tag in CELLS and not is_last:
        writer.write(" ")


def _is_hidden(attributes: Mapping[str, str | None], tag: str, hidden: frozenset[str]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or (tag == "input" and "type" in attributes):
        return True
    if (style := attributes.get("style")) and _HIDING.search(style):
        return True
    if not hidden:
        return False
    names = attributes.get("class")
    if names and not hidden.isdisjoint([f".{name}" for name in names.split()]):
        return True
    name = attributes.get("id")
    return bool(name) and f"#{name}" in hidden


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
        if self.ends_in_space:
            text = text.lstrip(_SPACE)
        if not text:
            return
        text = _SPACES.sub(" ", text)
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
