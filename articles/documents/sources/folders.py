"""The files of a folder in the order of their names, however many: never more than a window of names is held."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from pathlib import Path

# Names held at once, some 20 MB. A folder is scanned once a window: a million files take 28 s of CPU, 28 µs each.
WINDOW = 100_000
# What lies beside documents and is none: passed over in folders, taken when named.
COMPANIONS = frozenset({".md", ".json", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".rst"}) | {
    *(".py", ".js", ".css", ".sh", ".log", ".sqlite3")
}


class Kind(IntEnum):
    """What stands in a folder, in the order of reading."""

    LINK = 0  # to a folder, not followed
    FILE = 1
    FOLDER = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A file, a link to a folder, or with its error a folder that can't be read."""

    path: Path
    kind: Kind
    error: OSError | None = None


def found_in(folder: Path, window: int = WINDOW) -> Iterator[Found]:
    """All files below the folder, those of a folder before those of its sub-folders, each in the order of names.

    Files that vanish meanwhile may still come; those that appear may or may not.
    """
    entered = [(folder, _entries(folder, window))]  # a stack, not recursion: folders may lie a thousand deep
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
            entered.append((here / name, _entries(here / name, window)))
        else:
            yield Found(here / name, kind)


def count_in(folder: Path) -> int:
    """How many files there are to read, by one scan that holds no names."""
    count, entered = 0, [folder]
    while entered:
        try:
            with os.scandir(entered.pop()) as entries:
                for kind, name, path in ((_kind(entry), entry.name, entry.path) for entry in entries):
                    count += kind is Kind.FILE and _is_wanted(name)
                    if kind is Kind.FOLDER:
                        entered.append(Path(path))
        except OSError:  # its error comes when it is read
            continue
    return count


def _entries(folder: Path, size: int) -> Iterator[tuple[Kind, str]]:
    """What is wanted of one folder, in order, by as many scans as it has windows."""
    last: tuple[Kind, str] | None = None
    while True:
        with os.scandir(folder) as entries:
            window = nsmallest(size, (one for one in map(_placed, entries) if one and (last is None or one > last)))
        yield from window
        if len(window) < size:
            return
        last = window[-1]


def _placed(entry: os.DirEntry) -> tuple[Kind, str] | None:
    """By what entries are ordered; None for what is passed over."""
    kind = _kind(entry)
    return (kind, entry.name) if kind is not Kind.FILE or _is_wanted(entry.name) else None


def _kind(entry: os.DirEntry) -> Kind:
    try:
        if not entry.is_dir():
            return Kind.FILE
        return Kind.LINK if entry.is_symlink() else Kind.FOLDER
    except OSError:  # a link that leads in circles; reading it says so
        return Kind.FILE


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() not in COMPANIONS  # noqa: PTH122  (a million)
