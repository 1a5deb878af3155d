"""Makes the formats that are recognised, but not read: their files are refused by name."""

from collections.abc import Callable

from articles.documents.formats.format import HEAD, Content, Format
from articles.documents.limits import MAX_DOCUMENT
from articles.documents.problems import Problem, UnreadableError


def refused_format(
    media_type: str, name: str, matches: Callable[[bytes], bool], refusal: Callable[[bytes], Problem]
) -> Format:
    """Return a format whose documents are refused. A module that reads them takes its place in the table."""

    def read(content: bytes) -> Content:
        raise UnreadableError(refusal(content[:HEAD]))

    return Format(media_type, name, (), MAX_DOCUMENT, lambda head, _: matches(head), read, refusal=refusal)
