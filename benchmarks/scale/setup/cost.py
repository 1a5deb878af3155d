"""Measure CPU seconds of this process, its child processes and PostgreSQL, and elapsed seconds."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.machine.processes import Processes, fine_seconds
from benchmarks.scale.setup.server import backend_pid, server_pid


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds: CPU of the client with its child processes, CPU of the database server, and elapsed."""

    client: float = 0.0
    server: float = 0.0
    wall: float = 0.0

    @property
    def cpu(self) -> float:
        return self.client + self.server

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.client - other.client, self.server - other.server, self.wall - other.wall)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.client + other.client, self.server + other.server, self.wall + other.wall)

    def each(self, count: int) -> dict[str, float]:
        """Return milliseconds per item."""
        values = {"client": self.client, "server": self.server, "cpu": self.cpu, "wall": self.wall}
        return {name: round(value / count * 1e3, 4) for name, value in values.items()}


class Meter:
    """Adds up the cost of what runs within `during`."""

    def __init__(self) -> None:
        self._server = server_pid()
        self.spent = Spent()

    @contextmanager
    def during(self) -> Iterator[None]:
        """Add the cost of the context; reading the times of other processes is not counted."""
        others = self._others()
        own = Spent(time.process_time(), 0.0, time.monotonic())
        yield
        own = Spent(time.process_time(), 0.0, time.monotonic()) - own
        self.spent += own + (self._others() - others)

    def now(self) -> Spent:
        """Return the cost so far, since the processes started."""
        return self._others() + Spent(time.process_time(), 0.0, time.monotonic())

    def _others(self) -> Spent:
        running = Processes()
        return Spent(running.seconds_started_by(os.getpid()), running.seconds(self._server))


class FineMeter:
    """CPU seconds of this process and of its own PostgreSQL backend, to the microsecond: for single pages."""

    def __init__(self) -> None:
        self._backend = backend_pid()

    def now(self) -> Spent:
        server = fine_seconds(self._backend) if self._backend else 0.0
        return Spent(time.process_time(), server, time.monotonic())
