"""Check that killed, concurrent and disconnected imports leave the same library as one clean run.

    python -m benchmarks.scale.measure.crashes [ROUNDS]

Twenty rounds of each on SQLite and on PostgreSQL take about an hour of CPU. Exit code: 0 when every round passed.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from tests.run import postgresql
from tests.support.libraries import Library, TemporaryLibraries, temporary_libraries
from tests.support.piles import alike_pages, pages, put

ROUNDS = 20
COUNT = 1_200  # documents
SIMILAR = 400  # of these, with similar headlines
CHECKED = (
    "export equal to that of one clean run; wanted, lists and stories equal to counting; headlines lead to their own "
    "stories; documents have articles; on SQLite integrity_check, foreign_key_check and FTS5's integrity-check"
)


class Failed(Exception):
    """A library differs from what it should be."""


def main(rounds: int) -> int:
    print(f"{rounds} rounds of each, {COUNT:,} documents. Checked after each: {CHECKED}.")
    with tempfile.TemporaryDirectory() as folder:
        codes = [measure("SQLite", Path(folder) / "sqlite", "", rounds)]
        with postgresql() as server:
            codes.append(measure("PostgreSQL", Path(folder) / "postgresql", server, rounds))
    return max(codes)


def measure(name: str, folder: Path, server: str, rounds: int) -> int:
    folder.mkdir()
    texts = random.Random(1).sample(pages(COUNT - SIMILAR) + alike_pages(SIMILAR), COUNT)
    pile = put(folder / "pages", texts)
    halves = [put(folder / f"half-{start}", texts[start::2]) for start in (0, 1)]
    with temporary_libraries(folder, server) as libraries:
        library, began = libraries.new(), time.monotonic()
        finish(library, pile)
        seconds = time.monotonic() - began
        clean = library.export()
        print(f"{name}: one clean run took {seconds:.0f} s, {clean.count(chr(10)):,} lines of export", flush=True)
        kinds: dict[str, Callable[[Library, random.Random], str]] = {
            "killed once": lambda library, chance: kill(library, pile, chance),
            "two importers, the same files": lambda library, chance: together(library, [pile, pile]),
            "two importers, files that name each other": lambda library, chance: together(library, halves),
        }
        if server:
            kinds["connections ended twice"] = lambda library, chance: cut_off(library, pile, chance)
        return max(rounds_of(kind, work, libraries, clean, rounds) for kind, work in kinds.items())


def rounds_of(
    kind: str, work: Callable[[Library, random.Random], str], libraries: TemporaryLibraries, clean: str, rounds: int
) -> int:
    failures = []
    for number in range(rounds):
        library = libraries.new()
        outcome = ""
        try:
            outcome = work(library, random.Random(number))
            check(library, clean)
        except Failed as failure:
            failures.append(number)
            outcome += f" FAILED: {failure}"
        print(f"  {kind} {number + 1:3}: {outcome}", flush=True)
        libraries.drop(library)
    print(f"  {kind}: {rounds - len(failures)} of {rounds} rounds passed", flush=True)
    return int(bool(failures))


def kill(library: Library, pile: Path, chance: random.Random) -> str:
    """Kill an import after a random number of results, check the library, and run the import again."""
    process = library.start("import_articles", pile)
    for _ in range(chance.randrange(COUNT)):
        process.stdout.readline()
    time.sleep(chance.uniform(0, 0.5))
    process.kill()
    process.communicate()
    check(library)
    stored = library.export().count('{"kind": "story"')
    finish(library, pile)
    return f"killed with {stored:,} stories stored"


def together(library: Library, piles: Sequence[Path]) -> str:
    processes = [library.start("import_articles", pile) for pile in piles]
    for process in processes:
        _, err = process.communicate()
        if process.returncode or err:
            raise Failed(f"exit code {process.returncode}: {err[-500:]}")
    return "both ended with 0"


def cut_off(library: Library, pile: Path, chance: random.Random) -> str:
    """End every connection to the database of a running import, twice, at random moments."""
    process = library.start("import_articles", pile)
    ended = []
    for _ in range(2):
        for _ in range(chance.randrange(50, COUNT // 3)):
            process.stdout.readline()
        with psycopg.connect(library.url, autocommit=True) as connection:
            rows = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
            ended.append(len(rows))
    _, err = process.communicate()
    if process.returncode or err:
        raise Failed(f"exit code {process.returncode}: {err[-500:]}")
    return f"{ended[0]} and {ended[1]} connections ended"


def finish(library: Library, pile: Path) -> None:
    code, _, err = library.run("import_articles", pile)
    if code or err:
        raise Failed(f"exit code {code}: {err[-500:]}")


def check(library: Library, clean: str | None = None) -> None:
    found = [one for some in library.json_from("tests.support.scripts.oracle").values() for one in some]
    if found:
        raise Failed("; ".join(found[:3]))
    if clean is not None and library.export() != clean:
        raise Failed("its export differs")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS))
