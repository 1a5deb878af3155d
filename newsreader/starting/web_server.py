"""Runs granian with the application loaded before its workers are forked, so that they share its memory.

A worker that died is then replaced by a fork, without importing anything again.
"""

import gc
import multiprocessing
import sys
from importlib import import_module

from granian.cli import entrypoint

URLS = "newsreader.urls"  # it imports the views and the panel


def main() -> None:
    """Run granian with the options of the command line, of which the first is the application: "module:name"."""
    multiprocessing.set_start_method("fork")  # also where Python has another default; granian's workers are forked
    import_module(sys.argv[1].partition(":")[0])
    import_module(URLS)
    gc.collect()
    gc.freeze()  # a collection would write to every object, and so copy the memory that is shared
    sys.exit(entrypoint())  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
