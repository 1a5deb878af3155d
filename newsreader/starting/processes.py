"""Child processes that are started, started again when they die, and ended together; and the signals to end."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from articles.importing.workers.ending_signals import ENDING_SIGNALS
from articles.management.signals import Stopped

SHUTDOWN_WAIT = 30  # seconds for the requests and the task that run
MARGIN = 2  # seconds more for their process itself
HURRIED_WAIT = 1.5  # seconds after a second signal to end
QUIET = 60  # seconds that a child has to run before its next death counts as the first again
PAUSES = (0, 1, 2, *[3] * 9)  # seconds before a dead child is started again: readers wait for it
LONG_PAUSE = 30  # seconds, for what dies again and again
PR_SET_PDEATHSIG = 1  # prctl(2)
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
ROOT = Path(__file__).resolve().parents[2]
logger = logging.getLogger("newsreader.starting.processes")


class EndedByItself(Exception):
    """A child process has ended although no signal was sent."""


class Signals:
    """SIGINT, SIGTERM and SIGHUP of this process: the first raises Stopped, another makes `is_urgent` true."""

    def __init__(self) -> None:
        self.is_urgent = False
        self._is_ending = False
        for each in ENDING_SIGNALS:
            signal.signal(each, self._handle)

    def _handle(self, number: int, frame: object) -> None:
        if self._is_ending:
            self.is_urgent = True
            return
        self._is_ending = True
        raise Stopped(number)


@dataclass(slots=True)
class Child:
    """One child process, and what is needed to start it again."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] = field(init=False)
    started_at: float = 0  # by time.monotonic()
    deaths: int = 0  # in a row, each within QUIET of its start
    due_at: float | None = None  # when a dead child is started again, by time.monotonic()

    def start(self) -> None:
        """Start it in a session of its own: granian hangs when the terminal's Ctrl-C reaches it first."""
        with _signals_held_back():  # or one of them could come between the start and the note of it
            self.process = subprocess.Popen(  # noqa: S603  (our own commands)
                self.command,
                cwd=ROOT,
                env=self.environment,
                pass_fds=self.pass_fds,
                start_new_session=True,
                preexec_fn=_follow_parent,
            )
        self.started_at, self.due_at = time.monotonic(), None

    def kill(self) -> None:
        """Kill it with all processes that it has started, which may outlive it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # PermissionError: macOS, of a dead process
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def death(self) -> int | None:
        """Its exit code, or the negative number of the signal that ended it; None while it runs.

        It stays a zombie until it is killed, so that the kernel gives its number to no other process or group.
        """
        if self.process.returncode is not None:
            return self.process.returncode
        ended = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return None
        return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status

    def restart_if_dead(self) -> None:
        """When it has died, note when it is due; when it is due, start it. What it has started serves until then."""
        now = time.monotonic()
        if self.due_at is None and (code := self.death()) is not None:
            self.deaths = 0 if now - self.started_at > QUIET else self.deaths
            pause = PAUSES[self.deaths] if self.deaths < len(PAUSES) else LONG_PAUSE
            self.deaths, self.due_at = self.deaths + 1, now + pause
            when = f"in {pause} s" if pause else "now"
            logger.warning("The %s %s. It is started again %s.", self.name, how_it_ended(code), when)
        if self.due_at is not None and now >= self.due_at:
            self.kill()
            self.start()


class Family:
    """Child processes. As a context manager it ends all of them, with what they have started."""

    def __init__(self, signals: Signals) -> None:
        self._signals = signals
        self.children: list[Child] = []

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def start(
        self, name: str, command: list[str], environment: Mapping[str, str], pass_fds: Sequence[int] = ()
    ) -> Child:
        child = Child(name, command, environment, pass_fds)
        child.start()
        self.children.append(child)
        return child

    def restart_dead(self) -> None:
        """Start the children again that have died, after growing pauses. A full machine is no reason to end."""
        for child in self.children:
            try:
                child.restart_if_dead()
            except OSError as error:
                child.due_at = time.monotonic() + LONG_PAUSE
                logger.warning("The %s can't be started (%s). Next try in %d s.", child.name, error, LONG_PAUSE)

    def end(self) -> None:
        """End the children: they have SHUTDOWN_WAIT to end by themselves, and less after a second signal."""
        self._terminate()
        self._wait(SHUTDOWN_WAIT + MARGIN)
        if self._are_running():
            self._terminate()
            self._wait(HURRIED_WAIT, even_if_urgent=True)
        for child in self.children:
            child.kill()

    def _terminate(self) -> None:
        for child in self.children:
            if child.death() is None:
                os.kill(child.process.pid, signal.SIGTERM)

    def _are_running(self) -> bool:
        return any(child.death() is None for child in self.children)

    def _wait(self, seconds: float, *, even_if_urgent: bool = False) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._are_running() and (even_if_urgent or not self._signals.is_urgent):
            time.sleep(0.02)


def how_it_ended(code: int) -> str:
    """The end of a process as part of a sentence; `code` is negative for a signal, as in `Popen.returncode`."""
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
        return f"was ended by signal {-code}"
    return f"ended by itself with exit code {code}"


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
