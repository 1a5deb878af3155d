"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.support.chromium import ADVICE, FLAGS, find_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the test's thread

hypothesis_settings.register_profile("newsreader", deadline=None)  # a busy machine is no failure
hypothesis_settings.load_profile("newsreader")

IS_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
CORPUS = Path(os.environ.get("NEWSREADER_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")


def pytest_collection_modifyitems(items):
    """Tests in tests/browser/ are browser tests, unless it is said otherwise."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def as_htmx():
    """Headers of a request that htmx makes."""
    return {"HX-Request": "true"}


@pytest.fixture(scope="session")
def corpus():
    """The folder of real documents, which lives outside the repository."""
    if not CORPUS.is_dir():
        missing(f"There is no corpus at {CORPUS}; NEWSREADER_CORPUS can name its folder.")
    return CORPUS


@pytest.fixture
def complaints(page):
    """What the browser finds wrong: refused by the policy, failed to load, errors of scripts.

    Not that it dropped an animation ("Transition was aborted"): a busy machine shows the next page without.
    """
    heard = []

    def hear(text):
        if "Transition was" not in text:
            heard.append(text)

    page.on("console", lambda message: message.type in ("error", "warning") and hear(message.text))
    page.on("pageerror", lambda error: hear(str(error)))
    return heard


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium by its path, with what it takes to run it as root and without calls to the network."""
    path = find_chromium()
    if path is None:
        missing(ADVICE)
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Tests on SQLite have a file, as the site has: threads of one in-memory database would share a transaction."""
    from django.conf import settings
    from django.db import connections

    for database in connections.settings.values():
        if database["ENGINE"].endswith("sqlite3"):
            database["TEST"]["NAME"] = str(settings.DATA_DIR / "test.sqlite3")


def missing(sentence):
    """What a test needs isn't here: it is skipped, or fails where nothing may be skipped."""
    if IS_CI:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
