"""A client that makes requests at a fixed rate, and how long each took from the moment at which it was due."""

import http.client
import itertools
import time
from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.machine.background import Background
from benchmarks.serving.setup.servers import Server


class PacedClient(Background):
    """A thread with one connection. A late answer delays the next request, which is then late too, and counted so."""

    def __init__(self, server: Server, paths: Sequence[str], headers: Mapping[str, str], rate: float) -> None:
        super().__init__()
        self._server, self._paths, self._headers, self._rate = server, itertools.cycle(paths), headers, rate
        self.waits: list[float] = []  # milliseconds
        self.failures = 0

    def summary(self) -> dict[str, float]:
        """Return the median and the 99th percentile of the milliseconds, and the number of requests."""
        p50, p99 = np.percentile(self.waits, (50, 99)) if self.waits else (0.0, 0.0)
        return {"p50": float(p50), "p99": float(p99), "requests": len(self.waits), "failures": self.failures}

    def _run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=60)
        began = time.monotonic()
        for number in itertools.count():
            due = began + number / self._rate
            if self._is_over.wait(max(0.0, due - time.monotonic())):
                break
            try:
                connection.request("GET", next(self._paths), headers=self._headers)
                response = connection.getresponse()
                response.read()
                self.failures += response.status != 200
            except (OSError, http.client.HTTPException):
                self.failures += 1
                connection.close()
            self.waits.append((time.monotonic() - due) * 1e3)
        connection.close()
