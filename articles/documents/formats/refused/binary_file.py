"""Files that are no text at all: PDF and office documents, pictures, archives but zip, databases, programs."""

from articles.documents.decoding import SAMPLE, marked_encoding
from articles.documents.formats.format import gettext_noop
from articles.documents.formats.refused.refusing import refused_format
from articles.documents.problems import Problem

MAX_CONTROLS = 0.1  # share of control characters; text has nearly none, pictures and programs a fifth and more
_CONTROLS = bytes(set(range(1, 32)) - {9, 10, 11, 12, 13} | {127})  # zeros are dropped: some texts are padded with them
_PDF = gettext_noop("a PDF document")
_OFFICE = gettext_noop("an office document (DOCX, XLSX, PPTX, ODT or DOC)")
_BOOK = gettext_noop("an e-book (EPUB)")
_ARCHIVE = gettext_noop("an archive or a compressed file")
_PICTURE = gettext_noop("a picture")
_SOUND = gettext_noop("a sound or a video")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # an archive of files, unless its first member is one of the parts below
# The bytes with which each kind of file begins, and where they stand.
_SIGNATURES = (
    (_PDF, 0, (b"%PDF-",)),
    (gettext_noop("a PostScript document"), 0, (b"%!PS",)),
    (gettext_noop("a web archive of Safari"), 0, (b"bplist00",)),
    (gettext_noop("a database (SQLite)"), 0, (b"SQLite format 3\0",)),
    (_BOOK, 30, (b"mimetypeapplication/epub+zip",)),
    (_OFFICE, 30, (b"[Content_Types].xml", b"_rels/.rels", b"mimetypeapplication/vnd.oasis")),
    (_OFFICE, 0, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    (_ARCHIVE, 0, (b"\x1f\x8b", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"PK\x07\x08")),
    (_ARCHIVE, 0, (b"\x28\xb5\x2f\xfd",)),
    (_ARCHIVE, 4, (b"1AY&SY",)),  # bzip2
    (_ARCHIVE, 257, (b"ustar\0", b"ustar  \0")),  # tar; with its zero, since "mustard" may stand there
    (_PICTURE, 0, (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")),
    (_PICTURE, 8, (b"WEBPVP8", b"heic", b"mif1", b"avif")),
    (_SOUND, 0, (b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"fLaC\0", b"\x1aE\xdf\xa3")),
    (_SOUND, 8, (b"WAVEfmt", b"AVI LIST")),
    (_SOUND, 4, (b"ftyp",)),
    (gettext_noop("a program"), 0, (b"\x7fELF", b"MZ\x90\0")),
)


def _kind_of(head: bytes) -> str | None:
    """Return what the file is; None for a text."""
    found = (kind for kind, start, signatures in _SIGNATURES if head.startswith(signatures, start))
    if kind := next(found, None):
        return kind
    if marked_encoding(head) or head.startswith(ZIP):
        return None
    sample = head[:SAMPLE].replace(b"\0", b"")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    is_binary = controls > MAX_CONTROLS * len(sample)
    return gettext_noop("a picture, a program or other data") if is_binary else None


def _problem_of(head: bytes) -> Problem:
    kind = _kind_of(head) or ""
    return Problem("archive") if kind == _ARCHIVE else Problem("binary", {"what": kind})


FORMAT = refused_format(
    media_type="application/octet-stream",
    name=gettext_noop("binary file (PDF, DOCX, EPUB, RAR, pictures, databases)"),
    matches=lambda head: bool(_kind_of(head)),
    refusal=_problem_of,
)
