"""Temporary libraries for commands that run as processes, on the kind of database that the tests use."""

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


def restore_signals():
    """Undo what a child inherits when the tests run under `nohup` or in the background, where signals are ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Library:
    """One database and its folder, and how to run commands on it."""

    folder: Path
    url: str = ""  # of its PostgreSQL database; "" for an SQLite file in the folder
    environment: dict = field(default_factory=dict)
    before: list = field(default_factory=list)  # words put before every command, such as nohup

    def __post_init__(self):
        others = {
            key: value
            for key, value in os.environ.items()
            if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE") and not key.startswith("NEWSREADER_")
        }
        self.environment = {**others, "NEWSREADER_DATA": str(self.folder), "NEWSREADER_SECRET_KEY": SECRET}
        self.environment["PYTHONUNBUFFERED"] = "1"
        self.environment["NEWSREADER_LOG_LEVEL"] = "WARNING"  # what is on standard error then is a complaint
        if self.url:
            self.environment["DATABASE_URL"] = self.url

    def start(self, *arguments, **options):
        """Start a management command as a process in a session of its own."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        options |= {"start_new_session": True, "preexec_fn": restore_signals}
        command = [*self.before, sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, **options)

    def run(self, *arguments):
        """Exit code, standard output and standard error of a management command."""
        process = self.start(*arguments)
        out, err = process.communicate()
        return process.returncode, out, err

    def export(self):
        """The library as JSON lines."""
        code, out, err = self.run("export_library")
        assert code == 0, err
        return out

    def json_from(self, module, *arguments):
        """The JSON that `python -m MODULE` prints."""
        command = [sys.executable, "-m", module, *map(str, arguments)]
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "newsreader.settings"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class TemporaryLibraries:
    """Creates empty libraries as copies of the first, which it migrates."""

    def __init__(self, folder, server=""):
        """`server` is the URL of any database of a PostgreSQL server, or "" for SQLite."""
        self.folder, self.server, self.libraries = folder, server, []
        self.first = self._library()
        self._create(self.first, None)
        code, _, err = self.first.run("migrate", "-v0")
        assert code == 0, err

    def new(self):
        library = self._library()
        self._create(library, self.first)
        return library

    def clear(self):
        for library in list(self.libraries):
            self.drop(library)

    def drop(self, library):
        self.libraries.remove(library)
        self._on_server(f'DROP DATABASE IF EXISTS "{name_of(library)}" WITH (FORCE)')
        shutil.rmtree(library.folder)

    def _library(self):
        name = f"newsreader_{uuid.uuid4().hex}"
        (self.folder / name).mkdir()
        library = Library(
            self.folder / name, urlsplit(self.server)._replace(path=f"/{name}").geturl() * bool(self.server)
        )
        self.libraries.append(library)
        return library

    def _create(self, library, template):
        if self.server:
            clause = f'TEMPLATE "{name_of(template)}"' if template else ""
            self._on_server(f'CREATE DATABASE "{name_of(library)}" {clause}')
        elif template:
            shutil.copytree(template.folder, library.folder, dirs_exist_ok=True)

    def _on_server(self, statement):
        if self.server:
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(statement)


def name_of(library):
    """The name of its PostgreSQL database."""
    return urlsplit(library.url).path.lstrip("/")


def server_of_tests():
    """The URL of the PostgreSQL that the tests use, or "" for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres", "pgsql")) else ""


@contextmanager
def temporary_libraries(folder, server=""):
    """Libraries in the folder, or on the server, until the context ends."""
    libraries = TemporaryLibraries(folder, server)
    try:
        yield libraries
    finally:
        libraries.clear()
