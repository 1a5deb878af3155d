"""Every written limit, once. Code, settings, messages and the documentation take them from here.

No Django here: the settings import this module before any app is loaded.
"""

from typing import NamedTuple

KB, MB, GB = 1_000, 1_000_000, 1_000_000_000  # bytes

# One document; a document over one of these is refused.
MAX_DOCUMENT = 2 * MB  # of text, also of the text of an HTML page
MAX_HTML = 10 * MB
MAX_MESSAGE = 30 * MB  # an MHTML page, an HTML page in a single file, or a mail, with its pictures
MAX_PARTS = 10_000  # of one message; a page of the largest has some 500 pictures
MAX_MULTIPARTS = 20  # of one message: parts that have parts; a saved page has one or two
MAX_RECORD = MAX_HTML  # of a data set in JSON or of a table
MAX_ARCHIVE = 1_000 * MB  # of a zip archive, and of all its members unpacked
MAX_MEMBERS = 10_000  # of a zip archive
MAX_DIRECTORY = 10 * MB  # of the list of its members
MAX_RATIO = 100  # of a member's bytes to those that it takes in its archive; texts have some 3, the largest pages 20
MAX_FEED_TAGS = 200_000  # parsing twice as many takes 5 s and 250 MB
MAX_FEED = 10 * MB
MAX_LIBRARY_LINE = 50 * MB  # a story with all its revisions
MAX_LINE = 100 * KB
MAX_LINES = 50_000  # that aren't blank; understanding takes some 9 kB of memory for each
MAX_DEPTH = 500  # HTML elements in each other; the deepest page of the corpus has 51
MAX_TAGS = 200_000  # of an HTML page; the most in the corpus are 17,000
MAX_ATTRIBUTES = 500  # of one HTML element
MAX_HEADLINE = 1_000  # characters
MAX_RELATED = 1_000  # related headlines

# The import desk.
MAX_FILES = 100  # of one upload; Django's own default
MAX_FIELDS = 1_000  # of one form; Django's own default
MAX_FORM = 5 * MB  # of all fields but files: a pasted page of 2 MB, whose line ends double on the way
MAX_STRANGERS_FORM = 100 * KB  # of somebody who is not logged in, who may send no file either
MAX_REQUEST = 210 * MB  # a hundred files of 2 MB, one pasted text, and what surrounds them
MAX_LABEL = 200  # characters
MAX_NAME = 200  # characters of a file name; most file systems end at 255 bytes
MAX_SHOWN_LINES = 400  # lines of one document on a page
MAX_SHOWN_TEXT = 1_000  # characters of one line on a page; a document may be one line of 100 kB


class Limit(NamedTuple):
    """A limit as the documentation gives it."""

    what: str
    amount: str


def shown_size(size: int) -> str:
    """A number of bytes as people write it: "2 MB", "100 kB", "1.2 GB"."""
    if size >= GB:
        return f"{size / GB:.1f} GB".replace(".0 ", " ")
    return f"{size // MB} MB" if size >= MB else f"{size // KB} kB"


DOCUMENT_LIMITS = (
    Limit("text of a document, also of an HTML page", shown_size(MAX_DOCUMENT)),
    Limit("HTML page with its tags, without pictures in it", shown_size(MAX_HTML)),
    Limit("HTML page, MHTML page or mail message with its pictures", shown_size(MAX_MESSAGE)),
    Limit("parts of an MHTML page or mail message", f"{MAX_PARTS:,}"),
    Limit("parts of one that hold parts themselves", f"{MAX_MULTIPARTS:,}"),
    Limit("record of a news data set, and a feed", shown_size(MAX_RECORD)),
    Limit("zip archive, packed and unpacked", shown_size(MAX_ARCHIVE)),
    Limit("files in a zip archive", f"{MAX_MEMBERS:,}"),
    Limit("size of a file in a zip archive", f"{MAX_RATIO} times its packed size, if over 1 MB"),
    Limit("line of an exported library", shown_size(MAX_LIBRARY_LINE)),
    Limit("line of text", shown_size(MAX_LINE)),
    Limit("lines of a document that aren't blank", f"{MAX_LINES:,}"),
    Limit("depth of nested HTML elements", f"{MAX_DEPTH:,}"),
    Limit("tags of an HTML page", f"{MAX_TAGS:,}"),
    Limit("attributes of one HTML element", f"{MAX_ATTRIBUTES:,}"),
    Limit("headline", f"{MAX_HEADLINE:,} characters"),
    Limit("related headlines of a story", f"{MAX_RELATED:,}"),
)
DESK_LIMITS = (
    Limit("files at once", f"{MAX_FILES:,}"),
    Limit("all files and fields of one upload", shown_size(MAX_REQUEST)),
    Limit("label, publication", f"{MAX_LABEL:,} characters"),
    Limit("lines of a document that the preview shows", f"{MAX_SHOWN_LINES:,}"),
)
