"""The elements of a page: their parents, their names, and how much text of each line is in each."""

from collections.abc import Mapping
from typing import NamedTuple

from articles.documents.html.class_names import cues_of

_BOLD = frozenset({"b", "strong"})
_NAMES = frozenset({"class", "id", "itemprop", "role", "data-testid", "data-component", "aria-label"})


class Text(NamedTuple):
    """A piece of a line's text: the element around it, and its number of characters."""

    element: int
    size: int
    is_linked: bool
    is_bold: bool


class Elements:
    """The tree, filled in while a page is rendered. Elements are numbered from 0, each after its parent."""

    def __init__(self) -> None:
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.cues: list[int] = []  # bits, as in class_names.KINDS
        self.paths: list[int] = []  # equal for elements with equal tags and classes all the way up
        self.texts: list[Text] = []
        self.ends: list[int] = []  # for each line, the number of texts up to its end
        self.addresses: dict[int, str] = {}  # of the links
        self._paths: dict[tuple[int, str, str | None], int] = {}
        self._here = -1
        self._links = self._bolds = 0

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
        if tag == "a" and (address := attributes.get("href") if attributes else None):
            self.addresses[self._here] = address
        self._links += tag == "a"
        self._bolds += tag in _BOLD

    def address_of(self, element: int) -> str:
        """Return the address of the innermost link around an element; "" when there is none."""
        while element >= 0 and self.tags[element] != "a":
            element = self.parents[element]
        return self.addresses.get(element, "")

    def close(self, tag: str) -> None:
        """Close the current element, whose tag is given."""
        self._links -= tag == "a"
        self._bolds -= tag in _BOLD
        self._here = self.parents[self._here]

    @property
    def is_in_link(self) -> bool:
        return self._links > 0

    def write(self, size: int) -> None:
        """Add a text of `size` characters to the current element and line."""
        self.texts.append(Text(self._here, size, self._links > 0, self._bolds > 0))

    def end_lines(self, count: int) -> None:
        self.ends.extend([len(self.texts)] * count)
