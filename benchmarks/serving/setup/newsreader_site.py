"""Newsreader as it is measured: a library filled by its command, and granian as `make run` starts it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from benchmarks.machine.libraries import ROOT
from benchmarks.machine.processes import Processes
from benchmarks.serving.setup.servers import Server, await_answer, free_port, granian_of, in_tree, started

SCRIPTS = Path(__file__).resolve().parent / "scripts"
SOME_REJECTED = 1  # the exit code of an import that could not read each document; of 15,000 invented ones it may be one


class Site:
    """The code of one tree with one library."""

    def __init__(self, tree: Path, environment: Mapping[str, str], database: str, database_pid: int) -> None:
        self.tree, self.database, self.database_pid = tree, database, database_pid
        self.environment = in_tree(environment, tree)
        self.folder = Path(environment["NEWSREADER_DATA"])
        self.python = python_of(tree)

    def manage(self, *arguments: str, allowed: int = 0) -> None:
        """Run a command of manage.py. Raises CalledProcessError if it ends with an exit code above the allowed one."""
        command = [self.python, "manage.py", *arguments]
        done = subprocess.run(command, cwd=self.tree, env=self.environment, check=False, stdout=subprocess.DEVNULL)
        if not 0 <= done.returncode <= allowed:
            done.check_returncode()

    def script(self, name: str, options: Mapping[str, Any]) -> Any:  # noqa: ANN401  what the script prints as JSON
        """Run a script of this package with the code and the library of the site."""
        command = [self.python, "-P", str(SCRIPTS / f"{name}.py"), json.dumps(options)]
        printed = subprocess.run(command, cwd=self.tree, env=self.environment, check=True, stdout=subprocess.PIPE)
        return json.loads(printed.stdout)

    def import_articles(self, documents: Path, workers: int = 1) -> dict[str, float]:
        """Import a folder; return the CPU seconds of the command and of PostgreSQL, and the elapsed ones."""
        before, server, began = children_seconds(), Processes().seconds(self.database_pid), time.monotonic()
        self.manage("import_articles", str(documents), "--workers", str(workers), allowed=SOME_REJECTED)
        wall = time.monotonic() - began
        server = Processes().seconds(self.database_pid) - server
        return {"client": children_seconds() - before, "server": server, "wall": wall}

    @contextmanager
    def serving(self, name: str, **settings: str) -> Iterator[Server]:
        """Yield granian with the site, with these settings in its environment."""
        port, log = free_port(), self.folder / f"{name}.log"
        environment = {**self.environment, **settings}
        with started(granian_of(self.tree, self.python, environment, port), environment, log, self.tree) as process:
            await_answer(process, port, log)
            yield Server(name, self.database, port, process, self.database_pid)

    @contextmanager
    def running(self) -> Iterator[tuple[Server, float]]:
        """Yield all of `make run`, and the seconds until its first answer."""
        port, log = free_port(), self.folder / "run.log"
        environment = {**self.environment, "HOST": "127.0.0.1", "PORT": str(port)}
        with started([self.python, "-m", "newsreader.run"], environment, log, self.tree) as process:
            seconds = await_answer(process, port, log)
            yield Server("make run", self.database, port, process, self.database_pid), seconds


def python_of(tree: Path) -> str:
    """Return the Python that another tree runs with: its own, whose packages may differ from ours."""
    own = tree / ".venv" / "bin" / "python"
    return str(own) if tree != ROOT and own.exists() else sys.executable


def children_seconds() -> float:
    """Return the CPU seconds of the child processes of this process that have ended, and of theirs."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
