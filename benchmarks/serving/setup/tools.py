"""The programs of Debian's packages that are measured with and against."""

import os
import shutil

PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def program(name: str) -> str:
    """Return the path of a program; "" if it is not installed."""
    return shutil.which(name, path=PATH) or ""
