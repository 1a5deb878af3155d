"""A site that is read and imported into for two minutes; `make bench-serving` does it for as long as it is asked to."""

import time

import pytest

from benchmarks.machine.processes import proportional_memory
from tests.faults.readers import readers
from tests.faults.test_damage import libraries  # noqa: F401
from tests.support.piles import pages, put
from tests.support.running.sites import Site

pytestmark = pytest.mark.fault
MINUTE = 60  # seconds
WARM_UP = 20  # seconds
STEP = 40  # documents of each import


@pytest.mark.row("F24")
def test_two_minutes_of_readers_and_imports(libraries, tmp_path, figure):  # noqa: F811
    texts = pages(2_000)
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        library = libraries.new()
        library.environment["NEWSREADER_DATA"] = str(tmp_path / "data")
        library.environment.pop("NEWSREADER_SECRET_KEY")
        memory, log, done = [], [], 0
        with readers(site.port, 4) as group:
            began = time.monotonic()
            while (now := time.monotonic() - began) < WARM_UP + 2 * MINUTE:
                pile = put(tmp_path / f"pile-{done}", texts[done : done + STEP], done)
                done += STEP
                code, _, err = library.run("import_articles", pile, "--workers", 1)
                assert (code, err) == (0, "")
                memory.append((now, sum(map(proportional_memory, all_pids(site)))))
                log.append((tmp_path / "data" / "newsreader.sqlite3-wal").stat().st_size)
        output = site.output
    first, second = (
        max(kB for at, kB in memory if start <= at < start + MINUTE) for start in (WARM_UP, WARM_UP + MINUTE)
    )
    growth = 100 * (second / first - 1)
    figure(
        f"{done} documents in {len(log)} imports, answers {dict(group.statuses)}; memory {first / 1e3:.0f}, then "
        f"{second / 1e3:.0f} MB ({growth:+.1f} %); write-ahead log at most {max(log) / 1e6:.1f} MB"
    )
    assert set(group.statuses) == {200} and " ERROR " not in output and "Traceback" not in output
    assert max(log) < 64_000_000
    assert growth < 5


def all_pids(site):
    return [pid for name in ("parent", "web server", "web worker", "task worker") for pid in site.pids(name)]
