"""Libraries of their own for commands that run as processes, on the database that the tests run on."""

import json
import os
import shutil
import signal
import subprocess
import sys
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SECRET = "only-for-tests-" + "x" * 40


def hear_signals():
    """Whatever the tests themselves were started to ignore, by `nohup` or in the background."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Library:
    """One database, and what it takes to run commands on it."""

    folder: Path
    url: str = ""  # of its PostgreSQL database; without, it is a file in the folder
    environment: dict = field(default_factory=dict)
    before: list = field(default_factory=list)  # of every command

    def __post_init__(self):
        others = {
            key: value
            for key, value in os.environ.items()
            if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE") and not key.startswith("NEWSREADER_")
        }
        self.environment = {**others, "NEWSREADER_DATA": str(self.folder), "NEWSREADER_SECRET_KEY": SECRET}
        self.environment["PYTHONUNBUFFERED"] = "1"
        if self.url:
            self.environment["DATABASE_URL"] = self.url

    def start(self, *arguments, **options):
        """A command as a process, in a session of its own."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        options |= {"start_new_session": True, "preexec_fn": hear_signals}
        command = [*self.before, sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, **options)

    def run(self, *arguments):
        """Exit code, standard output and standard error of a command."""
        process = self.start(*arguments)
        out, err = process.communicate()
        return process.returncode, out, err

    def export(self):
        code, out, err = self.run("export_library")
        assert code == 0, err
        return out

    def asked(self, module, *arguments):
        """What `python -m` of a module of ours prints as JSON."""
        command = [sys.executable, "-m", module, *map(str, arguments)]
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "newsreader.settings"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class Shelf:
    """Makes libraries that are empty and migrated, each a copy of the first."""

    def __init__(self, folder, server=""):
        """`server` is the address of a PostgreSQL, whatever database it names."""
        self.folder, self.server, self.made = folder, server, []
        self.first = self._library()
        self._create(self.first, None)
        code, _, err = self.first.run("migrate", "-v0")
        assert code == 0, err

    def new(self):
        library = self._library()
        self._create(library, self.first)
        return library

    def clear(self):
        for library in list(self.made):
            self.drop(library)

    def drop(self, library):
        self.made.remove(library)
        self._on_server(f'DROP DATABASE IF EXISTS "{name_of(library)}" WITH (FORCE)')
        shutil.rmtree(library.folder)

    def _library(self):
        name = f"newsreader_{uuid.uuid4().hex}"
        (self.folder / name).mkdir()
        library = Library(
            self.folder / name, urlsplit(self.server)._replace(path=f"/{name}").geturl() * bool(self.server)
        )
        self.made.append(library)
        return library

    def _create(self, library, like):
        if self.server:
            template = f'TEMPLATE "{name_of(like)}"' if like else ""
            self._on_server(f'CREATE DATABASE "{name_of(library)}" {template}')
        elif like:
            shutil.copytree(like.folder, library.folder, dirs_exist_ok=True)

    def _on_server(self, statement):
        if self.server:
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(statement)


def name_of(library):
    return urlsplit(library.url).path.lstrip("/")


def server_of_tests():
    """The PostgreSQL that the tests run on, or "" for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres", "pgsql")) else ""


@contextmanager
def shelf(folder, server=""):
    made = Shelf(folder, server)
    try:
        yield made
    finally:
        made.clear()
