"""Kept pages are true: while the library changes, each answer is what Django gives, or gave a moment before."""

import itertools
import json
import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from tests.support.environments import NEVER
from tests.support.libraries import ROOT, temporary_libraries
from tests.support.piles import pages, put
from tests.support.running.web_servers import web_server

PATHS = [
    "/",
    "/wanted/",
    "/wanted.txt",
    "/search/?q=harbour",
    "/stories/1/",
    "/headlines/2/stories/",
    "/feeds/changes/",
    "/feeds/stories.atom",
    "/sitemap.xml",
]
MOST_STALE = 2.0  # seconds
MOMENT = 0.3  # seconds in which a version may be looked at on PostgreSQL, on top of the half second
CHANGES = 30
OF_SEVERAL = ("import", "delete", "link", "undo")  # changes that commit several transactions
ORIGIN = {"NEWSREADER_ORIGIN": "http://127.0.0.1"}  # pages name it, whatever the port


@pytest.fixture(scope="module")
def libraries(tmp_path_factory, database_server):
    with temporary_libraries(tmp_path_factory.mktemp("libraries"), database_server) as made:
        yield made


class Editor:
    """The process that changes the library; each change returns the pages without any cache, at that state."""

    def __init__(self, library, paths):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.scripts.editor", *paths],
            cwd=ROOT,
            env={**library.environment, **ORIGIN},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.communicate(timeout=NEVER)

    def act(self, *change):
        """Make the change; the last item is the body of each page after it."""
        began = time.monotonic()
        self.process.stdin.write(json.dumps(change) + "\n")
        self.process.stdin.flush()
        return State(change[0], began, json.loads(self.process.stdout.readline()), time.monotonic())


class State(NamedTuple):
    """What the pages were after a change, and when it began and ended."""

    change: str
    began: float
    truth: dict
    ended: float


class Seen(NamedTuple):
    """An answer that a reader got."""

    path: str
    asked_at: float
    body: str
    answered_at: float


@pytest.fixture
def library(libraries, tmp_path):
    """A library of 40 stories, with an admin."""
    library = libraries.new()
    pile = put(tmp_path / "first", pages(40))
    assert library.run("import_articles", pile, "--workers", 1)[0] == 0
    assert library.run("collectstatic", "--noinput")[0] == 0
    library.environment["DJANGO_SUPERUSER_PASSWORD"] = "only for this test"
    code, _, err = library.run("createsuperuser", "--noinput", "--username", "editor", "--email", "")
    assert code == 0, err
    return library


def test_every_answer_is_one_of_the_last_two_seconds(library, tmp_path):
    """First with changes of one transaction, which leave no state unknown, then with all kinds."""
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    new = iter(sorted(put(tmp_path / "more", pages(40 + CHANGES)).glob("*"))[40:])
    simple = {
        "rename_source": lambda: [f"The Tide Table {chance.random()}"],
        "standfirst": lambda: [f"Half full, {chance.random()}."],
    }
    all_kinds = {**simple, "import": lambda: [str(next(new))], "delete": list, "link": list, "undo": list}
    with web_server(library, **ORIGIN) as server, Editor(library, PATHS) as editor, reading(server) as seen:
        states = [editor.act("log_in")]
        for number in range(CHANGES):
            kinds = simple if number < CHANGES / 2 else all_kinds
            is_idle = chance.random() < 0.2
            time.sleep(2 * MOST_STALE if is_idle else chance.random() / 2)
            kind = chance.choice(list(kinds))
            states.append(editor.act(kind, *kinds[kind]()))
            if is_idle and kind != "import" and not library.url:
                path = chance.choice(PATHS)
                assert is_true(states[-1:], look(server, path), 0), f"{path} after {kind}, seed {seed}"
        time.sleep(MOST_STALE + MOMENT)
        last = [look(server, path) for path in PATHS]

    wrong = [(answer.path, answer.asked_at) for answer in seen if not is_true(states, answer)]

    assert len(seen) > 5 * CHANGES
    assert not wrong, f"{len(wrong)} of {len(seen)} answers, seed {seed}: {wrong[:5]}"
    assert all(is_true(states[-1:], answer, 0) for answer in last), f"seed {seed}"


@contextmanager
def reading(server):
    """Three readers of all pages; the list of what they see."""
    seen, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            seen.append(look(server, random.choice(PATHS)))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        yield seen
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def look(server, path):
    asked_at = time.monotonic()
    answer = server.ask(path)
    assert answer.status < 500
    return Seen(path, asked_at, answer.body.decode(), time.monotonic())


def is_true(states, answer, most_stale=MOST_STALE):
    """Whether an answer is that of a state which was the current one at some time of the seconds before.

    Changes of several transactions have states in between, which are not known: while they are made, any answer may be.
    """
    earliest = answer.asked_at - most_stale
    for state, following in itertools.zip_longest(states, states[1:]):
        is_of_then = state.began <= answer.answered_at and (following is None or following.ended >= earliest)
        if is_of_then and state.truth[answer.path] == answer.body:
            return True
    return any(
        state.change in OF_SEVERAL and state.began <= answer.answered_at and state.ended >= earliest
        for state in states[: None if most_stale else 0]
    )
