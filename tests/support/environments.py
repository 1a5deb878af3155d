"""Environments and rights of processes that tests start."""

import os
import shutil

import pytest

NEVER = 300  # seconds; what has not come by then never will, though a busy machine takes a minute to start a site
DROPPED = "-dac_override,-dac_read_search,-fowner"


def bare_environment(**variables: str) -> dict[str, str]:
    """The given variables, with nothing of the tests' own environment but PATH and what coverage has set."""
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")}
    return {**kept, **variables}


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
