"""One thing received, before anybody has read it."""

from dataclasses import dataclass

from articles.documents.problems import Problem

TEXT, HTML = "text/plain", "text/html"  # a page's dump; the page itself
LIBRARY = "application/vnd.newsreader.story+json"  # a line of an exported library


@dataclass(frozen=True, slots=True)
class Received:
    """One thing received, unread: its name, and its bytes or the problem that kept them from being read."""

    name: str
    content: bytes
    media_type: str = TEXT
    problem: Problem | None = None
