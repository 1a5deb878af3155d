"""The check of a whole SQLite file finds damage, and keeps what it found."""

import sqlite3
from contextlib import closing

import pytest

from articles.operations.integrity import RESULT, kept_result, quick_check, start_check

PAGE = 4096


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "newsreader.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (id integer primary key, x text)")
        database.executemany("INSERT INTO t (x) VALUES (?)", [("lantern " * 20,) for _ in range(500)])
        database.execute("CREATE INDEX words ON t (x)")
        database.commit()
    return path


def damage(path):
    with path.open("r+b") as file:
        file.seek(5 * PAGE)
        file.write(b"\xff" * 64)


def test_whole_file_is_found_whole(path):
    assert quick_check(str(path)).is_whole


def test_damaged_page_is_found(path):
    damage(path)

    assert not quick_check(str(path)).is_whole


def test_check_beside_the_site_keeps_its_result_and_names_the_command_that_restores(path, capfd):
    assert kept_result(path.parent) is None
    assert start_check(str(path), path.parent).wait(60) == 0
    assert kept_result(path.parent).is_whole
    assert kept_result(path.parent).checked_at.endswith("+00:00")

    damage(path)
    assert start_check(str(path), path.parent).wait(60) == 1

    assert kept_result(path.parent).problems
    assert "is damaged" in (printed := capfd.readouterr().err) and "manage.py restore FILE --replace" in printed
    assert sorted(file.name for file in path.parent.iterdir()) == [RESULT, path.name]


def test_result_that_is_none_is_no_result(path):
    (path.parent / RESULT).write_text("[")

    assert kept_result(path.parent) is None
