"""Migrations that are cut off, and code that is older than its library; each test is marked with its row."""

import random
import sqlite3
import time
from contextlib import closing

import pytest

from tests.faults.test_damage import broken, libraries, whole  # noqa: F401
from tests.faults.test_imports import database_of
from tests.support.piles import pages, put
from tests.support.running.sites import Site

pytestmark = pytest.mark.fault
OLD = "0006"  # a migration that later ones fill tables after
KILLS = 5


def schema(library):
    with closing(sqlite3.connect(database_of(library))) as database:
        return sorted(database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))


@pytest.mark.row("F15")
def test_migrating_that_is_killed_is_done_again(libraries, tmp_path, figure):  # noqa: F811
    old, clean = libraries.new(), libraries.new()
    assert old.run("import_articles", put(tmp_path / "pile", pages(400)), "--workers", 1)[0] == 0
    code, _, err = old.run("migrate", "-v0", "articles", OLD)
    assert code == 0, err
    content = database_of(old).read_bytes()
    database_of(clean).write_bytes(content)
    began = time.monotonic()
    assert clean.run("migrate", "-v0")[0] == 0
    seconds, expected = time.monotonic() - began, (schema(clean), whole(clean))

    chance, left = random.Random(1), []
    for number in range(KILLS):
        library = libraries.new()
        database_of(library).write_bytes(content)
        process = library.start("migrate", "-v0")
        time.sleep(seconds * (number + chance.random()) / KILLS)
        process.kill()
        process.communicate()
        left.append(library.run("showmigrations", "--plan")[1].count("[ ]"))
        code, _, err = library.run("migrate", "-v0")
        assert code == 0, err
        assert (schema(library), whole(library)) == expected
        assert broken(library) == {}
    figure(f"killed with {left} migrations left: done again, each is the library of an undisturbed migration")
    assert max(left) > 0


@pytest.mark.row("F16")
def test_code_that_is_older_than_its_library_refuses(libraries, tmp_path, figure):  # noqa: F811
    library = libraries.new()
    with closing(sqlite3.connect(database_of(library), autocommit=True)) as database:
        database.execute("INSERT INTO django_migrations VALUES (9999, 'articles', '9999_later', '2099-01-01')")
        database.execute("ALTER TABLE articles_article ADD COLUMN later text NOT NULL DEFAULT ''")
    before = schema(library)
    with Site(tmp_path, NEWSREADER_DATA=str(library.folder)) as site:
        code, printed = site.process.wait(timeout=60), site.output
    figure(f"exit {code}: {printed.strip().splitlines()[-1]}")
    assert code == 1 and "is of a newer newsreader (articles.9999_later is unknown here)" in printed
    assert schema(library) == before
