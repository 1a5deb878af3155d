"""Wagtail with the same texts, the simplest honest equivalent: see benchmarks/serving/wagtail_site."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machine.libraries import ROOT, Libraries
from benchmarks.serving.setup.servers import Server, await_answer, free_port, started

GRANIAN = [
    *("--interface=wsgi", "--host=127.0.0.1", "--workers=2", "--blocking-threads=4"),
    *("--log-level=warning", "--no-access-log", "--no-ws"),
]


class WagtailSite:
    """A site in a database of its own."""

    def __init__(self, libraries: Libraries, database: str) -> None:
        library = libraries.environment(database, "wagtail")
        self.database, self.database_pid = database, libraries.server_pid(database)
        self.folder = Path(library["NEWSREADER_DATA"])
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "benchmarks.serving.wagtail_site.settings",
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": library["DATABASE_URL"],
            "WAGTAIL_DATA": str(self.folder),
        }

    def fill(self, stories: Path, asked: int) -> dict[str, list[str]]:
        """Make the pages of the stories, unless they are there; return addresses of stories and of the list."""
        command = [sys.executable, "-m", "benchmarks.serving.wagtail_site.load", str(stories), str(asked)]
        printed = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE)
        return json.loads(printed.stdout)

    @contextmanager
    def serving(self) -> Iterator[Server]:
        port, log = free_port(), self.folder / "wagtail.log"
        application = "benchmarks.serving.wagtail_site.wsgi:application"
        command = [sys.executable, "-m", "granian", application, *GRANIAN, f"--port={port}"]
        with started(command, self.environment, log, ROOT) as process:
            await_answer(process, port, log)
            yield Server("wagtail", self.database, port, process, self.database_pid)
