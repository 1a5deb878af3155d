"""A database that is away, busy, full or read-only gets the page of status 503; a mistake of ours stays a 500."""

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, transaction

from articles.database.outages import Failure, failure_of

ROOT = Path(__file__).resolve().parents[2]


def error_of(path, *statements, timeout=0):
    with closing(sqlite3.connect(path, timeout=timeout, autocommit=True)) as database:
        try:
            for statement in statements:
                database.execute(statement)
        except sqlite3.Error as error:
            return error


def test_locked_full_and_read_only_files_are_told_apart(tmp_path):
    path = tmp_path / "library.sqlite3"
    assert error_of(path, "CREATE TABLE t (x)") is None

    with closing(sqlite3.connect(path, autocommit=True)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        busy = error_of(path, "BEGIN IMMEDIATE")
    full = error_of(path, "PRAGMA max_page_count=2", "INSERT INTO t VALUES (zeroblob(100000))")
    read_only = error_of(path, "PRAGMA query_only=1", "INSERT INTO t VALUES (1)")
    absent = None
    try:
        sqlite3.connect(f"file:{tmp_path}/none?mode=ro", uri=True)
    except sqlite3.Error as error:
        absent = error

    assert [failure_of(error) for error in (busy, full, read_only, absent)] == [
        Failure.BUSY, Failure.FULL, Failure.READ_ONLY, Failure.AWAY,
    ]  # fmt: skip


def test_mistakes_in_queries_are_no_failure_of_the_database(tmp_path):
    path = tmp_path / "library.sqlite3"

    assert failure_of(error_of(path, "SELECT nothing FROM nowhere")) is None
    assert failure_of(error_of(path, "CREATE TABLE t (x UNIQUE)", *["INSERT INTO t VALUES (1)"] * 2)) is None
    assert failure_of(ValueError("away")) is None
    assert failure_of(None) is None


@pytest.mark.django_db(transaction=True)
def test_mistakes_in_queries_of_djangos_connection_are_none_either():
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")

    assert isinstance(caught.value, OperationalError | ProgrammingError)
    assert failure_of(caught.value) is None


@pytest.mark.django_db(transaction=True)
def test_transaction_that_may_only_read_is_told_from_a_mistake():
    read_only = {"sqlite": "PRAGMA query_only=1", "postgresql": "SET TRANSACTION READ ONLY"}[connection.vendor]
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(read_only)
        cursor.execute("DELETE FROM articles_headline")
    connection.close()

    assert failure_of(caught.value) == Failure.READ_ONLY


def test_server_that_is_not_there_is_away():
    command = "from articles.models import Article; from articles.database.outages import failure_of as f\n"
    command += "try: Article.objects.count()\nexcept Exception as error: print(f(error))"
    code = f"import django; django.setup()\n{command}"
    environment = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "newsreader.settings",
        "NEWSREADER_SECRET_KEY": "only-for-tests-" + "x" * 40,
    }

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)

    assert done.stdout == "away\n", done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("headers", "start"), [({}, "<!doctype html>"), ({"HX-Request": "true"}, "The library")])
def test_page_that_waits_for_a_lock_too_long_says_so(client, django_user_model, headers, start):
    """The wait is cut short for the test."""
    django_user_model.objects.create_superuser("ann", password="correct horse battery")
    shorten = {"sqlite": "PRAGMA busy_timeout=50", "postgresql": "SET statement_timeout=50"}[connection.vendor]
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute(shorten)

    with locked_sessions():
        response = client.post(
            "/admin/login/", {"username": "ann", "password": "correct horse battery"}, headers=headers
        )
        assert client.get("/wanted/").status_code == 200

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.content.decode().strip().startswith(start)
    assert "can’t be reached, or is busy" in response.content.decode()


@contextmanager
def locked_sessions():
    """Another transaction, in which nobody else can write sessions."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute({"sqlite": "BEGIN IMMEDIATE", "postgresql": "LOCK TABLE django_session"}[connection.vendor])
        yield
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_login_that_cannot_be_saved_says_so(client, django_user_model):
    django_user_model.objects.create_superuser("ann", password="correct horse battery")
    client.raise_request_exception = False
    read_only = {"sqlite": "PRAGMA query_only=1", "postgresql": "SET default_transaction_read_only=on"}
    with connection.cursor() as cursor:
        cursor.execute(read_only[connection.vendor])

    response = client.post("/admin/login/", {"username": "ann", "password": "correct horse battery"})

    assert response.status_code == 503
    assert "Nothing can be saved now" in response.content.decode()
    assert client.get("/admin/login/").status_code == 200
