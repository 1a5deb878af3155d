"""Strangers who send slowly, much, or one password after the other; each test prints its figure."""

import http.client
import selectors
import socket
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.support.environments import bare_environment
from tests.support.libraries import ROOT
from tests.support.running.sites import Site

pytestmark = pytest.mark.fault

PASSWORD = "a lamp in the window"
SLOW = 200  # connections
CUT_WITHIN = 45  # seconds, in which a body that comes one byte a second is cut; the deadline is 30
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path, NEWSREADER_LOG_LEVEL="ERROR") as site:
        site.wait_for("Ctrl-C")
        given = bare_environment(NEWSREADER_DATA=str(tmp_path / "data"), DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        create = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username=keeper", "--email="]
        subprocess.run(create, cwd=ROOT, env=given, check=True)
        yield site


def log_in(site, password=PASSWORD, user="keeper", source="127.0.0.1"):
    """Status of a login and the cookies after it, from an address of this machine."""
    jar = SimpleCookie()
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60, source_address=(source, 0))) as client:
        client.request("GET", "/admin/login/")
        answer = client.getresponse()
        answer.read()
        jar.load(answer.getheader("Set-Cookie", ""))
        token = jar["csrftoken"].value
        form = urlencode({"username": user, "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"})
        client.request("POST", "/admin/login/", form, {"Content-Type": FORM, "Cookie": f"csrftoken={token}"})
        answer = client.getresponse()
        answer.read()
        for header in answer.headers.get_all("Set-Cookie", []):
            jar.load(header)
    return answer.status, "; ".join(f"{name}={one.value}" for name, one in jar.items())


def seconds_of(site, path="/wanted/"):
    """The status and seconds of one page."""
    began = time.monotonic()
    status = site.status_of(path, timeout=60)
    return status, time.monotonic() - began


@pytest.mark.parametrize("who", ["anonymous", "logged in"])
def test_two_hundred_slow_bodies_are_cut_while_pages_come_at_once(site, who):
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
    print(f"\n{SLOW} slow bodies, {who}: slowest of {len(pages)} pages {slowest:.2f} s; all cut by {max(cut):.1f} s")
    assert {status for status, _ in pages} == {200}
    assert slowest < 1
    assert len(cut) == SLOW


def test_large_multipart_of_a_stranger_leaves_nothing_on_the_disk(site, tmp_path):
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

    print(f"\n500 MB multipart: refused after {sent / 1e6:.0f} MB; on the disk at most {largest / 1e3:.0f} kB")
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


def test_sixteen_login_loops_leave_pages_quick(site):
    idle = sorted(seconds_of(site)[1] for _ in range(200))
    stop, outcomes = threading.Event(), []

    def guess(number):
        while not stop.is_set():
            outcomes.append(log_in(site, f"wrong {len(outcomes)}", f"user{number}", f"127.0.1.{number + 1}")[0])

    with ThreadPoolExecutor(16) as pool:
        loops = [pool.submit(guess, number) for number in range(16)]
        time.sleep(1)
        busy = sorted(seconds_of(site)[1] for _ in range(200))
        stop.set()
        for loop in loops:
            loop.result()

    p95 = [statistics.quantiles(times, n=20)[-1] for times in (idle, busy)]
    counts = {status: outcomes.count(status) for status in set(outcomes)}
    print(f"\n16 login loops: p95 of /wanted/ {p95[0] * 1e3:.1f} ms idle, {p95[1] * 1e3:.1f} ms then; logins {counts}")
    assert p95[1] <= 3 * p95[0]


def test_thirty_wrong_passwords_are_throttled_and_the_right_user_gets_in_elsewhere(site):
    statuses = [log_in(site, f"wrong {number}")[0] for number in range(30)]
    here, elsewhere = log_in(site)[0], log_in(site, source="127.0.0.2")[0]

    print(
        f"\n30 wrong passwords: {statuses.count(429)} of 30 are 429, then the right one {here}, elsewhere {elsewhere}"
    )
    assert statuses[6:] == [429] * 24
    assert (here, elsewhere) == (429, 302)
