"""Fixtures and pytest options that all tests share."""

import gc
import os
import time
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.support.chromium import ADVICE, FLAGS, find_chromium
from tests.support.environments import NEVER
from tests.support.libraries import server_of_tests

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop in the test's thread

hypothesis_settings.register_profile("newsreader", deadline=None)  # a slow example on a busy machine is no failure
hypothesis_settings.load_profile("newsreader")

IS_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
CORPUS = Path(os.environ.get("NEWSREADER_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
DATABASE_FIXTURES = {"database_server", "db", "django_db_setup", "live_server", "transactional_db"}
UNUSED = 20  # seconds after which an idle session of the test database is nobody's
LEFT_OUT = pytest.StashKey[int]()  # number of tests that --database-only deselected


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="deselect tests that use no database")
    parser.addoption("--pictures", type=Path, help="the folder to which the tour writes its pictures, such as docs")


def pytest_configure(config):
    config.stash[LEFT_OUT] = 0


def pytest_collection_modifyitems(config, items):
    """Mark tests in tests/browser/ as browser tests; with --database-only, deselect tests that use no database."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
    if config.option.database_only:
        without = [item for item in items if not uses_database(item)]
        items[:] = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=without)
        config.stash[LEFT_OUT] = len(without)


def uses_database(item):
    """Whether a test asks for a database; pytest-django refuses queries to all others."""
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):  # in a worker of pytest-xdist
        session.config.workeroutput["left_out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)  # each worker collects all tests


def pytest_terminal_summary(terminalreporter, config):
    """Print what -q hides: the seed of the order, and the number of tests that --database-only left out."""
    if seed := getattr(config.option, "randomly_seed", None):
        terminalreporter.write_line(f"This was the order of --randomly-seed={seed}.")
    if config.option.database_only:
        terminalreporter.write_line(f"Left out: {config.stash[LEFT_OUT]} tests that use no database.")


@pytest.fixture
def as_htmx():
    """Headers of a request that htmx makes."""
    return {"HX-Request": "true"}


@pytest.fixture(scope="session")
def corpus():
    """The folder of real documents, which is not part of the repository."""
    if not CORPUS.is_dir():
        skip_or_fail(f"There is no corpus at {CORPUS}; NEWSREADER_CORPUS can name its folder.")
    return CORPUS


@pytest.fixture
def complaints(page):
    """The list of errors and warnings in the browser's console: blocked by the policy, not loaded, or of scripts.

    Skipped view transitions are left out: a busy machine shows the next page without its animation.
    """
    messages = []

    def keep(text):
        if "Transition was" not in text:
            messages.append(text)

    page.on("console", lambda message: message.type in ("error", "warning") and keep(message.text))
    page.on("pageerror", lambda error: keep(str(error)))
    return messages


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Options for Chromium: its path, and flags to run it as root and without background network traffic."""
    path = find_chromium()
    if path is None:
        skip_or_fail(ADVICE)
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def database_server():
    """The URL of the PostgreSQL that the tests use, or "" for SQLite."""
    return server_of_tests()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, worker_id):
    """Give each pytest-xdist worker an SQLite file of its own, as threads that share an in-memory database share its
    transactions. pytest-django does the same for PostgreSQL.
    """
    from django.conf import settings
    from django.db import connections

    for database in connections.settings.values():
        if database["ENGINE"].endswith("sqlite3"):
            database["TEST"]["NAME"] = str(settings.DATA_DIR / f"test-{worker_id}.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Wait at the end for the requests that a browser left behind: while they run, PostgreSQL drops no database.

    Connections of threads that are gone are closed when garbage is collected, or ended when nothing uses them.
    """
    from django.db import connection

    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock():
        connection.close()
        deadline = time.monotonic() + NEVER
        while left := sessions_in(connection):
            assert time.monotonic() < deadline, left
            gc.collect()
            time.sleep(0.1)


def sessions_in(connection):
    """The last query of each session that uses the test database, asked for in a session without a database.

    Those that have done nothing for a while are ended.
    """
    abandoned = "state = 'idle' AND state_change < now() - make_interval(secs => %s)"
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND {abandoned}", [name, UNUSED]
        )
        cursor.execute("SELECT query FROM pg_stat_activity WHERE datname = %s", [name])
        return [query for (query,) in cursor.fetchall()]


def skip_or_fail(sentence):
    """Skip a test for want of something, or fail it where CI is set."""
    if IS_CI:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
