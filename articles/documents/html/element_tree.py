"""The elements of a page: their parents, their names, and how much text of each line is in each."""

from collections.abc import Mapping

from articles.documents.html.class_names import cues_of

_BOLD = frozenset({"b", "strong"})
_NAMES = frozenset({"class", "id", "itemprop", "role", "data-testid", "data-component", "aria-label"})


class Elements:
    """The tree, filled in while a page is rendered. Elements are numbered from 0, each after its parent."""

    def __init__(self) -> None:
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.cues: list[int] = []  # bits, as in class_names.KINDS
        self.paths: list[int] = []  # equal for elements with equal tags and classes all the way up
        # Of each piece of a line's text: the element around it, its characters, the link around it or -1, its boldness.
        self.blocks: list[int] = []
        self.sizes: list[int] = []
        self.links: list[int] = []
        self.bold: list[bool] = []
        self.ends: list[int] = []  # for each line, the number of texts up to its end
        self.addresses: dict[int, str] = {}  # of the links
        self._paths: dict[tuple[int, str, str | None], int] = {}
        self._here = -1
        self._open_links: list[int] = []
        self._bolds = 0

    def open(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        here, cues = self._here, 0
        path = (self.paths[here] if here >= 0 else -1, tag, attributes.get("class") if attributes else None)
        self.paths.append(self._paths.setdefault(path, len(self._paths)))
        for name in attributes:
            if name in _NAMES and (value := attributes[name]):
                cues |= cues_of(value)
        self._here = len(self.parents)
        self.parents.append(here)
        self.tags.append(tag)
        self.cues.append(cues)
        if tag == "a":
            self._open_links.append(self._here)
            if address := attributes.get("href") if attributes else None:
                self.addresses[self._here] = address
        self._bolds += tag in _BOLD

    def close(self, tag: str) -> None:
        """Close the current element, whose tag is given."""
        if tag == "a":
            self._open_links.pop()
        self._bolds -= tag in _BOLD
        self._here = self.parents[self._here]

    @property
    def is_in_link(self) -> bool:
        return bool(self._open_links)

    def write(self, size: int) -> None:
        """Add a text of `size` characters to the current element and line."""
        self.blocks.append(self._here)
        self.sizes.append(size)
        self.links.append(self._open_links[-1] if self._open_links else -1)
        self.bold.append(self._bolds > 0)

    def end_lines(self, count: int) -> None:
        self.ends.extend([len(self.sizes)] * count)

    def texts_of(self, line: int) -> range:
        """The pieces of text of a line, which are numbered from 1."""
        return range(self.ends[line - 2] if line > 1 else 0, self.ends[line - 1])
