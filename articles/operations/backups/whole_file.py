"""Writes a file so that it appears under its name whole and verified, or not at all."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articles.database.sqlite_access import OWNER_ONLY


class BackupError(Exception):
    """A backup or a restore that can't be done; the message says why, and what to do."""


@contextmanager
def whole_file(path: Path, *, force: bool) -> Iterator[Path]:
    """Yield the path of a file beside, to be written and verified in the block; it takes the name when the block ends.

    An existing file is replaced only with `force`. What a killed backup left is overwritten by the next one of that
    name. Raises BackupError when the file is there, or another backup writes it.
    """
    aside = path.with_name(f".{path.name}.part")
    refuse_existing(path, force=force)
    with _locked(aside) as handle:
        try:
            yield aside
            os.fsync(handle)
            _publish(aside, path, force=force)
        finally:
            for each in (aside, *companions(aside)):
                each.unlink(missing_ok=True)


def refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise BackupError(f"{path} is there already. Choose another name, or --force to replace it.")


def companions(database: Path) -> list[Path]:
    """The files that SQLite may keep beside a database."""
    return [database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm", "-journal")]


@contextmanager
def _locked(aside: Path) -> Iterator[int]:
    """Create and lock the file, empty; yield its handle. The kernel drops the lock with the process."""
    try:
        handle = os.open(aside, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    except OSError as error:
        raise BackupError(f"{aside.parent} can't be written: {error.strerror}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not aside.exists() or os.fstat(handle).st_ino != aside.stat().st_ino:
            raise BlockingIOError  # another one has just been renamed
        os.ftruncate(handle, 0)
        os.fchmod(handle, OWNER_ONLY)
        yield handle
    except BlockingIOError as error:
        raise BackupError(f"Another backup is writing {aside}.") from error
    finally:
        os.close(handle)


def _publish(aside: Path, path: Path, *, force: bool) -> None:
    """Give the file its name, for good."""
    if force:
        aside.replace(path)
    else:
        try:
            os.link(aside, path)  # unlike a rename, it never replaces what another process has put there meanwhile
        except FileExistsError:
            refuse_existing(path, force=False)
        except OSError:  # a file system without links
            aside.rename(path)
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
