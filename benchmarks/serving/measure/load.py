"""Load a server with wrk, and read what the requests cost in CPU."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving.setup.servers import Server
from benchmarks.serving.setup.tools import program

CONNECTIONS = 8
WARM = 0.3  # seconds before a measurement; on PostgreSQL the version is looked at only while requests come
SLOW = 1_000  # answers a second
SCRIPT = """
local requests, number = {}, 0
init = function()
%s
end
request = function()
  number = number %% #requests + 1
  return requests[number]
end
done = function(summary)
  io.write("requests ", summary.requests, " microseconds ", summary.duration, " failed ",
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    " refused ", summary.errors.status, "\\n")
end
"""
RESULT = re.compile(r"requests (\d+) microseconds (\d+) failed (\d+) refused (\d+)")


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of CPU a request, by the web server and by PostgreSQL, and requests per second."""

    requests: int
    web: float
    postgresql: float
    per_second: float
    failed: int
    refused: int  # answered by a status of 400 or more


def script_of(requests: Sequence[Request]) -> str:
    """Return the Lua script with which wrk makes these requests one after the other, again and again."""
    lines = (
        f"  requests[{number}] = wrk.format('GET', {quoted(request.path)}, {{{table(request.headers)}}})"
        for number, request in enumerate(requests, 1)
    )
    return SCRIPT % "\n".join(lines)


def table(headers: Mapping[str, str]) -> str:
    return ", ".join(f"[{quoted(name)}] = {quoted(value)}" for name, value in headers.items())


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


class Wrk:
    """Runs wrk with scripts in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[str, Path] = {}

    def warm(self, server: Server, requests: Sequence[Request]) -> None:
        """Load the server until its requests get no cheaper, so that each of its processes has what it keeps."""
        cost = self.run(server, requests, 1).web
        for _attempt in range(10):
            before, cost = cost, self.run(server, requests, 1).web
            if cost > 0.8 * before:
                return

    def measure(self, server: Server, requests: Sequence[Request], seconds: float) -> Cost:
        """Return the cost of requests made for so long, twice as long if the server gives few answers a second.

        Requests under way at the end have cost CPU and are not counted: eight at most, which should be few of all.
        """
        is_slow = self.run(server, requests, WARM).per_second < SLOW
        return self.run(server, requests, 2 * seconds if is_slow else seconds)

    def run(self, server: Server, requests: Sequence[Request], seconds: float) -> Cost:
        """Make requests on eight connections for so long, each connection as fast as it is answered."""
        script = self._script(requests)
        # wrk counts whole seconds only, and ends early and with its figures when it is interrupted
        command = ["timeout", "--signal=INT", f"{seconds}", program("wrk"), "-t1", f"-c{CONNECTIONS}", "-d1h"]
        before = server.seconds()
        printed = subprocess.run(
            [*command, "-s", str(script), f"http://127.0.0.1:{server.port}/"], capture_output=True, text=True
        )
        after = server.seconds()
        found = RESULT.search(printed.stdout)
        if not found:
            raise RuntimeError(f"wrk gave no result: {printed.stdout} {printed.stderr}")
        count, microseconds, failed, refused = map(int, found.groups())
        web, postgresql = (1e3 * (end - begin) / max(1, count) for begin, end in zip(before, after, strict=True))
        return Cost(count, web, postgresql, 1e6 * count / max(1, microseconds), failed, refused)

    def _script(self, requests: Sequence[Request]) -> Path:
        text = script_of(requests)
        if text not in self._names:
            path = self._names[text] = self.folder / f"requests-{len(self._names)}.lua"
            path.write_text(text)
        return self._names[text]
