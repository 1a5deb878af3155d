"""Renders a parsed page to the lines of a browser's innerText, each with its links and emphasis."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from selectolax.lexbor import LexborNode

from articles.documents.html.class_names import is_kicker
from articles.documents.html.element_tree import Elements
from articles.documents.html.hidden_elements import Hiding
from articles.documents.html.preformatted import preformatted_lines

# Elements that a browser without scripts doesn't show, or shows without text.
HIDDEN = frozenset(
    {
        *("head", "script", "style", "template", "iframe", "noembed", "noframes", "object", "audio", "video"),
        *("canvas", "svg", "math", "datalist", "textarea", "dialog", "optgroup", "area", "param", "source"),
        *("track", "rp", "rt", "rtc", "progress", "meter", "-comment"),
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
# Cells that hold this lay a page out: they begin lines of their own.
_LAYOUT = (
    "br, hr, table, ul, ol, dl, h1, h2, h3, h4, h5, h6, blockquote, form, article, section, figure, "
    "div div, div p, p ~ p, p ~ div, div ~ p, div ~ div"
)
MAX_CELL = 60  # characters of a cell of a data table that is one paragraph
_PHRASES = frozenset({"span", "time", "small", "abbr", "label"})
_PROSE = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dd", "figcaption"})
_TAG = "\0"  # no text holds it
_WIDE = "\u2e80"  # the first of the letters that are written without spaces
SPACED = frozenset({"p"})  # a blank line before and after; HTML Standard, "rendered text collection steps"
INLINE = frozenset({"a", "b", "em", "i", "q", "strong"})
_SPACE = " \t\n\r\f"
_SPACES = re.compile(rf"[{_SPACE}]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
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

    `hidden` are the selectors that its style sheets hide. A page that is hidden as a whole is shown.
    """
    hiding = Hiding(root, hidden)
    rendered = _render(root, hiding)
    story = hiding.story(len(rendered.text))
    return _render(root, Hiding(root, hidden, shown=story)) if story else rendered


def _render(root: LexborNode, hiding: Hiding) -> Rendered:
    writer = _Writer()
    _open(root, "body", root.attributes, writer)
    above: list[tuple[LexborNode, str]] = [(root, "body")]  # the elements open here, with their tags
    node = root.first_child
    while above:
        inside = None
        if node is not None:
            tag = node.tag
            if tag == "-text":
                writer.write(node.text_content or "")
            elif tag is not None and tag not in HIDDEN and _enter(node, tag, writer, hiding):
                above.append((node, tag))
                node = inside = node.first_child
            inside = inside or (node.next if node else None)
        while inside is None and above:
            node, tag = above.pop()
            inside = node.next if above else None
            _leave(tag, writer, inside)
        node = inside
    return writer.finish()


def _enter(node: LexborNode, tag: str, writer: "_Writer", hiding: Hiding) -> bool:
    """Write an element's beginning, and return whether its content is shown."""
    attributes = node.attributes
    if (attributes or tag == "noscript") and hiding.hides(node, tag, attributes):
        return False
    if tag == "br":
        writer.break_line()
        return False
    if writer.titles_open and tag in _PHRASES and is_kicker(attributes.get("class"), text := node.text()):
        writer.write_kicker(text)
        return False
    _open(node, tag, attributes, writer)
    if tag == "pre" and (lines := preformatted_lines(node)):
        for line in lines:
            writer.break_lines(1 + line.blanks_before)
            writer.write(line.text)
        _leave(tag, writer, node.next)
        return False
    return True


def _open(node: LexborNode, tag: str, attributes: Mapping[str, str | None], writer: "_Writer") -> None:
    writer.elements.open(tag, attributes)
    if tag in BLOCKS:
        writer.open_block(tag)
    elif tag in INLINE:
        writer.open(tag, _href(attributes) if tag == "a" else "")
    elif tag in CELLS:
        writer.open_cell(lays_out=_lays_out(node))


def _leave(tag: str, writer: "_Writer", following: LexborNode | None) -> None:
    writer.elements.close(tag)
    if tag in BLOCKS:
        writer.close_block(tag)
    elif tag in INLINE:
        writer.close()
    elif tag in CELLS:
        writer.close_cell(is_last=following is None)
    if tag in _PHRASES and following is not None and following.tag in _PHRASES:
        writer.part()


