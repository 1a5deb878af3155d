"""Makes a page's source safe to parse: takes out scripts, styles and comments, and bounds depth, tags and attributes.

The parser's time grows with the square of depth and of attributes: 1 MB of unclosed tags takes two minutes. So the
source is tokenised here first, by the rules of the HTML Standard, and the parser gets only the tokens.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from articles.documents.limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_TAGS
from articles.documents.problems import Problem, UnreadableError

_S = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    rf"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"(?:{_S}*+={_S}*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >\"'][^\t\n\f\r >]*+)?+)?+"
)
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][^\t\n\f\r />]*+)((?:{_ATTRIBUTE})*+)[\t\n\f\r /]*+(?:>|\Z)|<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
# Elements taken out with their content: invisible to readers, or parsed by other rules than the rest of a page.
RAW = frozenset(
    {
        *("script", "select", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "svg", "math"),
        *("plaintext",),
    }
)
_AFTER_NAME = frozenset("\t\n\f\r />")
SHADOW_ROOT = "shadow-root"  # an element without meaning, in place of a template with shadowrootmode
_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        *("wbr", "keygen", "frame", "image", "bgsound", "basefont", "html", "head", "body"),
    }
)
_NEXT = {"p": {"p"}, "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}  # such an element closes these
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "button", "center", "details", "dialog", "dir", "div", "dl"),
        *("fieldset", "figcaption", "figure", "footer", "header", "hgroup", "listing", "main", "menu", "nav", "ol"),
        *("pre", "search", "section", "summary", "ul", "p", "li", "dd", "dt"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_CELLS = frozenset({"td", "th", "caption"})
_SCOPES = frozenset({"table", "object", "marquee", "applet", "template", *_CELLS})  # "scope": no end tag reaches out
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot", "colgroup"})  # three at most between a table and its cell
_SPECIAL = _VOID | _ROWS | _SCOPES | _NEXT.keys()  # all others open inside the one before


@dataclass(slots=True)
class HardenedPage:
    """The source for the parser, and what was taken out of it."""

    html: str = ""
    scripts: list[tuple[str, str]] = field(default_factory=list)  # attributes and content
    styles: list[str] = field(default_factory=list)
    title: str = ""


def harden(text: str) -> HardenedPage:
    """Return the source without raw elements and comments. Raises UnreadableError when it is over a limit."""
    source, kept, depth, templates, position = HardenedPage(), _Kept(text), _Depth(), _Templates(), 0
    while (start := text.find("<", position)) >= 0:
        match = _TAG.match(text, start)
        if match is None:  # so that nothing else becomes a tag
            position = start + 1
            kept.replace(start, position, "&lt;")
            continue
        position = match.end()
        is_end, name, attributes = match.groups("")
        name = name.lower()
        if not name or name == "frameset":  # which would replace the body
            kept.replace(start, position)
            continue
        if len(attributes) > 2 * MAX_ATTRIBUTES:
            _refuse_many(attributes)
        if name in RAW:
            if not is_end:
                end = _end_of(text, name, position)
                _take(source, name, attributes, text[position:end])
                position = end
            kept.replace(start, position)
        else:
            if name == "template" and templates.is_shadow_root(is_end=bool(is_end), attributes=attributes):
                name = SHADOW_ROOT
                kept.replace(start, position, f"<{is_end}{SHADOW_ROOT}>")
            depth.close(name) if is_end else depth.open(name)
            kept.count_tag(start, position)
    source.html = kept.text()
    return source


class _Kept:
    """What is kept of a source: long pieces as they are, and what replaces the rest."""

    def __init__(self, source: str) -> None:
        self._source, self._pieces, self._start, self._tags = source, list[str](), 0, 0

    def replace(self, start: int, end: int, replacement: str = "") -> None:
        self._pieces += [self._source[self._start : start], replacement]
        self._start = end

    def count_tag(self, start: int, end: int) -> None:
        """Count a tag, and drop it where the source ends within it. Raises UnreadableError over the limit."""
        self._tags += 1
        if self._tags > MAX_TAGS:
            raise UnreadableError(Problem("too-many-tags", {"limit": MAX_TAGS}))
        if self._source[end - 1] != ">":
            self.replace(start, end)

    def text(self) -> str:
        return "".join([*self._pieces, self._source[self._start :]])


def _end_of(text: str, name: str, position: int) -> int:
    """Return the place of the end tag of a raw element, or of the text's end."""
    while (position := text.find("</", position)) >= 0:
        end = position + 2 + len(name)
        if text[position + 2 : end].lower() == name and (end >= len(text) or text[end] in _AFTER_NAME):
            return position
        position += 2
    return len(text)


