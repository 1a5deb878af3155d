"""Understanding: the lines of a document get one role each, and the roles make a Story. Pure."""

from articles.understanding.pipeline import Reading, understand
from articles.understanding.story import Block, Confidence, Hints, Nature, Role, RoledLine, Story

__all__ = [
    "Block",
    "Confidence",
    "Hints",
    "Nature",
    "Reading",
    "Role",
    "RoledLine",
    "Story",
    "understand",
]
