"""Strangers who send slowly, much, or one password after the other; each test prints its figure."""

import selectors
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.environments import bare_environment
from tests.support.libraries import ROOT
from tests.support.running import logins
from tests.support.running.logins import FORM
from tests.support.running.sites import Site

pytestmark = pytest.mark.fault

PASSWORD = "a lamp in the window"
SLOW = 200  # connections
CUT_WITHIN = 45  # seconds, in which a body that comes one byte a second is cut; the deadline is 30
LOOPS = 16
ROUNDS, PAGES = 7, 200  # of each round


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path, NEWSREADER_LOG_LEVEL="ERROR") as site:
        site.wait_for("Ctrl-C")
        given = bare_environment(NEWSREADER_DATA=str(tmp_path / "data"), DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        create = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username=keeper", "--email="]
        subprocess.run(create, cwd=ROOT, env=given, check=True)
        yield site


def log_in(site, password=PASSWORD, source="127.0.0.1"):
    return logins.log_in(site.port, "keeper", password, source)


def seconds_of(site, path="/wanted/"):
    """The status and seconds of one page."""
    began = time.monotonic()
    status = site.status_of(path, timeout=60)
    return status, time.monotonic() - began


@pytest.mark.row("W1")
@pytest.mark.parametrize("who", ["anonymous", "logged in"])
def test_two_hundred_slow_bodies_are_cut_while_pages_come_at_once(site, who, figure):
    cookies = log_in(site)[1] if who == "logged in" else ""
    head = (
        f"POST /admin/import/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nContent-Type: {FORM}\r\n"
        f"Content-Length: 90000\r\nCookie: {cookies}\r\n\r\n"
    ).encode()
    began = time.monotonic()
    slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(SLOW)]
    with selectors.DefaultSelector() as waiting:
        for one in slow:
            one.sendall(head)
            waiting.register(one, selectors.EVENT_READ)
        cut, pages = [], []
        while waiting.get_map() and time.monotonic() < began + CUT_WITHIN:
            for key, _ in waiting.select(timeout=0.2):
                waiting.unregister(key.fileobj)
                cut.append(time.monotonic() - began)
            for key in waiting.get_map().values():
                try:
                    key.fileobj.send(b"x")
                except OSError:
                    continue
            pages.append(seconds_of(site))
            pages.append(seconds_of(site, f"/search/?q=lamp{len(pages)}"))  # none of these is kept
            time.sleep(0.3)
    for one in slow:
        one.close()

    slowest = max(seconds for _, seconds in pages)
    figure(f"{SLOW} slow bodies, {who}: slowest of {len(pages)} pages {slowest:.2f} s; all cut by {max(cut):.1f} s")
    assert {status for status, _ in pages} == {200}
    assert slowest < 1
    assert len(cut) == SLOW


@pytest.mark.row("U1")
def test_large_multipart_of_a_stranger_leaves_nothing_on_the_disk(site, tmp_path, figure):
    before, sent, largest = disk_used(tmp_path), 0, 0
    with closing(socket.create_connection(("127.0.0.1", site.port))) as client:
        client.sendall(
            f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n"
            "Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 500000000\r\n\r\n".encode()
        )
        client.settimeout(10)
        try:
            while sent < 500_000_000:
                sent += client.send(b"x" * 1_000_000)
                largest = max(largest, disk_used(tmp_path) - before)
        except OSError:
            pass

    figure(f"500 MB multipart: refused after {sent / 1e6:.0f} MB; on the disk at most {largest / 1e3:.0f} kB")
    assert sent < 500_000_000
    assert largest < 1_000_000
    assert site.status_of("/") == 200


def disk_used(folder):
    """Bytes of all files of the folder, and of files without a name that the site's processes have open."""
    named = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != "log")
    return named + sum(size for size in _deleted_files())


def _deleted_files():
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if "(deleted)" in str(link.readlink()) and "newsreader" in (link.parents[1] / "cmdline").read_text():
                yield link.stat().st_size
        except OSError:
            continue


@contextmanager
def login_loops(site, tmp_path, kind):
    """Sixteen processes that guess passwords, and the file of the statuses that they got."""
    with (tmp_path / "statuses").open("w") as statuses:
        command = ["-m", "tests.support.running.logins", str(site.port), kind]
        loops = [
            subprocess.Popen([sys.executable, *command, str(number)], cwd=ROOT, stdout=statuses, env=bare_environment())
            for number in range(LOOPS)
        ]
    try:
        yield loops, tmp_path / "statuses"
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def p95(site):
    """The 95th percentile of the seconds of one page."""
    seconds = []
    for _ in range(PAGES):
        status, took = seconds_of(site)
        assert status == 200
        seconds.append(took)
        time.sleep(0.005)
    return statistics.quantiles(seconds, n=20)[-1]


def let_rest(site):
    """Wait until the logins that were sent are answered: the web processes hardly run any more."""
    used = -1
    while (now := sum(map(cpu_seconds, site.pids("web worker")))) - used > 0.03:
        used = now
        time.sleep(1)


def cpu_seconds(pid):
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def let_begin(statuses, kind):
    """Wait until the attack is what it will be: those who stay are refused, those who move have had answers."""
    expected, deadline = ("429" if kind == "staying" else "200"), time.monotonic() + 240
    while statuses.read_text().count(expected) < LOOPS:
        assert time.monotonic() < deadline, "the machine has no time for the attack"
        time.sleep(0.5)


@pytest.mark.row("A2")
@pytest.mark.parametrize("kind", ["staying", "moving"])
def test_sixteen_login_loops_leave_pages_quick(site, tmp_path, kind, figure):
    """Idle and under attack in turns. Strangers come from other machines; the nearest thing on one machine are
    processes that run only while a core has nothing else to do (SCHED_IDLE, and a niceness of 19).

    "staying" ones guess from one address each, where they soon get 429; "moving" ones have a new address each time.
    """
    idle, busy, speeds = [], [], []
    with login_loops(site, tmp_path, kind) as (loops, statuses):
        let_begin(statuses, kind)
        for _ in range(ROUNDS):
            for loop in loops:
                loop.send_signal(signal.SIGSTOP)
            let_rest(site)
            idle.append(p95(site))
            for loop in loops:
                loop.send_signal(signal.SIGCONT)
            time.sleep(1)
            before, began = statuses.stat().st_size, time.monotonic()
            busy.append(p95(site))
            speeds.append((statuses.stat().st_size - before) / len("429\n") / (time.monotonic() - began))

    ratio = statistics.median(busy) / statistics.median(idle)
    counts = dict(Counter(statuses.read_text().split()))
    shown = [", ".join(f"{1e3 * one:.1f}" for one in times) for times in (idle, busy)]
    figure(
        f"{LOOPS} login loops, {kind}: p95 of /wanted/ {shown[0]} ms idle, {shown[1]} ms then, {ratio:.1f} times; "
        f"{min(speeds):.0f} to {max(speeds):.0f} logins a second, answers {counts}"
    )
    assert ratio <= 3


@pytest.mark.row("A1")
def test_thirty_wrong_passwords_are_throttled_and_the_right_user_gets_in_elsewhere(site, figure):
    statuses = [log_in(site, f"wrong {number}")[0] for number in range(30)]
    here, elsewhere = log_in(site)[0], log_in(site, source="127.0.0.2")[0]

    figure(f"30 wrong passwords: {statuses.count(429)} of 30 are 429, then the right one {here}, elsewhere {elsewhere}")
    assert statuses[6:] == [429] * 24
    assert (here, elsewhere) == (429, 302)
