"""Receives what only the import command reads: tar archives, compressed files and web archives, of any length."""

from collections.abc import Iterator
from tarfile import GNUTYPE_LONGLINK, GNUTYPE_LONGNAME, XGLTYPE, XHDTYPE, ReadError, TarError, TarFile, TarInfo
from tarfile import open as open_tar

from articles.documents.formats import receive_member
from articles.documents.formats.format import HEAD, Receive
from articles.documents.formats.member_names import ending_of, is_passed_over, leaves, shown
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import Received
from articles.documents.sources.compressed import unpacker_of
from articles.documents.sources.web_archives import is_web_archive, web_pages
from articles.documents.streams import opened

MOST_LAYERS = 4  # as in a .tar.gz with .warc.gz files
MAX_NAMES = 1_000_000  # bytes of the long names of a tar archive's member
_TAR = b"ustar"
_LONG = (GNUTYPE_LONGLINK, GNUTYPE_LONGNAME, XGLTYPE, XHDTYPE)
_ENDINGS = (".gz", ".zst")


def receive_unpacked(chunks: Iterator[bytes], name: str, receive: Receive, layer: int = 1) -> Iterator[Received]:
    """Yield the documents of a file, unpacked as often as it has to be; `receive` takes what is packed no more.

    What is broken or cut off is refused by name, after the documents that stand before it.
    """
    head, whole = opened(chunks, HEAD)
    try:
        if (unpacked := unpacker_of(head)) and layer < MOST_LAYERS:
            inner = name[: -len(ending_of(name))] if ending_of(name) in _ENDINGS else name
            yield from receive_unpacked(unpacked(whole), inner, receive, layer + 1)
        elif head.startswith(_TAR, 257) and layer < MOST_LAYERS:
            yield from _tar(whole, name, layer + 1)
        elif is_web_archive(head):
            yield from web_pages(Stream(whole), name)
        else:
            yield from receive(whole, name)
    except UnreadableError as error:
        yield Received(name, b"", problem=error.problem)


class Stream:
    """A stream of chunks as a file that can only be read forward."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""
        self._error: UnreadableError | None = None

    def read(self, size: int = -1) -> bytes:
        """Return as many bytes as are wanted, or all that there are.

        Raises UnreadableError where the stream is broken, after the bytes before it.
        """
        parts, left = list[bytes](), size
        while left:
            piece = self._rest or self._next(is_first=not parts)
            if not piece:
                break
            parts.append(piece if left < 0 else piece[:left])
            self._rest = b"" if left < 0 else piece[left:]
            left -= len(parts[-1]) if left > 0 else 0
        return b"".join(parts)

    def _next(self, *, is_first: bool) -> bytes:
        try:
            piece = b"" if self._error else next(self._chunks, b"")
        except UnreadableError as error:
            self._error, piece = error, b""
        if self._error and is_first:
            raise self._error
        return piece


class _Member(TarInfo):
    """A member of a tar archive whose names are bounded: they are read whole."""

    def _proc_member(self, tarfile: TarFile) -> TarInfo | None:
        if self.type in _LONG and self.size > MAX_NAMES:
            raise ReadError("too long a name")
        return super()._proc_member(tarfile)  # type: ignore[misc, no-any-return]  # not in the types of Python


def _tar(chunks: Iterator[bytes], name: str, layer: int) -> Iterator[Received]:
    try:
        with open_tar(fileobj=Stream(chunks), mode="r|", tarinfo=_Member) as archive:  # type: ignore[call-overload]
            for member in archive:
                archive.members = []  # it would keep them all
                if not (member.isdir() or is_passed_over(member.name)):
                    yield from _member(archive, member, f"{name}/{shown(member.name)}", layer)
    except (TarError, OSError, EOFError) as error:
        raise UnreadableError(Problem("broken-archive")) from error


def _member(archive: TarFile, member: TarInfo, name: str, layer: int) -> Iterator[Received]:
    if leaves(member.name):
        yield Received(name, b"", problem=Problem("member-outside"))
    elif member.issym() or member.islnk():
        yield Received(name, b"", problem=Problem("member-link"))
    elif (file := archive.extractfile(member)) is None:
        yield Received(name, b"", problem=Problem("not-a-file"))
    else:
        chunks = iter(lambda: file.read(HEAD), b"")
        yield from receive_unpacked(chunks, name, receive_member, layer)
