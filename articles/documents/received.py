"""A document as it was received, before it is read."""

from dataclasses import dataclass

from articles.documents.problems import Problem
from articles.understanding.story import NO_MENDS, Mends

TEXT = "text/plain"  # also of what no other format recognises


@dataclass(frozen=True, slots=True)
class Received:
    """One document: its name, and its bytes or the problem because of which they could not be taken."""

    name: str
    content: bytes
    media_type: str = TEXT
    problem: Problem | None = None
    mends: Mends = NO_MENDS  # by hand, where it waited for a confirmation or is in the library
