"""Runs of the whole site as processes, with a library of their own."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.support.environments import NEVER, bare_environment, obeying_modes
from tests.support.libraries import ROOT
from tests.support.running.web_servers import free_port


class Site:
    """A run of `python -m newsreader.run` in a session of its own, with a library of its own."""

    def __init__(self, folder, *, unprivileged=False, port=None, **environment):
        self.port = port or free_port()
        self.log = folder / "log"
        given = {"NEWSREADER_DATA": str(folder / "data"), "PORT": str(self.port), **environment}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*(obeying_modes() if unprivileged else []), sys.executable, "-m", "newsreader.run"],
                cwd=ROOT,
                env=bare_environment(**given),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.process.terminate()  # its children follow only when it, or the kernel, asks them to end
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @property
    def output(self):
        return self.log.read_text()

    def wait_for(self, text, seconds=NEVER):
        deadline = time.monotonic() + seconds
        while text not in self.output:
            assert self.process.poll() is None and time.monotonic() < deadline, self.output
            time.sleep(0.05)

    def status_of(self, path, timeout=60):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status

    def seconds_until_it_answers(self, path="/wanted/", within=NEVER):
        """How long it takes until a page comes with status 200."""
        began = time.monotonic()
        while True:
            try:
                if self.status_of(path, timeout=2) == 200:
                    return time.monotonic() - began
            except (OSError, http.client.HTTPException):
                pass
            assert self.process.poll() is None and time.monotonic() < began + within, self.output
            time.sleep(0.02)

    def longest_silence(self, until, path="/wanted/", within=NEVER):
        """The longest time without a page, until `until` holds and a page has come after that."""
        began = answered = time.monotonic()
        longest, is_over = 0, False
        while True:
            holds = until()
            try:
                if self.status_of(path, timeout=2) == 200:
                    longest, answered, is_over = max(longest, time.monotonic() - answered), time.monotonic(), holds
            except (OSError, http.client.HTTPException):
                pass
            if is_over:
                return longest
            assert self.process.poll() is None and time.monotonic() < began + within, self.output
            time.sleep(0.02)

    def pids(self, name):
        """The processes called parent, web server, web worker or task worker."""
        if name == "parent":
            return [self.process.pid]
        first = children_of(self.process.pid)
        web = [pid for pid in first if "newsreader.starting.web_server" in command_of(pid)]
        found = {
            "web server": web,
            "web worker": [child for pid in web for child in children_of(pid)],
            "task worker": [pid for pid in first if "task_worker" in command_of(pid)],
        }
        return found[name]

    def kill(self, name):
        """Kill one process of that name by SIGKILL, and wait until it is gone."""
        deadline = time.monotonic() + NEVER
        while not self.pids(name):
            assert time.monotonic() < deadline, self.output
            time.sleep(0.02)
        pid = self.pids(name)[0]
        os.kill(pid, signal.SIGKILL)
        wait_until_gone({pid})
        return pid


def children_of(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until_gone(pids, seconds=NEVER):
    """Wait until none of the processes runs any more; a zombie runs no more."""
    deadline = time.monotonic() + seconds
    while left := [pid for pid in pids if is_running(pid)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.02)
