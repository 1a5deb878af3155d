"""Run one measurement in a process of its own, and append each result to a file as a line of JSON."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.machine.libraries import ROOT


def run(environment: dict[str, str], results: Path, database: str, kind: str, options: dict[str, Any]) -> None:
    """Run a measurement in a process of its own. Raises CalledProcessError if it fails."""
    arguments = [str(results), database, kind, json.dumps(options)]
    subprocess.run([sys.executable, "-m", __name__, *arguments], cwd=ROOT, env=environment, check=True)


def main(results: Path, database: str, kind: str, options: dict[str, Any]) -> None:
    """Migrate the library of the environment, and measure."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    logging.getLogger("articles").setLevel(logging.WARNING)
    for figures in measured(kind, options):
        line = json.dumps({"database": database, **figures})
        with results.open("a") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        print(line, flush=True)


def measured(kind: str, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    from benchmarks.scale.measure import growth, pages, storing, whole_import

    return {"store": storing, "import": whole_import, "growth": growth, "pages": pages}[kind].measure(**options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], json.loads(sys.argv[4]))
