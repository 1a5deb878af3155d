"""Reads the whole SQLite file for damage, in a process beside the site, and keeps the result in the data folder.

Run as a module: the path of the database and the folder for the result. It loads no Django, and so little memory.
"""

import contextlib
import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from articles.database.sqlite_access import read_only_uri

RESULT = "integrity.json"
MAX_PROBLEMS = 10
NICE = 10  # the check gives way to requests


@dataclass(frozen=True, slots=True)
class Integrity:
    """What a check has found: when it ended, in UTC as ISO 8601, and the problems in SQLite's words."""

    checked_at: str
    problems: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.problems


def quick_check(path: str) -> Integrity:
    """Read every page of the database and report what is damaged; 1 GB takes a few seconds."""
    try:
        with closing(sqlite3.connect(read_only_uri(path), uri=True)) as database:
            rows = [str(row) for (row,) in database.execute(f"PRAGMA quick_check({MAX_PROBLEMS})")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite quotes what it can't read
        rows = [str(error)]
    problems = tuple(row for row in rows if row != "ok")
    return Integrity(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), problems)


def kept_result(folder: Path) -> Integrity | None:
    """The result of the check that the last start began; None until it has ended, or when the folder is read-only."""
    try:
        values = json.loads((folder / RESULT).read_text(encoding="utf-8"))
        return Integrity(values["checked_at"], tuple(values["problems"]))
    except (OSError, ValueError, KeyError):
        return None


def keep_result(found: Integrity, folder: Path) -> None:
    """Write the result; readers see it whole or not at all."""
    aside = folder / f".{RESULT}.{os.getpid()}"
    aside.write_text(json.dumps(asdict(found)), encoding="utf-8")
    aside.replace(folder / RESULT)


def start_check(path: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start the check in a process of its own. The result of an earlier check is dropped first."""
    with contextlib.suppress(OSError):
        (folder / RESULT).unlink(missing_ok=True)
    command = [sys.executable, "-m", "articles.operations.integrity", path, str(folder)]
    return subprocess.Popen(command, cwd=Path(__file__).resolve().parents[2])  # noqa: S603  our own command


def damaged_sentence(path: str, problems: tuple[str, ...]) -> str:
    """What to tell an operator."""
    return (
        f"The database {path} is damaged: {'; '.join(problems[:3])}. Stop the site, then restore a backup: "
        "manage.py restore FILE --replace"
    )


def main(path: str, folder: str) -> int:
    """Check, keep the result where that is possible, and say what is damaged; exit code 1 if anything is."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is for the site; no traceback of ours
    os.nice(NICE)
    found = quick_check(path)
    with contextlib.suppress(OSError):
        keep_result(found, Path(folder))
    if not found.is_whole:
        print(damaged_sentence(path, found.problems), file=sys.stderr)  # noqa: T201
    return int(not found.is_whole)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
