"""A document of plain text."""

from articles.documents.decoding import refuse_unreadable, text_of
from articles.documents.limits import MAX_DOCUMENT
from articles.documents.problems import UnreadableError, too_large
from articles.text.characters import clean


def decode(content: bytes) -> str:
    """The text of a document, without control characters, lone surrogates and bidi overrides.

    Raises UnreadableError when it is too large, empty, no text, or has a line over 100 kB.
    """
    if len(content) > MAX_DOCUMENT:
        raise UnreadableError(too_large(MAX_DOCUMENT))
    text = clean(text_of(content))
    refuse_unreadable(text)
    return text
