"""Child processes that are started and ended together, and the signals that end them."""

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from articles.importing.workers.ending_signals import ENDING_SIGNALS
from articles.management.signals import Stopped

SHUTDOWN_WAITS = (2.5, 1.5)  # seconds for running requests and tasks, after the first and the second SIGTERM
PR_SET_PDEATHSIG = 1  # prctl(2)
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class EndedByItself(Exception):
    """A child process has ended although no signal was sent."""


def raise_on_signals() -> None:
    """Make the first SIGINT, SIGTERM or SIGHUP raise Stopped; further signals are ignored."""

    def stop(number: int, frame: object) -> None:
        for each in ENDING_SIGNALS:
            signal.signal(each, lambda number, frame: None)
        raise Stopped(number)

    for each in ENDING_SIGNALS:
        signal.signal(each, stop)


class Family:
    """Child processes by name. As a context manager it ends all of them within five seconds."""

    def __init__(self) -> None:
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def start(self, name: str, command: list[str], folder: Path) -> None:
        """Start a child in a session of its own: granian hangs when the terminal's Ctrl-C reaches it first."""
        with _signals_held_back():  # or one of them could come between the start and the note of it
            self.children[name] = subprocess.Popen(  # noqa: S603  (our own commands)
                command, cwd=folder, start_new_session=True, preexec_fn=_follow_parent
            )

    def watch(self) -> None:
        """Raises EndedByItself when a child has."""
        for name, child in self.children.items():
            if child.poll() is not None:
                raise EndedByItself(f"the {name} ended by itself, with exit code {child.returncode}.")

    def end(self) -> None:
        """End the children: two signals to end, then SIGKILL for those that still run."""
        for seconds in SHUTDOWN_WAITS:
            for child in self.children.values():
                child.terminate()
            self._wait(seconds)
        for child in self.children.values():
            child.kill()
            child.wait()

    def _wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and any(child.poll() is None for child in self.children.values()):
            time.sleep(0.02)


@contextlib.contextmanager
def _signals_held_back() -> Iterator[None]:
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)


def _follow_parent() -> None:
    """In the child process: unblock signals, and on Linux have the kernel end it when the parent dies."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
