"""What the mark-up of a page says of its lines, for documents that had any."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Marks:
    """Rows for the lines that aren't blank, in order; and the tree of elements that they stand in, roots first."""

    columns: np.ndarray  # lines x columns, float32
    block: np.ndarray  # of each line, the number of the element that holds it
    parent: np.ndarray  # of each element, the number of the one around it, which is smaller; -1 for a root
    path: np.ndarray  # of each element, the same number for those of the same tags and classes all the way up
    title: int = -1  # row of the line that the page names as its headline
