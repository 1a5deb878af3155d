"""The web server as `make run` starts it, with two worker processes, on a library of the tests."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from newsreader.run import Address, web_options
from tests.support.importing import wait_until
from tests.support.libraries import ROOT, restore_signals

TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}  # for which no static files have to be built
TOKEN = "only-for-tests-" + "t" * 20


class Response(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class WebServer:
    """granian on a port of its own; `log` is the file of its standard error and output."""

    def __init__(self, library, log=None, **environment):
        self.address = Address("127.0.0.1", free_port())
        self.log = log or Path(library.folder) / "web.log"
        given = {**library.environment, "NEWSREADER_LOG_LEVEL": "INFO", "NEWSREADER_METRICS_TOKEN": TOKEN}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "granian", *web_options(self.address)],
                cwd=ROOT,
                env={**given, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=restore_signals,
            )

    @property
    def port(self):
        return self.address.port

    def ask(self, path, *, method="GET", body=None, headers=None, timeout=60):
        """An answer, on a connection of its own so that each worker gives some."""
        with closing(http.client.HTTPConnection(self.address.host, self.port, timeout=timeout)) as connection:
            connection.request(method, path, body=body, headers={"Connection": "close", **(headers or {})})
            answer = connection.getresponse()
            return Response(answer.status, answer.headers, answer.read())

    def get(self, path, **headers):
        """Status and text of an answer."""
        answer = self.ask(path, headers=headers, timeout=60)
        return answer.status, answer.body.decode()

    def answers(self):
        assert self.process.poll() is None, self.log.read_text()
        with suppress(OSError, http.client.HTTPException):
            return self.get("/healthz")[0] == 200
        return False

    def metrics(self):
        """The samples by name with labels."""
        status, text = self.get("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200, text
        return {name: float(value) for name, value in re.findall(r"^(\w+(?:\{.*\})?) (\S+)$", text, re.MULTILINE)}

    def workers(self):
        """The process ids of the worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def web_server(library, log=None, **environment):
    """The web server of a library, until the context ends."""
    server = WebServer(library, log, **environment)
    try:
        wait_until(server.answers)
        yield server
    finally:
        server.end()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
