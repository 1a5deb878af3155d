"""Commands that obey the modes of files, which root does not."""

import os
import shutil

import pytest

DROPPED = "-dac_override,-dac_read_search,-fowner"


def obeying_modes():
    """The words to put before a command so that read-only files are read-only to it."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root ignores the modes of files, and setpriv, which could change that, is not installed")
    return ["setpriv", f"--bounding-set={DROPPED}", f"--inh-caps={DROPPED}"]


def make_read_only(folder):
    """Take the right to write from the folder and the files in it."""
    for path in [*folder.rglob("*"), folder]:
        path.chmod(path.stat().st_mode & ~0o222)


def make_writable(folder):
    """Undo `make_read_only`."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
