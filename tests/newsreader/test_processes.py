"""The processes of `make run`: what dies is started again, and all end together."""

import re
import signal
import socket
import sys
import time

import pytest

from newsreader.starting.processes import how_it_ended
from tests.support.running.sites import Site, is_running, wait_until_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks at processes in /proc")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("site")) as site:
        site.wait_for("Ctrl-C")
        yield site


@pytest.mark.parametrize("name", ["web worker", "web server", "task worker"])
def test_process_that_is_killed_is_started_again(site, name):
    killed = site.kill(name)

    site.seconds_until_it_answers()
    deadline = time.monotonic() + 60
    while not [pid for pid in site.pids(name) if pid != killed]:
        assert time.monotonic() < deadline, site.output
    assert site.process.poll() is None
    if name == "web worker":
        assert "Unexpected exit from worker-" in site.output
    else:
        assert re.search(rf"The {name} was ended by SIGKILL\. It is started again (now|in \d+ s)\.", site.output)


def test_parent_that_is_killed_takes_all_others_along(tmp_path):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        others = {*site.pids("web server"), *site.pids("web worker"), *site.pids("task worker")}
        assert len(others) == 4

        site.process.kill()
        site.process.wait()

        wait_until_gone(others)


def test_request_that_runs_may_end_after_sigterm(tmp_path):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as request:
            request.sendall(
                b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=1"
            )
            time.sleep(0.5)  # it is being read
            site.process.terminate()
            wait_until_refused(site.port)
            assert is_running(site.process.pid)

            request.sendall(b"&password=")

            assert request.recv(12) == b"HTTP/1.1 403"  # without the token of a form
        assert site.process.wait(timeout=60) == 0


def wait_until_refused(port, seconds=30):
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return
        assert time.monotonic() < deadline, "it still accepts connections"
        time.sleep(0.05)


def test_second_signal_ends_what_still_runs(tmp_path):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as request:
            request.sendall(b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\nx")
            time.sleep(0.5)
            site.process.terminate()
            wait_until_refused(site.port)

            site.process.send_signal(signal.SIGTERM)

            assert site.process.wait(timeout=15) == 0  # without it, 30 seconds


def test_end_of_a_process_in_words():
    assert how_it_ended(-9) == "was ended by SIGKILL"
    assert how_it_ended(3) == "ended by itself with exit code 3"
