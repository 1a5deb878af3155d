"""Paths to documents: one after the other, bounded, never held as a list."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from articles.documents.html import is_html
from articles.documents.limits import MAX_DOCUMENT, MAX_HTML
from articles.documents.problems import Problem, too_large
from articles.documents.received import HTML, LIBRARY, TEXT, Received
from articles.documents.sources.folders import Kind, count_in, found_in

_KIND = re.compile(rb'\s*\{\s*"kind"\s*:\s*"(story|waiting)"')
MAX_LIBRARY_LINE = 50_000_000  # bytes; a story with all its revisions
FOLDER_LINK = Problem("link")
NO_FILE = Problem("not-a-file")


def read_paths(paths: Sequence[str], standard_input: BinaryIO | None = None) -> Iterator[Received]:
    """Everything at these paths, folders in the order of their names; "-" is standard input.

    What can't be read comes with its problem: a missing file, a pipe, a link to a folder, a file over the limit.
    """
    for path in paths:
        if path == "-" and standard_input is not None:
            yield from _standard_input(standard_input)
        elif Path(path).is_dir():
            yield from _folder(Path(path))
        else:
            yield from _file(Path(path), Path(path).name)


def _folder(folder: Path) -> Iterator[Received]:
    for found in found_in(folder):
        name = str(found.path.relative_to(folder)) if found.path != folder else folder.name
        if found.error:
            yield Received(shown(name), b"", problem=_unreadable(found.error))
        elif found.kind is Kind.LINK:
            yield Received(shown(name), b"", problem=FOLDER_LINK)
        else:
            yield from _file(found.path, name)


def shown(name: str) -> str:
    """A file name as text: bytes that aren't UTF-8 replaced, and no characters that would act on a terminal."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "�" for character in text)


def received_from(name: str, content: bytes) -> Iterator[Received]:
    """What one upload holds: a document, or the stories of an exported library."""
    if _KIND.match(content):
        yield from _library(content.splitlines(), name)
    else:
        yield received_bytes(content, name, len(content))


def _file(path: Path, name: str) -> Iterator[Received]:
    """The documents of a file: one, or one a line of an exported library."""
    name = shown(name)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            yield Received(name, b"", problem=NO_FILE)
            return
        with path.open("rb") as file:
            if path.suffix.lower() == ".jsonl":
                yield from _library(iter(partial(file.readline, MAX_LIBRARY_LINE), b""), name)
            else:
                yield received_bytes(file.read(MAX_HTML + 1), name, found.st_size)
    except OSError as error:
        yield Received(name, b"", problem=_unreadable(error))


def _unreadable(error: OSError) -> Problem:
    return Problem("unreadable", {"reason": error.strerror or type(error).__name__})


def _standard_input(stream: BinaryIO) -> Iterator[Received]:
    first = stream.readline(MAX_DOCUMENT + 1)
    if _KIND.match(first):
        yield from _library(chain([first], iter(partial(stream.readline, MAX_LIBRARY_LINE), b"")), "standard input")
    else:
        yield received_bytes(first + stream.read(MAX_HTML + 1), "standard input", None)


def received_bytes(content: bytes, name: str, size: int | None) -> Received:
    """A text or an HTML page, told by its content; refused when it is over its kind's limit. `size` is the whole's."""
    media_type, limit = (HTML, MAX_HTML) if is_html(content) else (TEXT, MAX_DOCUMENT)
    if len(content) > limit:
        return Received(name, b"", problem=too_large(limit))
    return Received(name, content, media_type)


def _library(lines: Iterable[bytes], name: str) -> Iterator[Received]:
    for number, line in enumerate(lines, start=1):
        kind = _KIND.match(line)
        if line.strip() and not (kind and kind[1] == b"waiting"):  # it comes back with the stories that name it
            yield _line(line, name, number)


def _line(line: bytes, name: str, number: int) -> Received:
    return Received(f"{name}, line {number}", line.strip(), media_type=LIBRARY)


def count_paths(paths: Sequence[str]) -> int | None:
    """How many files stand at these paths, for a progress bar; None when standard input is among them."""
    if "-" in paths:
        return None
    return sum(count_in(Path(path)) if Path(path).is_dir() else 1 for path in paths)
