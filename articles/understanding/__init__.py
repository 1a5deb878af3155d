"""A document's text becomes a Story: every line gets one role, and nothing is lost or made up."""

from articles.understanding.pipeline import Reading, read, understand
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
    "read",
    "understand",
]
