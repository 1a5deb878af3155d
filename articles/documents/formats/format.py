"""What a format is: how its documents are recognised, limited, split and read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from articles.documents.page import Page
from articles.documents.problems import Problem
from articles.documents.received import Received
from articles.documents.structured_story import StructuredStory

HEAD = 65_536  # bytes by which a format is recognised

type Content = Page | StructuredStory
type Receive = Callable[[Iterator[bytes], str], Iterator[Received]]  # gives the documents of one file


@dataclass(frozen=True, slots=True)
class Format:
    """One format of documents. Its functions get bytes and do no I/O.

    A format with `split` is one of files with several documents: `split` gets the stream of a file, in chunks, and the
    name of the file, and yields the documents in order, each with a media type of the table.

    A format with `unpack` is an archive of files, each of which is received by itself. It alone does I/O: as it is read
    from its end, it is spooled to a temporary file.

    A format with `refusal` is recognised so that its files are refused by its name; it has no extensions.
    """

    media_type: str  # of one document; stored with it
    name: str  # for people, translated when shown: gettext_noop("HTML page")
    extensions: tuple[str, ...]  # of file names, in lower case, for file choosers and folders: (".html", ".htm")
    max_size: int  # bytes of one document
    matches: Callable[[bytes, str], bool]  # whether a file is of this format, by its first 64 kB or more, and its name
    read: Callable[[bytes], Content]  # raises UnreadableError
    split: Callable[[Iterator[bytes], str], Iterator[Received]] | None = None
    is_structured: bool = False  # whether `read` gives a StructuredStory, which has no lines to be understood
    pages: Callable[[bytes], Sequence[bytes]] | None = None  # the pages in a file that may hold several
    unpack: Callable[[Iterator[bytes], str, Receive], Iterator[Received]] | None = None  # an archive of files
    is_container: bool = False  # whether no document has this format: `split` gives documents of others
    refusal: Callable[[bytes], Problem] | None = None  # the problem of a file, by its first bytes


def gettext_noop(text: str) -> str:
    """Return the text. `makemessages` finds calls of this name; Django's own function has no place in pure code."""
    return text
