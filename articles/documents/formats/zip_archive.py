"""A zip archive: its members are received as files are, one by one, in bounded memory and time."""

import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from articles.documents.formats.container import refuse_whole
from articles.documents.formats.format import Format, Receive, gettext_noop
from articles.documents.formats.member_names import is_part_of_a_page, is_passed_over, leaves, page_folders, shown
from articles.documents.formats.refused.binary_file import ZIP
from articles.documents.limits import MAX_ARCHIVE, MAX_DIRECTORY, MAX_MEMBERS, MAX_RATIO, MB
from articles.documents.problems import Problem, UnreadableError, too_large
from articles.documents.received import Received
from articles.documents.streams import spooled

MEDIA_TYPE = "application/zip"
CHUNK = 65_536  # bytes
SMALL, LITTLE = MB, 10 * MB  # bytes of a member and of all, up to which any ratio holds: a page of blanks is no bomb
_END = 2  # of a file, where one seeks
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flags of a member
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


def split_archive(chunks: Iterator[bytes], name: str, receive: Receive) -> Iterator[Received]:
    """Yield the documents of the members in order; `receive` gives those of one file."""
    file = spooled(chunks, MAX_ARCHIVE)
    if file is None:
        yield Received(name, b"", MEDIA_TYPE, too_large(MAX_ARCHIVE))
        return
    with file:
        size = file.seek(0, _END)
        try:
            archive = ZipFile(_Bounded(file))
        except _BROKEN:
            yield Received(name, b"", MEDIA_TYPE, Problem("broken-archive"))
            return
        except _TooManyError:
            yield Received(name, b"", MEDIA_TYPE, Problem("too-many-members", {"limit": MAX_MEMBERS}))
            return
        with archive:
            yield from _Members(archive, name, receive, size).documents()


class _TooManyError(Exception):
    """The list of members is longer than any of as many members as are read."""


class _Bounded:
    """A file of which no more is read at once than the longest list of members: `zipfile` reads that whole."""

    def __init__(self, file: IO[bytes]) -> None:
        self.seek, self.tell, self.seekable, self._file = file.seek, file.tell, file.seekable, file

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(min(size, MAX_DIRECTORY + 1) if size >= 0 else MAX_DIRECTORY + 1)
        if len(content) > MAX_DIRECTORY:
            raise _TooManyError
        return content


@dataclass(slots=True)
class _Members:
    """The members of one archive, and how many bytes of them have been unpacked."""

    archive: ZipFile
    name: str
    receive: Receive
    size: int  # bytes of the archive
    unpacked: int = 0  # bytes

    def documents(self) -> Iterator[Received]:
        members = [member for member in self.archive.infolist() if not member.is_dir()]
        if len(members) > MAX_MEMBERS:
            yield Received(self.name, b"", MEDIA_TYPE, Problem("too-many-members", {"limit": MAX_MEMBERS}))
            return
        names = [_name_of(member) for member in members]
        if what := _office_document(names):
            yield Received(self.name, b"", MEDIA_TYPE, Problem("binary", {"what": what}))
            return
        folders = page_folders(names)
        for member, inner in zip(members, names, strict=True):
            if is_passed_over(inner) or is_part_of_a_page(inner, folders):
                continue
            name = f"{self.name}/{shown(inner)}"
            if problem := self._exceeded() or _problem_of(member, inner):
                yield Received(name, b"", MEDIA_TYPE, problem)
            else:
                yield from self._member(member, name)

    def _member(self, member: ZipInfo, name: str) -> Iterator[Received]:
        try:
            yield from self.receive(self._chunks(member), name)
        except UnreadableError as error:
            yield Received(name, b"", MEDIA_TYPE, error.problem)

    def _chunks(self, member: ZipInfo) -> Iterator[bytes]:
        """Yield a member's bytes. Raises UnreadableError where it is broken, or it or all are over their limit."""
        size = 0
        for chunk in self._unpacked(member):
            size += len(chunk)
            self.unpacked += len(chunk)
            if size > max(SMALL, MAX_RATIO * member.compress_size):
                raise UnreadableError(Problem("archive-ratio", {"limit": MAX_RATIO}))
            if problem := self._exceeded():
                raise UnreadableError(problem)
            yield chunk

    def _exceeded(self) -> Problem | None:
        """Return the problem of all further members once too much of the archive is unpacked."""
        if self.unpacked > max(LITTLE, MAX_RATIO * self.size):
            return Problem("archive-ratio", {"limit": MAX_RATIO})
        return Problem("archive-too-large", {"limit": MAX_ARCHIVE // MB}) if self.unpacked > MAX_ARCHIVE else None

    def _unpacked(self, member: ZipInfo) -> Iterator[bytes]:
        try:
            with self.archive.open(member) as file:
                yield from iter(partial(file.read, CHUNK), b"")
        except _BROKEN as error:
            raise UnreadableError(Problem("broken-member")) from error


def _name_of(member: ZipInfo) -> str:
    """Return the name. Without the mark of UTF-8, which `zipfile` then takes for code page 437, it may be UTF-8 too."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename


def _office_document(names: list[str]) -> str | None:
    """Return what an archive is whose members are the parts of one document; None for an archive of files."""
    if "META-INF/container.xml" in names:
        return gettext_noop("an e-book (EPUB)")
    if "[Content_Types].xml" in names or names[:1] == ["mimetype"]:
        return gettext_noop("an office document (DOCX, XLSX, PPTX, ODT or DOC)")
    return None


def _problem_of(member: ZipInfo, name: str) -> Problem | None:
    if leaves(name):
        return Problem("member-outside")
    if stat.S_ISLNK(member.external_attr >> 16):
        return Problem("member-link")
    if member.flag_bits & _ENCRYPTED:
        return Problem("encrypted")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return Problem("member-compression")
    return None


FORMAT = Format(
    media_type=MEDIA_TYPE,
    name=gettext_noop("zip archive"),
    extensions=(".zip",),
    max_size=MAX_ARCHIVE,
    matches=lambda head, name: head.startswith(ZIP),
    read=refuse_whole,
    unpack=split_archive,
    is_container=True,
)
