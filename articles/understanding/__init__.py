"""A document's text becomes a Story: every line gets one role, and nothing is lost or made up."""

from articles.understanding.reading import UNDERSTOOD_BY, Reading, read, understand
from articles.understanding.story import Block, Hints, Role, RoledLine, Story

__all__ = ["UNDERSTOOD_BY", "Block", "Hints", "Reading", "Role", "RoledLine", "Story", "read", "understand"]
