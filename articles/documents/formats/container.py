"""What formats whose files hold several documents have in common."""

from articles.documents.formats.format import Content
from articles.documents.problems import Problem, UnreadableError


def refuse_whole(content: bytes) -> Content:
    """Refuse a whole file that an earlier version stored as one document, since it is split when it is received."""
    raise UnreadableError(Problem("several-documents"))
