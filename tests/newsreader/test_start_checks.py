"""What is refused at the start, and what is served though nothing can be written."""

import http.client
import re
import sqlite3
import stat
from contextlib import closing
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.database.sqlite_file import damage_of, has_tables
from newsreader.starting import start_checks
from tests.newsreader.test_settings import python
from tests.support.environments import NEVER, make_read_only, make_writable
from tests.support.running.sites import Site

KEY = "only-for-tests-" + "x" * 40
PASSWORD = {"DJANGO_SUPERUSER_PASSWORD": "correct horse battery"}


@pytest.fixture
def library(tmp_path):
    """A path of a library's file with some pages, beside what is built for a site."""
    path = tmp_path / "newsreader.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (x)")
        database.execute("INSERT INTO t VALUES (zeroblob(100000))")
        database.commit()
    (tmp_path / "static").mkdir()
    return path


@pytest.fixture
def here(library, settings, monkeypatch):
    settings.STATIC_ROOT = library.parent / "static"
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(library)}
    monkeypatch.setitem(settings.DATABASES, "default", database)
    settings.START_AFRESH = False
    return library


def refusal():
    with pytest.raises(ImproperlyConfigured) as caught:
        start_checks.check_database_file()
    return str(caught.value)


def test_whole_file_is_taken(here):
    start_checks.check_database_file()

    assert damage_of(here) == ""


def test_empty_file_is_refused_unless_asked_to_start_afresh(here, settings):
    here.write_bytes(b"")

    assert "is empty (0 bytes). Restore a backup: manage.py restore FILE. Or set NEWSREADER_START_AFRESH=1" in refusal()
    settings.START_AFRESH = True
    start_checks.check_database_file()


@pytest.mark.parametrize("damage", ["header", "end", "middle"])
def test_damaged_file_is_refused_with_the_command_that_restores(here, settings, damage):
    content = here.read_bytes()
    here.write_bytes({"header": b"x" * 20 + content[20:], "end": content[:9000], "middle": content[:60]}[damage])
    settings.START_AFRESH = True  # it changes nothing here

    assert str(here) in refusal()
    assert "manage.py restore FILE --replace" in refusal()


def test_schema_that_cannot_be_read_is_damage(here):
    with here.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 200)

    assert "is damaged" in refusal()


def test_file_that_is_gone_from_beside_its_static_files_is_refused(here, settings):
    here.unlink()

    assert "is gone or holds nothing" in refusal()
    with closing(sqlite3.connect(here)) as database:
        database.execute("PRAGMA journal_mode=WAL")  # as any command leaves it
    assert not has_tables(here)
    assert "is gone or holds nothing" in refusal()
    settings.START_AFRESH = True
    start_checks.check_database_file()


def test_first_start_that_was_broken_off_can_be_started_again(here):
    here.unlink()
    (here.parent / "static").rmdir()

    start_checks.check_database_file()


def test_file_is_kept_from_others(here):
    here.chmod(0o644)

    start_checks.keep_from_others()

    assert stat.S_IMODE(here.stat().st_mode) == 0o600


@pytest.mark.parametrize(("is_local", "behind_proxy", "is_refused"), [(True, 0, 0), (False, 0, 1), (True, 1, 1)])
def test_debug_pages_are_for_this_machine_only(settings, is_local, behind_proxy, is_refused):
    settings.DEBUG, settings.BEHIND_PROXY = True, bool(behind_proxy)
    if not is_refused:
        start_checks.check_debug(is_local=is_local)
        return
    with pytest.raises(ImproperlyConfigured, match="NEWSREADER_DEBUG is on"):
        start_checks.check_debug(is_local=is_local)


@pytest.mark.parametrize(
    ("key", "mode", "sentence"),
    [
        ("", 0o600, "has 0 characters, too few. Delete it"),
        ("short", 0o600, "has 5 characters, too few. Delete it"),
        (KEY, 0o644, "can be read by others (mode 0644). Run chmod 600 on it"),
        (KEY, 0o640, "can be read by others (mode 0640). Run chmod 600 on it"),
    ],
)
def test_secret_that_is_none_is_refused(tmp_path, key, mode, sentence):
    path = tmp_path / "secret_key"
    path.write_text(key)
    path.chmod(mode)

    answer = python(tmp_path, "-c", "from newsreader import settings")

    assert answer.returncode == 1
    assert sentence in answer.stderr.splitlines()[-1]
    assert str(path) in answer.stderr.splitlines()[-1]


def test_short_secret_of_the_environment_is_refused(tmp_path):
    answer = python(tmp_path, "-c", "from newsreader import settings", NEWSREADER_SECRET_KEY="abc")

    assert "NEWSREADER_SECRET_KEY has 3 characters; it needs at least 50" in answer.stderr.splitlines()[-1]


def test_refusals_of_a_start_are_one_line(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "newsreader.sqlite3").touch()

    with Site(tmp_path) as site:
        assert site.process.wait(timeout=NEVER) == 1
        assert site.output.count("\n") == 1
        assert "newsreader can't run: The database" in site.output and "is empty (0 bytes)" in site.output
    with Site(tmp_path, NEWSREADER_DEBUG="1", HOST="0.0.0.0", NEWSREADER_START_AFRESH="1") as site:
        assert site.process.wait(timeout=NEVER) == 1
        assert "newsreader can't run: NEWSREADER_DEBUG is on" in site.output


def test_read_only_folder_is_served_and_logging_in_is_refused_clearly(tmp_path):
    data = tmp_path / "data"
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
    made = python(data, "manage.py", "createsuperuser", "--noinput", "--username=ann", "--email=", **PASSWORD)
    assert made.returncode == 0, made.stderr
    make_read_only(data)
    try:
        with Site(tmp_path, unprivileged=True) as site:
            site.wait_for("Ctrl-C")
            assert "it is served for reading only, without logging in or importing." in site.output
            paths = ("/", "/wanted/", "/wanted.csv", "/search/?q=the", "/feeds/changes/", "/admin/login/", "/nowhere/")
            assert [site.status_of(path) for path in paths] == [*[200] * 6, 404]
            status, text = log_in(site)
            assert (status, "Nothing can be saved now" in text) == (503, True)
            assert "Traceback" not in site.output
    finally:
        make_writable(data)


def log_in(site):
    """Status and text of the answer to a right password."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        connection.request("GET", "/admin/login/")
        response = connection.getresponse()
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', response.read().decode())[1]
        form = {"username": "ann", "password": PASSWORD["DJANGO_SUPERUSER_PASSWORD"], "csrfmiddlewaretoken": token}
        headers = {
            "Cookie": response.headers["Set-Cookie"].split(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", "/admin/login/", urlencode(form), headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