def _lays_out(cell: LexborNode) -> bool:
    """Whether a cell of a table holds a part of the page, not a value."""
    if cell.css_first(_LAYOUT) is not None:
        return True
    return cell.css_first("p, div") is not None and len(cell.text()) > MAX_CELL


def _href(attributes: Mapping[str, str | None]) -> str:
    href = (attributes.get("href") or "").strip()
    return href if len(href) <= MAX_HREF and _HREF.fullmatch(href) else ""


class _Writer:
    """Builds lines: collapses white space, merges required line ends, closes inline tags at the end of each line."""

    def __init__(self) -> None:
        self.elements = Elements()
        self.lines: list[str] = []
        self.inlines: dict[int, str] = {}
        self.titles: set[int] = set()
        self.titles_open = 0
        self.stack: list[tuple[str, str]] = []  # the open elements: tag, and URL of a link
        self.text: list[str] = []  # of the current line
        self.marked: list[str] = []  # the same with its tags, which begin with _TAG
        self.is_marked = False
        self.is_title = False
        self.ends_in_space = True
        self.ends = 0  # line ends to write before the next text
        self.cells: list[bool] = []  # the open cells of tables: whether they lay out the page
        self.prose_open = 0
        self.is_parted = False  # whether the next text is another phrase than the one before

    def write(self, text: str) -> None:
        if "&" in text:
            text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)  # escaped twice
        if self.ends_in_space:
            text = text.lstrip(_SPACE)
        if not text:
            return
        if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
            text = _SPACES.sub(" ", text)
        if self.ends:
            self._start_line()
        elif self.is_parted and _are_two_phrases(self.text[-1:], text):
            text = f" {text}"
        self.is_parted = False
        self.text.append(text)
        self.elements.write(len(text))
        self.is_title = self.is_title or self.titles_open > 0
        self.marked.append(text)
        self.ends_in_space = text[-1] == " "

    def write_kicker(self, text: str) -> None:
        """Write a line that stands in a first-level heading and is no part of the headline."""
        opened, self.titles_open = self.titles_open, 0
        self.write(text)
        self.titles_open = opened
        self.end_line(1)

    def part(self) -> None:
        """Begin another phrase: outside of prose and links, a style sheet parts elements that stand side by side."""
        self.is_parted = self.prose_open == 0 and not self.elements.is_in_link

    def open_block(self, tag: str) -> None:
        if not (self.cells and self._is_in_value(tag)):
            self.end_line(2 if tag in SPACED else 1)
        self.titles_open += tag == "h1"
        self.prose_open += tag in _PROSE

    def close_block(self, tag: str) -> None:
        if not (self.cells and self._is_in_value(tag)):
            self.end_line(2 if tag in SPACED else 1)
        self.titles_open -= tag == "h1"
        self.prose_open -= tag in _PROSE

    def open_cell(self, *, lays_out: bool) -> None:
        self.cells.append(lays_out)
        if lays_out:
            self.end_line(1)

    def close_cell(self, *, is_last: bool) -> None:
        if self.cells.pop():
            self.end_line(1)
        elif not is_last:
            self.write(" ")

    def _is_in_value(self, tag: str) -> bool:
        """Whether the block is the whole content of a cell that holds a value; a row of such cells is one line."""
        return not self.cells[-1] and tag in ("p", "div")

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
        if not self.text:
            self.ends = 0
        elif self.ends < ends:
            if not self.ends and self.stack:
                self.marked += [_closing(*each) for each in reversed(self.stack)]
            self.ends = ends
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
            self.inlines[number] = "".join(one[1:] if one[0] == _TAG else escape(one) for one in self.marked if one)
        if self.is_title:
            self.titles.add(number)
        self.is_title = False

    def finish(self) -> Rendered:
        self._end()
        return Rendered("\n".join(self.lines), self.inlines, self.titles, self.elements)


def _are_two_phrases(before: Sequence[str], text: str) -> bool:
    last, first = "".join(before)[-1:], text[0]
    return (
        last.isalnum() and first.isalnum() and last < _WIDE and first < _WIDE and len(before[0]) > 1 and len(text) > 1
    )


def _opening(tag: str, href: str) -> str:
    if tag != "a":
        return f"{_TAG}<{tag}>"
    return f'{_TAG}<a href="{escape(href)}">' if href else ""


def _closing(tag: str, href: str) -> str:
    return f"{_TAG}</{tag}>" if tag != "a" or href else ""
