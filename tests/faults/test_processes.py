"""Processes of the site, killed again and again, and SQLite's lock, held for a minute."""

import sqlite3
import time
from contextlib import closing

import pytest

from tests.support.running.sites import Site, is_running, wait_until_gone

pytestmark = pytest.mark.fault
TIMES = 10
AWAY = 60  # seconds
ANSWERS_WITHIN = 5  # seconds; what the site promises


def shown(*seconds):
    return ", ".join(f"{one:.2f}" for one in seconds) + " s"


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        yield site


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("web worker", marks=pytest.mark.row("T1")),
        pytest.param("web server", marks=pytest.mark.row("F2")),
        pytest.param("task worker", marks=pytest.mark.row("T2")),
    ],
)
def test_killed_ten_times_in_a_row(site, name, figure):
    seconds = []
    for _ in range(TIMES):
        old = {*site.pids(name), *site.pids("web worker")} if name == "web server" else site.pids(name)[:1]
        site.kill(name)
        seconds.append(site.longest_silence(lambda old=old: not any(map(is_running, old)) and site.pids(name)))

    figure(f"{name} killed {TIMES} times: longest time without a page {shown(*seconds)}")
    assert site.process.poll() is None
    assert max(seconds) <= ANSWERS_WITHIN


@pytest.mark.row("F2")
def test_parent_killed_and_started_again(tmp_path, figure):
    seconds = []
    for _ in range(3):
        with Site(tmp_path) as site:
            began = time.monotonic()
            site.wait_for("Ctrl-C")
            seconds.append(time.monotonic() - began)
            others = {*site.pids("web server"), *site.pids("web worker"), *site.pids("task worker")}
            site.process.kill()
            site.process.wait()
            wait_until_gone(others)
            assert "Traceback" not in site.output
    figure(f"parent killed: start to first page, the first with an empty library, {shown(*seconds)}")


@pytest.mark.row("T4")
def test_sqlite_held_for_a_minute(site, tmp_path, figure):
    before = {name: site.pids(name) for name in ("web server", "web worker", "task worker")}
    database = tmp_path / "data" / "newsreader.sqlite3"
    slowest = 0
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        end = time.monotonic() + AWAY
        while time.monotonic() < end:
            slowest = max(slowest, site.seconds_until_it_answers())
            time.sleep(0.2)
        holder.execute("COMMIT")
    began = time.monotonic()
    site.wait_for("task worker can use the database again")

    figure(f"slowest page, then until the task worker works: {shown(slowest, time.monotonic() - began)}")
    assert site.output.count("task worker waits for the database") == 1
    assert {name: site.pids(name) for name in before} == before
    assert slowest <= ANSWERS_WITHIN
