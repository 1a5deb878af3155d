"""The processes of `make run`: what dies is started again, and all end together."""

import json
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from newsreader.starting.processes import how_it_ended
from tests.support.environments import NEVER
from tests.support.libraries import ROOT
from tests.support.running.sites import Site, is_running, wait_until_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks at processes in /proc")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("site")) as site:
        site.wait_for("Ctrl-C")
        yield site


def test_lines_of_the_parent_have_the_format_that_is_set_and_it_holds_no_django(tmp_path):
    with Site(tmp_path, NEWSREADER_LOG_FORMAT="json") as site:
        site.wait_for("Ctrl-C")
        site.kill("task worker")
        site.wait_for("is started again")
        (line,) = [json.loads(line) for line in site.output.splitlines() if "is started again" in line]

    assert (line["level"], line["logger"]) == ("WARNING", "newsreader.starting.processes")
    assert line["event"].startswith("The task worker was ended by SIGKILL. ")
    imported = "import newsreader.run, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", imported], cwd=ROOT).returncode == 0


@pytest.mark.parametrize("name", ["web worker", "web server", "task worker"])
def test_process_that_is_killed_is_started_again(site, name):
    before = site.pids(name)
    killed = site.kill(name)

    site.seconds_until_it_answers()
    deadline = time.monotonic() + NEVER
    while killed in (now := site.pids(name)) or len(now) < len(before):
        assert time.monotonic() < deadline, site.output
        time.sleep(0.02)
    assert site.process.poll() is None
    site.wait_for("Unexpected exit from worker-" if name == "web worker" else f"The {name} was ended by SIGKILL. ")
    if name != "web worker":
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
        with socket.create_connection(("127.0.0.1", site.port), timeout=NEVER) as request:
            request.sendall(
                b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\nusername=1"
            )
            await_reading(request)
            site.process.terminate()
            wait_until_refused(site.port)
            assert is_running(site.process.pid)

            request.sendall(b"&password=")

            assert request.recv(12) == b"HTTP/1.1 403"  # without the token of a form
        assert site.process.wait(timeout=NEVER) == 0


def await_reading(request):
    """Wait until the server begins to read the body."""
    expected = b"HTTP/1.1 100 Continue\r\n\r\n"
    assert request.recv(len(expected), socket.MSG_WAITALL) == expected


def wait_until_refused(port, seconds=NEVER):
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
        with socket.create_connection(("127.0.0.1", site.port), timeout=NEVER) as request:
            request.sendall(
                b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\nx"
            )
            await_reading(request)
            site.process.terminate()
            wait_until_refused(site.port)

            site.process.send_signal(signal.SIGTERM)

            assert site.process.wait(timeout=25) == 0  # without it, 30 seconds


def test_end_of_a_process_in_words():
    assert how_it_ended(-9) == "was ended by SIGKILL"
    assert how_it_ended(3) == "ended by itself with exit code 3"
