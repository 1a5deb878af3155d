"""What the mark-up of a page says of its lines, for documents that had any."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True, slots=True)
class Markup:
    """Rows for the lines that aren't blank, in order; and the tree of elements that they stand in, roots first."""

    columns: np.ndarray  # lines x columns, float32
    linked: np.ndarray  # share of each line's characters that are links
    apart: np.ndarray  # whether each line stands among comments or other stories, by the names of its elements
    title: int  # row of the line that the page names as its headline; -1 when there is none
    block: np.ndarray  # of each line, the number of the element that holds it
    parent: np.ndarray  # of each element, the number of the one around it, which is smaller; -1 for a root
    path: np.ndarray  # of each element, a number; the same for those of the same tags and classes all the way up

    def of_lines(self, rows: Sequence[int]) -> "Markup":
        """The marks of some of the lines."""
        title = rows.index(self.title) if self.title in rows else -1
        columns, linked, apart, block = (own[rows] for own in (self.columns, self.linked, self.apart, self.block))
        return replace(self, columns=columns, linked=linked, apart=apart, block=block, title=title)
