"""Ctrl-C, SIGTERM and SIGHUP as an exception, so that a command ends in order and says how far it came."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """Someone asked us to end. As a KeyboardInterrupt it makes psycopg cancel the statement that runs."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by signal {number}")
        self.exit_code = 130 if number == signal.SIGINT else 143


class StopRequest:
    """Whether somebody has asked us to end."""

    def __init__(self) -> None:
        self._number: int | None = None

    def hear(self, number: int, frame: object) -> None:
        """The first signal raises Stopped wherever we are; further ones do nothing, since we are ending already."""
        if self._number is None:
            self._number = number
            raise Stopped(number)

    def check(self) -> None:
        """Raises Stopped again, should a place that swallows exceptions have had it the first time."""
        if self._number is not None:
            raise Stopped(self._number)


@contextmanager
def stop_on_signals() -> Iterator[StopRequest]:
    """Within it signals to end raise Stopped, unless we were started to ignore them, as `nohup` does.

    Only a main thread gets signals; in another one nothing changes.
    """
    asked = StopRequest()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    heard = [number for number in ENDING if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, asked.hear) for number in heard}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
