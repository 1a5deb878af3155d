"""Measure importing and reading at scale, on both databases: `make bench-scale N=100000`."""

import argparse
import importlib.util
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.machine.libraries import DATABASES, Libraries, libraries
from benchmarks.report.results import Results
from benchmarks.report.tables import publish
from benchmarks.scale.report.plot import plot
from benchmarks.scale.report.tables import sections
from benchmarks.scale.setup.one_process import run

ROUNDS = 3
COMPARED = 1_000  # documents per round
WORKERS = (1, 2)  # of the whole import
LIKE_THE_SEED = "like the seed"


def main() -> int:
    """Measure what is not in the results file yet, print the tables, and write them into a document if asked to."""
    if not importlib.util.find_spec("wordfreq"):
        print("wordfreq is not installed; `make bench-scale` installs what this needs.")
        return 0
    options = arguments()
    # an exit, so that child processes and servers are ended too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with folder_of(options) as folder:
        results = folder / "results.jsonl"
        if not options.tables:
            with libraries(folder, options.databases) as available:
                for database in options.databases:
                    measure(available, database, results, options)
        found = Results.read(results)
        publish(sections(found), plot(found), options.write)
    return 0


def measure(available: Libraries, database: str, results: Path, options: argparse.Namespace) -> None:
    """Run the measurements of one database that have no results yet.

    Each comparison gets a new library; growth continues in its own. The comparisons of a round run one after the other,
    so that a disturbance affects all of them.
    """
    for number, (kind, given) in enumerate(plan(options.rounds)):
        if not Results.read(results).of(database=database, kind=kind, **given):
            name = f"library_{number}"
            available.forget(database, name)
            run(available.environment(database, name), results, database, kind, {"count": COMPARED, **given})
            available.forget(database, name)
    environment = available.environment(database, "growth")
    grown = Results.read(results).growth(database)
    is_grown = bool(grown) and grown[-1]["stored"] >= options.count
    if not is_grown:
        run(environment, results, database, "growth", {"count": options.count, "workers": options.workers})
    if not is_grown or options.pages or not Results.read(results).of(database=database, kind="page"):
        run(environment, results, database, "pages", {})


def plan(rounds: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the kind and options of each comparison, round by round."""
    for number in range(1, rounds + 1):
        for search in (True, False):
            yield "store", {"search": search, "round": number}
        for workers in WORKERS:
            yield "import", {"size": LIKE_THE_SEED, "workers": workers, "round": number}


@contextmanager
def folder_of(options: argparse.Namespace) -> Iterator[Path]:
    """Yield the folder given by --folder, or else a temporary one."""
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        yield options.folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="newsreader-scale-") as folder:
        yield Path(folder)


def arguments() -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000, help="short stories to grow to")
    parser.add_argument("--database", dest="databases", choices=DATABASES, help="default: both")
    parser.add_argument("--workers", type=int, default=1, help="of the growing import; default 1")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of the small comparisons; default {ROUNDS}")
    parser.add_argument(
        "--folder", type=Path, help="where libraries and results are kept, so that a run can be resumed"
    )
    parser.add_argument("--pages", action="store_true", help="measure the pages of a grown library again")
    parser.add_argument("--tables", action="store_true", help="measure nothing; show what the folder holds")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="a document with a place for each table, as docs/scale.md"
    )
    options = parser.parse_args()
    options.databases = (options.databases,) if options.databases else DATABASES
    return options


if __name__ == "__main__":
    sys.exit(main())
