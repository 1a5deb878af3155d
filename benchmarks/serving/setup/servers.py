"""Web servers in processes of their own, with the CPU seconds of all that works for them."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine.processes import Processes

FIRST_ANSWER = 120  # seconds
END = 20  # seconds that a server may take to end
# Prints how a tree runs granian, so that each tree is measured with options of its own.
OPTIONS = """
import json, sys
from newsreader.run import Address, web_options
print(json.dumps(web_options(Address("127.0.0.1", int(sys.argv[1])))))
"""


class Failed(Exception):
    """A process has ended or does not answer; the message has the end of its output."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running web server; `database_pid` is that of PostgreSQL, 0 if it has no server."""

    name: str
    database: str
    port: int
    process: subprocess.Popen[bytes]
    database_pid: int = 0

    def seconds(self) -> tuple[float, float]:
        """Return the CPU seconds so far of the server and of PostgreSQL, with all their processes, ended ones too."""
        running = Processes()
        return running.seconds(self.process.pid), running.seconds(self.database_pid)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> "Answer":
        return get(self.port, path, headers or {})


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent; names of headers are in lower case."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def get(port: int, path: str, headers: Mapping[str, str]) -> Answer:
    """Request a page on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, response.read(), names)
    finally:
        connection.close()


@contextmanager
def started(
    command: Sequence[str], environment: Mapping[str, str], log: Path, folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process in a session of its own, with its output in `log`; end it and its descendants afterwards."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process
    finally:
        sessions = {pid: session_of(pid) for pid in Processes().family(process.pid)}
        process.terminate()
        try:
            process.wait(END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pid, session in sessions.items():  # those that outlived the parent
            if session and session_of(pid) == session:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def session_of(pid: int) -> int:
    """Return the session of a process; 0 if it has ended."""
    try:
        return os.getsid(pid)
    except OSError:
        return 0


def await_answer(process: subprocess.Popen[bytes], port: int, log: Path, path: str = "/") -> float:
    """Wait for an answer that is no error of the server, and return the seconds that took. Raises Failed."""
    began = time.monotonic()
    while time.monotonic() - began < FIRST_ANSWER:
        if process.poll() is not None:
            break
        try:
            if get(port, path, {}).status < 500:
                return time.monotonic() - began
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
    end = log.read_text(errors="replace")[-2_000:]
    raise Failed(f"{' '.join(map(str, process.args))} does not answer:\n{end}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def in_tree(environment: Mapping[str, str], tree: Path) -> dict[str, str]:
    """Return the environment for processes that import the code of this tree."""
    return {**environment, "PYTHONPATH": str(tree)}


def granian_of(tree: Path, python: str, environment: Mapping[str, str], port: int) -> list[str]:
    """Return the command by which `make run` of this tree starts granian."""
    command = [python, "-P", "-c", OPTIONS, str(port)]
    printed = subprocess.run(command, cwd=tree, env=in_tree(environment, tree), capture_output=True, check=True).stdout
    return [python, "-m", "granian", *json.loads(printed)]
