"""Ctrl-C, SIGTERM and SIGHUP as an exception, so that a command can end in order."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from articles.importing.workers.ending_signals import ENDING_SIGNALS


class Stopped(KeyboardInterrupt):
    """A signal asked this process to end. As a KeyboardInterrupt it makes psycopg cancel the statement that runs."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by signal {number}")
        self.exit_code = 130 if number == signal.SIGINT else 143


class StopRequest:
    """Whether a signal has asked this process to end."""

    def __init__(self) -> None:
        self._number: int | None = None

    def handle(self, number: int, frame: object) -> None:
        """Signal handler: the first signal raises Stopped; further ones do nothing, since the process ends already."""
        if self._number is None:
            self._number = number
            raise Stopped(number)

    def check(self) -> None:
        """Raise Stopped again, in case the first exception was swallowed by a library."""
        if self._number is not None:
            raise Stopped(self._number)


@contextmanager
def stop_on_signals() -> Iterator[StopRequest]:
    """Raise Stopped in the block on an ending signal, except on those ignored from the start, as under `nohup`.

    Signals reach the main thread only; in another thread the block runs as it is.
    """
    request = StopRequest()
    if threading.current_thread() is not threading.main_thread():
        yield request
        return
    numbers = [number for number in ENDING_SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, request.handle) for number in numbers}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
