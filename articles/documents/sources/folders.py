"""Lists the files of a folder in the order of names, in bounded memory however many there are."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from pathlib import Path

from articles.documents.formats import extensions
from articles.documents.formats.member_names import COMPANIONS, FOLDER_ENDINGS, PAGE_ENDINGS

# Names in memory at once, some 20 MB. A folder is scanned once a window: a million files take 28 s of CPU, 28 µs each.
WINDOW = 100_000
UNREAD = COMPANIONS.difference(extensions())


class Kind(IntEnum):
    """What an entry of a folder is, in the order of reading."""

    LINK = 0  # to a folder; not followed
    FILE = 1
    FOLDER = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A file, a link to a folder, or a folder that can't be read, with its error."""

    path: Path
    kind: Kind
    error: OSError | None = None


def found_in(folder: Path, window: int = WINDOW) -> Iterator[Found]:
    """Yield all files below the folder: those of a folder before those of its sub-folders, each in the order of names.

    Files that are deleted meanwhile may still come; new files may or may not.
    """
    entered = [(folder, _entries(folder, window))]  # a stack, not recursion: folders may be nested a thousand deep
    while entered:
        here, entries = entered[-1]
        try:
            kind, name = next(entries, (None, ""))
        except OSError as error:
            yield Found(here, Kind.FOLDER, error)
            kind = None
        if kind is None:
            entered.pop()
        elif kind is Kind.FOLDER:
            if not _is_part_of_a_page(here / name):
                entered.append((here / name, _entries(here / name, window)))
        else:
            yield Found(here / name, kind)


def count_in(folder: Path) -> int:
    """Count the files to read, by one scan that keeps no names."""
    count, entered = 0, [folder]
    while entered:
        try:
            with os.scandir(entered.pop()) as entries:
                for kind, name, path in ((_kind(entry), entry.name, entry.path) for entry in entries):
                    count += kind is Kind.FILE and _is_read(name)
                    if kind is Kind.FOLDER and not _is_part_of_a_page(Path(path)):
                        entered.append(Path(path))
        except OSError:  # found_in yields the error
            continue
    return count


def _entries(folder: Path, size: int) -> Iterator[tuple[Kind, str]]:
    """Yield the entries of one folder that are read, in order, scanning it once a window."""
    last: tuple[Kind, str] | None = None
    while True:
        with os.scandir(folder) as entries:
            window = nsmallest(size, (one for one in map(_sortable, entries) if one and (last is None or one > last)))
        yield from window
        if len(window) < size:
            return
        last = window[-1]


def _sortable(entry: os.DirEntry[str]) -> tuple[Kind, str] | None:
    """Return the values by which entries are sorted; None for a file that is skipped."""
    kind = _kind(entry)
    return (kind, entry.name) if kind is not Kind.FILE or _is_read(entry.name) else None


def _kind(entry: os.DirEntry[str]) -> Kind:
    try:
        if not entry.is_dir():
            return Kind.FILE
        return Kind.LINK if entry.is_symlink() else Kind.FOLDER
    except OSError:  # a circular link; opening it gives the error
        return Kind.FILE


def _is_part_of_a_page(folder: Path) -> bool:
    """Whether a browser saved the folder with a page beside it: it holds the page's pictures and scripts."""
    stems = (folder.name.removesuffix(ending) for ending in FOLDER_ENDINGS if folder.name.endswith(ending))
    return any(folder.with_name(stem + ending).is_file() for stem in stems for ending in PAGE_ENDINGS)


def _is_read(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() not in UNREAD  # noqa: PTH122  (a million)
