"""The web server as a process of its own, on a library of the tests."""

import http.client
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass

from tests.support.libraries import ROOT, restore_signals

STARTED_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Response:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class WebServer:
    """A running web server of one process."""

    port: int
    process: subprocess.Popen

    def ask(self, path, *, method="GET", body=None, headers=None, timeout=60):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as connection:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Response(response.status, response.headers, response.read())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def web_server(library, **environment):
    """The web server of a library, until the context ends."""
    port = free_port()
    options = ["--interface=rsgi", "--host=127.0.0.1", f"--port={port}", "--no-ws", "--log-level=warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "newsreader.rsgi:application", *options],
        cwd=ROOT,
        env={**library.environment, **environment},
        start_new_session=True,
        preexec_fn=restore_signals,
    )
    server = WebServer(port, process)
    try:
        await_answer(server)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def await_answer(server):
    deadline = time.monotonic() + STARTED_WITHIN
    while True:
        assert server.process.poll() is None, "the web server has ended"
        assert time.monotonic() < deadline, "the web server doesn't answer"
        try:
            return server.ask("/static/none")
        except OSError:
            time.sleep(0.05)
