"""Measure how long readers and a web writer wait during an import into SQLite, and without one.

python -m benchmarks.scale.measure.concurrent_readers [DOCUMENTS]
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.machine.background import Background
from tests.support.libraries import Library, temporary_libraries
from tests.support.piles import pages, put

DOCUMENTS = 3_000
IDLE = 10  # seconds of measuring without an import
PAUSE = 0.02  # seconds between two actions of one client
READ = """
SELECT article.id, article.headline, source.name FROM articles_article article
LEFT JOIN articles_source source ON source.id = article.source_id
ORDER BY article.dated_at DESC, article.id DESC LIMIT 20
"""


class Client(Background):
    """A thread that repeats one action, with the milliseconds that each took."""

    def __init__(self, library: Library, work: Callable[[sqlite3.Connection, int], None]) -> None:
        super().__init__()
        self.library, self.work = library, work
        self.times: list[float] = []
        self.failures: list[Exception] = []

    def _run(self) -> None:
        path = self.library.folder / "newsreader.sqlite3"
        connection = sqlite3.connect(path, timeout=20, isolation_level=None)
        number = 0
        while not self._is_over.wait(PAUSE):
            began, number = time.monotonic(), number + 1
            try:
                self.work(connection, number)
            except sqlite3.Error as error:
                self.failures.append(error)
            self.times.append((time.monotonic() - began) * 1e3)
        connection.close()

    def __str__(self) -> str:
        if len(self.times) < 2:
            return f"n={len(self.times)}"
        percents = statistics.quantiles(self.times, n=100)
        return (
            f"n={len(self.times):5}  p50 {percents[49]:7.1f}  p95 {percents[94]:7.1f}  max {max(self.times):7.1f} ms"
            f"  failures {len(self.failures)}"
        )


def read(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(READ).fetchall()


def write(connection: sqlite3.Connection, number: int) -> None:
    """Write one row, as a log-in does."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO django_session VALUES (?, '', '2030-01-01')", [f"{time.monotonic_ns()}"])
    connection.execute("COMMIT")


def main(documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before, pile = (put(Path(folder) / name, texts) for name, texts in parts(documents).items())
        with temporary_libraries(Path(folder)) as libraries:
            library = libraries.new()
            library.run("import_articles", before)
            report("without an import", library, lambda: time.sleep(IDLE))
            report("beside an import", library, lambda: library.run("import_articles", pile))


def parts(documents: int) -> dict[str, list[str]]:
    """Return the documents imported before, and those imported during the measurement."""
    texts = pages(documents)
    return {"before": texts[: documents // 10], "meanwhile": texts[documents // 10 :]}


def report(name: str, library: Library, work: Callable[[], object]) -> None:
    with Client(library, read) as reader, Client(library, write) as writer:
        began = time.monotonic()
        work()
        seconds = time.monotonic() - began
    print(f"{name}, {seconds:.0f} s\n  reader  {reader}\n  writer  {writer}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else DOCUMENTS)
