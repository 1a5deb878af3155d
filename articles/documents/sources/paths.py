"""Reads the documents at paths, one after the other; there is never a list of all of them."""

import os
import stat
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from articles.documents.formats import receive, receive_found
from articles.documents.formats.format import Receive
from articles.documents.problems import Problem
from articles.documents.received import Received
from articles.documents.sources.archives import receive_unpacked
from articles.documents.sources.folders import Kind, count_in, found_in

CHUNK = 65_536  # bytes read at once


def read_paths(
    paths: Sequence[str], standard_input: BinaryIO | None = None, *, follow_links: bool = False
) -> Iterator[Received]:
    """Yield the documents at these paths, those of a folder in the order of names; "-" is standard input.

    What can't be read comes with its problem: a missing file, a pipe, a link to a folder, a file over the limit, and
    unless `follow_links`, a link in a folder to a file outside it. A path itself may be a link.
    """
    for path in paths:
        if path == "-" and standard_input is not None:
            yield from receive_unpacked(_chunks(standard_input), "standard input", receive)
        elif Path(path).is_dir():
            yield from _folder(Path(path), follow_links=follow_links)
        else:
            yield from _file(Path(path), Path(path).name, receive)


def count_paths(paths: Sequence[str]) -> int | None:
    """Return how many files there are at these paths, for a progress bar; None when one is standard input."""
    if "-" in paths:
        return None
    return sum(count_in(Path(path)) if Path(path).is_dir() else 1 for path in paths)


def _folder(folder: Path, *, follow_links: bool) -> Iterator[Received]:
    inside = folder.resolve()
    for found in found_in(folder):
        name = str(found.path.relative_to(folder)) if found.path != folder else folder.name
        if found.error:
            yield Received(_shown(name), b"", problem=_unreadable(found.error))
        elif found.kind is Kind.LINK:
            yield Received(_shown(name), b"", problem=Problem("link"))
        elif not follow_links and found.path.is_symlink() and _leaves(found.path, inside):
            yield Received(_shown(name), b"", problem=Problem("link-outside"))
        else:
            yield from _file(found.path, name, receive_found)


def _leaves(link: Path, folder: Path) -> bool:
    """Whether the link leads out of the folder. Where it leads nowhere, opening it tells why."""
    try:
        return not link.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _file(path: Path, name: str, receive_file: Receive) -> Iterator[Received]:
    name = _shown(name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Received(name, b"", problem=Problem("not-a-file"))
            return
        with path.open("rb") as file:
            yield from receive_unpacked(_chunks(file), name, receive_file)
    except OSError as error:
        yield Received(name, b"", problem=_unreadable(error))


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, CHUNK), b"")


def _unreadable(error: OSError) -> Problem:
    return Problem("unreadable", {"reason": error.strerror or type(error).__name__})


def _shown(name: str) -> str:
    """Return a file name as printable text: other bytes than UTF-8 and control characters are replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "�" for character in text)
