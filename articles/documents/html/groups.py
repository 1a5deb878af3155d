"""The lists, tables and captions of a page, by line."""

from collections.abc import Collection, Sequence

import numpy as np

from articles.documents.html.element_tree import Elements

_LISTS = frozenset({"ul", "ol", "dl"})
_ROWS = frozenset({"li", "tr", "dt", "dd", "caption"})
CAPTION_UP = 3  # elements from a caption's line to its <figcaption>


def lists_of(elements: Elements, block: np.ndarray, unlike: Collection[int]) -> np.ndarray:
    """Return, for each line, the number of the outermost list or of the table around it, or -1 (lines).

    `unlike` are elements that are no lists of a text, such as share buttons.
    """
    lists: list[int] = []
    for number, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        above = lists[parent] if parent >= 0 else -1
        is_inner = tag in _LISTS and above >= 0 and elements.tags[above] in _LISTS
        lists.append(number if tag == "table" or (tag in _LISTS and not is_inner) else above)
    found: np.ndarray = np.array(lists)[block]
    found[np.isin(found, list(unlike))] = -1
    return found


def items_of(elements: Elements, block: np.ndarray) -> np.ndarray:
    """Return, for each line, whether it is the whole of an item of a list or of a row of a table (lines)."""
    rows: list[int] = []
    for number, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        rows.append(number if tag in _ROWS else rows[parent] if parent >= 0 and tag not in _LISTS else -1)
    own = np.array(rows)[block]
    alone: np.ndarray = np.bincount(own + 1, minlength=len(rows) + 1)[own + 1] == 1
    found: np.ndarray = alone & (own >= 0)
    return found


def captions_of(tags: Sequence[str], parents: Sequence[int], block: np.ndarray) -> np.ndarray:
    """Return, for each line, whether it stands in the caption of a figure (lines)."""
    found = []
    for number in block.tolist():
        up = 0
        while number >= 0 and up < CAPTION_UP and tags[number] != "figcaption":
            number, up = parents[number], up + 1
        found.append(number >= 0 and tags[number] == "figcaption")
    return np.array(found, dtype=bool)
