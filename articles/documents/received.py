"""A document as it was received, before it is read."""

from dataclasses import dataclass

from articles.documents.problems import Problem

TEXT = "text/plain"  # also of what no other format recognises


@dataclass(frozen=True, slots=True)
class Received:
    """One document: its name, and its bytes or the problem because of which they could not be taken."""

    name: str
    content: bytes
    media_type: str = TEXT
    problem: Problem | None = None
