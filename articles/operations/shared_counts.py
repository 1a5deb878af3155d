"""Counts that several processes share through files in a folder, as prometheus_client's multiprocess mode keeps them.

Each process writes files of its own, named by a number, not by its process id: a process that takes the place of a dead
one takes its number too and counts on, so that no counter falls and no file is left behind.
"""

import fcntl
import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from prometheus_client import values
from prometheus_client.metrics_core import Metric
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

KINDS = ("counter", "histogram")
RESERVED = 1 << 19  # bytes of a file; every view by every method and twelve statuses fill 293 kB
MOST = 1_000  # processes


def join(folder: Path) -> None:
    """Let this process keep in the folder what it counts from now on. Raises OSError when it can't be written."""
    folder.mkdir(mode=0o700, exist_ok=True)
    _hold(folder)
    number = _free_number(folder)
    for kind in KINDS:
        _reserve(folder / f"{kind}_{number}.db")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # where the next line's class looks for it
    values.ValueClass = values.MultiProcessValue(lambda: number)  # type: ignore[no-untyped-call]


def shared_counts(folder: Path) -> Iterator[Metric]:
    """The sums over all processes that share the folder, dead ones included."""
    yield from MultiProcessCollector(None, str(folder)).collect()  # type: ignore[no-untyped-call]


def _hold(folder: Path) -> None:
    """Hold a lock that all processes share, for as long as this one lives. Whoever is the first removes old files."""
    lock = _opened(folder / "all.lock")
    if _locks(lock):
        for path in folder.glob("*.db"):
            path.unlink(missing_ok=True)
    fcntl.flock(lock, fcntl.LOCK_SH)


def _free_number(folder: Path) -> int:
    """The least number that no living process holds; the lock ends with the process, however it ends."""
    for number in range(MOST):
        lock = _opened(folder / f"{number}.lock")
        if _locks(lock):
            return number
        os.close(lock)
    raise OSError(f"{MOST} processes share {folder}")


def _reserve(path: Path) -> None:
    """Take the disk space now: a process that writes to a mapped file on a full disk is killed by SIGBUS.

    A file that a process of this number has left is used on if it can be read.
    """
    if _is_usable(path):
        return
    aside = path.with_suffix(".new")  # whoever reads the folder sees whole files only
    with aside.open("wb") as file:
        file.write(bytes(RESERVED))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _is_usable(path: Path) -> bool:
    """Whether it is whole; a machine that lost its power may leave one that no scrape could read."""
    try:
        for key, *_ in MmapedDict.read_all_values_from_file(path):  # type: ignore[no-untyped-call]
            json.loads(key)
        return path.stat().st_size == RESERVED
    except (OSError, RuntimeError, ValueError, struct.error):
        return False


def _opened(path: Path) -> int:
    """A descriptor that stays open until the process ends or closes it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locks(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