def _take(source: HardenedPage, name: str, attributes: str, content: str) -> None:
    if name == "script" and "json" in attributes.lower():
        source.scripts.append((attributes, content))
    elif name == "style":
        source.styles.append(content)
    elif name == "title" and not source.title:
        source.title = " ".join(unescape(content[:2_000]).split())


def _refuse_many(attributes: str) -> None:
    for number, _ in enumerate(_ATTRIBUTES.finditer(attributes), start=1):
        if number > MAX_ATTRIBUTES:
            raise UnreadableError(Problem("too-many-attributes", {"limit": MAX_ATTRIBUTES}))


class _Templates:
    """The open templates: those of a shadow root are shown in the place of their element, the others never."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    def is_shadow_root(self, *, is_end: bool, attributes: str) -> bool:
        """Whether a tag begins or ends the template of a shadow root."""
        if is_end:
            return self._open.pop() if self._open else False
        self._open.append("shadowroot" in attributes.lower())
        return self._open[-1]


class _Depth:
    """An upper bound of the parser's depth: the elements open by the HTML Standard's tree construction, or more."""

    def __init__(self) -> None:
        self.depth = 0
        self.scopes: list[tuple[str, list[str]]] = [("", [])]  # each with the elements open inside it

    def open(self, name: str) -> None:
        scope, inside = self.scopes[-1]
        if name not in _SPECIAL:
            inside.append(name)
            self._deepen()
            return
        if name in _VOID or name in _ROWS:
            return
        if name in _CELLS:
            if scope in _CELLS:
                self._leave_scope()
            if self.scopes[-1][0] != "table":
                return  # a cell outside a table is no element
        elif inside and inside[-1] in _NEXT.get(name, ()):
            inside[-1] = name
            return
        if name in _SCOPES:
            self.scopes.append((name, []))
        else:
            inside.append(name)
        self._deepen()

    def _deepen(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableError(Problem("too-deep", {"limit": MAX_DEPTH}))

    def close(self, name: str) -> None:
        if name in _SCOPES:
            if name == "table" and self.scopes[-1][0] in _CELLS:
                self._leave_scope()
            if self.scopes[-1][0] == name:
                self._leave_scope()
            return
        inside = self.scopes[-1][1]
        if inside and inside[-1] == name:  # as nearly always
            inside.pop()
            self.depth -= 1
            return
        for index in range(len(inside) - 1, -1, -1):
            if inside[index] == name:
                above = inside[index + 1 :]
                self._keep(inside, index, [one for one in above if name not in _BLOCKS or one in _FORMATTING])
                return
            if name not in _BLOCKS and name not in _FORMATTING and inside[index] in _BLOCKS:
                return

    def _keep(self, inside: list[str], index: int, above: list[str]) -> None:
        self.depth -= len(inside) - index - len(above)
        inside[index:] = above

    def _leave_scope(self) -> None:
        """Close the innermost scope with its elements; formatting opened between a table's cells stays open."""
        scope, inside = self.scopes.pop()
        kept = [one for one in inside if scope == "table" and one in _FORMATTING]
        self.scopes[-1][1].extend(kept)
        self.depth -= 1 + len(inside) - len(kept)
