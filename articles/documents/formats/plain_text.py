"""Plain text: the visible text of a page, as a browser or an archive gives it."""

from articles.documents.decoding import refuse_unreadable, text_of
from articles.documents.formats.format import Format, gettext_noop
from articles.documents.formats.records.front_matter import page_below
from articles.documents.legacy_encodings import encoding_named
from articles.documents.limits import MAX_DOCUMENT
from articles.documents.problems import UnreadableError, too_large
from articles.documents.received import TEXT
from articles.documents.several_pages import refuse_several_texts, texts_in
from articles.text.characters import clean
from articles.understanding.plain_text.printed_pages import PAGE_END, without_page_ends


def decode(content: bytes, charset: str | None = None) -> str:
    """Return the text without control characters, lone surrogates and bidi overrides.

    `charset` is the one that the document declares, if it does. Raises UnreadableError when the document is too large,
    empty, not a text, several pages, or has a line over 100 kB.
    """
    if len(content) > MAX_DOCUMENT:
        raise UnreadableError(too_large(MAX_DOCUMENT))
    decoded = text_of(content, encoding_named(charset))
    refuse_several_texts(decoded)
    text = clean(without_page_ends(decoded) if PAGE_END in decoded else decoded)
    refuse_unreadable(text)
    return text


FORMAT = Format(
    media_type=TEXT,
    name=gettext_noop("plain text"),
    extensions=(".txt",),
    max_size=MAX_DOCUMENT,
    matches=lambda head, name: True,
    read=lambda content: page_below(decode(content)),
    pages=texts_in,
)
