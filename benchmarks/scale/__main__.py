"""Importing and reading at scale, on both databases: `make bench-scale N=100000`."""

import argparse
import importlib.util
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.scale.report.plot import plot
from benchmarks.scale.report.results import Results
from benchmarks.scale.report.tables import sections
from benchmarks.scale.setup.libraries import DATABASES, Libraries, libraries, run
from benchmarks.understanding.report.tables import filled

ROUNDS = 3
COMPARED = 1_000  # documents of a round
WORKERS = (1, 2)  # of the whole road
LIKE_THE_SEED = "like the seed"


def main() -> int:
    """Measures what isn't in the results file yet; prints the tables, and writes them into a document if asked to."""
    if not importlib.util.find_spec("wordfreq"):
        print("`make bench-scale` brings what this needs.")
        return 0
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # ends what was started, too
    with folder_of(options) as folder:
        results = folder / "results.jsonl"
        if not options.tables:
            with libraries(folder, options.databases) as made:
                for database in options.databases:
                    measure(made, database, results, options)
        show(Results.read(results), options.write)
    return 0


def measure(made: Libraries, database: str, results: Path, options: argparse.Namespace) -> None:
    """What is there already isn't measured again; growth goes on in its library, the others have one each.

    The small comparisons come first, in turn, so that what disturbs one round disturbs all of it.
    """
    for number, (kind, given) in enumerate(plan(options.rounds)):
        if not Results.read(results).of(database=database, kind=kind, **given):
            name = f"library_{number}"
            made.forget(database, name)
            run(made.environment(database, name), results, database, kind, {"count": COMPARED, **given})
            made.forget(database, name)
    environment = made.environment(database, "growth")
    grown = Results.read(results).growth(database)
    is_grown = bool(grown) and grown[-1]["held"] >= options.count
    if not is_grown:
        run(environment, results, database, "growth", {"count": options.count, "workers": options.workers})
    if not is_grown or options.pages or not Results.read(results).of(database=database, kind="page"):
        run(environment, results, database, "pages", {})


def plan(rounds: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What to measure, and how, round by round."""
    for number in range(1, rounds + 1):
        for search in (True, False):
            yield "store", {"search": search, "round": number}
        for workers in WORKERS:
            yield "road", {"size": LIKE_THE_SEED, "workers": workers, "round": number}


def show(results: Results, document: Path | None) -> None:
    made = sections(results)
    for name, text in made.items():
        print(f"\n## {name}\n\n{text}")
    if document:
        document.write_text(filled(document.read_text("utf-8"), made), "utf-8")
        if picture := plot(results):
            document.with_suffix(".svg").write_text(picture, "utf-8")


@contextmanager
def folder_of(options: argparse.Namespace) -> Iterator[Path]:
    """The folder that was named, which stays; else one that goes when all is done."""
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        yield options.folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="newsreader-scale-") as folder:
        yield Path(folder)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000, help="short stories to grow to")
    parser.add_argument("--database", dest="databases", choices=DATABASES, help="default: both")
    parser.add_argument("--workers", type=int, default=1, help="of the growing import; default 1")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of the small comparisons; default {ROUNDS}")
    parser.add_argument(
        "--folder", type=Path, help="where libraries and results stay, so that a run can be gone on with"
    )
    parser.add_argument("--pages", action="store_true", help="measure the pages of a grown library again")
    parser.add_argument("--tables", action="store_true", help="measure nothing; show what the folder holds")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a document with a place for each table")
    options = parser.parse_args()
    options.databases = (options.databases,) if options.databases else DATABASES
    return options


if __name__ == "__main__":
    sys.exit(main())
