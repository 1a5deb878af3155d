"""Understanding: the lines of a document get one role each, and the roles make a Story. Pure."""

from articles.understanding.pipeline import Reading, understand
from articles.understanding.story import (
    NO_MENDS,
    Block,
    Confidence,
    Hints,
    LineMend,
    Mends,
    Nature,
    Role,
    RoledLine,
    Story,
)

__all__ = [
    "NO_MENDS",
    "Block",
    "Confidence",
    "Hints",
    "LineMend",
    "Mends",
    "Nature",
    "Reading",
    "Role",
    "RoledLine",
    "Story",
    "understand",
]
