"""The type by which the mark-up of an HTML page reaches the classifier."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True, slots=True)
class Markup:
    """Arrays over a page's lines that aren't blank, in order, and over its elements, each after the one around it."""

    features: np.ndarray  # lines x features, float32
    links: np.ndarray  # lines x features of the links in each line, float32
    target: np.ndarray  # for each line, a number that it shares with all that link to the same address; -1 without link
    linked: np.ndarray  # share of each line's characters that are links
    apart: np.ndarray  # whether each line stands among comments or other stories, by its elements' class names
    title: int  # index of the line that the metadata gives as headline; -1 when there is none
    block: np.ndarray  # for each line, the number of the element that holds it
    parent: np.ndarray  # for each element, the number of the one around it, which is smaller; -1 for a root
    path: np.ndarray  # for each element, a number that it shares with all of the same tags and classes up to the root

    listed: np.ndarray  # for each line, the number of the list or table that holds it; -1 for none of the text
    item: np.ndarray  # whether each line is a whole item of a list or row of a table
    caption: np.ndarray  # whether each line is the caption of a figure

    def of_lines(self, rows: Sequence[int]) -> "Markup":
        """Select some of the lines; `rows` are their indices."""
        title = rows.index(self.title) if self.title in rows else -1
        by_line = ("features", "links", "target", "linked", "apart", "block", "listed", "item", "caption")
        return replace(self, title=title, **{name: getattr(self, name)[rows] for name in by_line})
