"""SQLite files that can't be written are read, and new ones belong to their owner alone."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from articles.database.sqlite_access import read_only_uri
from articles.database.sqlite_connection import LONGEST, LibraryConnection
from tests.support.environments import make_read_only, make_writable, obeying_modes

ROOT = Path(__file__).resolve().parents[2]
READ = """
import sqlite3, sys
from articles.database.sqlite_connection import LibraryConnection
connection = LibraryConnection(sys.argv[1])
print(connection.is_read_only, connection.execute("SELECT count(*) FROM t").fetchone()[0])
try:
    connection.execute("INSERT INTO t VALUES (1)")
except sqlite3.OperationalError as error:
    print(error)
"""


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "data ?#%"
    folder.mkdir()
    yield folder / "library.sqlite3"
    make_writable(folder)


def fill(path, rows):
    connection = LibraryConnection(str(path))
    connection.execute("CREATE TABLE IF NOT EXISTS t (n)")
    connection.executemany("INSERT INTO t VALUES (?)", [(row,) for row in range(rows)])
    connection.commit()
    return connection


def read_unprivileged(path):
    command = [*obeying_modes(), sys.executable, "-c", READ, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_file_in_a_read_only_folder_is_read(path):
    fill(path, 3).close()
    make_read_only(path.parent)

    assert read_unprivileged(path) == ["True 3", "attempt to write a readonly database"]


def test_changes_that_a_killed_writer_left_in_the_wal_are_read(path, tmp_path):
    with closing(fill(path, 3)):  # a copy of the files now is what a killed process leaves
        left = tmp_path / "left"
        left.mkdir()
        for file in path.parent.iterdir():
            (left / file.name).write_bytes(file.read_bytes())
    make_read_only(left)

    assert (left / "library.sqlite3-wal").stat().st_size > 0
    assert read_unprivileged(left / path.name)[0] == "True 3"


def test_reader_of_a_read_only_file_sees_what_its_owner_writes(path):
    writer = fill(path, 3)
    make_read_only(path.parent)

    with closing(writer):
        writer.execute("INSERT INTO t VALUES (4)")
        writer.commit()
        assert read_unprivileged(path)[0] == "True 4"


def test_file_that_can_be_written_is_written(path):
    with closing(fill(path, 3)) as connection:
        assert not connection.is_read_only
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert read_only_uri(str(path)) == str(path)


def test_new_file_and_its_companions_are_their_owners_alone(path):
    with closing(fill(path, 1)):
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}

    assert modes == dict.fromkeys(["library.sqlite3", "library.sqlite3-wal", "library.sqlite3-shm"], 0o600)


def test_mode_of_a_file_that_is_there_stays(path):
    fill(path, 1).close()
    path.chmod(0o640)

    with closing(fill(path, 1)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("length", [0, LONGEST])
def test_placeholders_of_a_statement_are_those_of_sqlite_each_time(path, length):
    statement = f"SELECT %s, '%%' -- {'-' * length}"

    with closing(fill(path, 1)) as connection:
        cursor = connection.cursor(factory=SQLiteCursorWrapper)
        rows = [cursor.execute(statement, [number]).fetchone() for number in (1, 2)]

    assert rows == [(1, "%"), (2, "%")]


def test_uri_of_tests_in_memory_is_left_alone():
    assert read_only_uri(":memory:") == ":memory:"
    with closing(sqlite3.connect(":memory:", factory=LibraryConnection)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
