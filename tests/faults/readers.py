"""Readers of a running site, and what they saw."""

import http.client
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager

PATHS = ("/", "/wanted/", "/search/?q=the", "/feeds/changes/")


class Readers:
    """Threads that ask for pages; `seen` has the moment, the seconds, the status and Retry-After of each answer."""

    def __init__(self, port, paths=PATHS):
        self.port, self.paths, self.seen, self.ended = port, paths, [], threading.Event()

    def read(self, number):
        while not self.ended.is_set():
            self.ask(self.paths[number % len(self.paths)])
            self.ended.wait(0.05)
            number += 1

    def ask(self, path):
        """The status of one answer; 0 when the connection broke."""
        begun = time.monotonic()
        status, retry = 0, None
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
                connection.request("GET", path)
                response = connection.getresponse()
                response.read()
                status, retry = response.status, response.headers["Retry-After"]
        except (OSError, http.client.HTTPException):
            pass
        self.seen.append((begun, time.monotonic() - begun, status, retry))
        return status

    @property
    def statuses(self):
        return Counter(status for _, _, status, _ in self.seen)

    def slowest(self, status):
        return max((seconds for _, seconds, found, _ in self.seen if found == status), default=0)


@contextmanager
def readers(port, count=8, paths=PATHS):
    """So many readers at once while the block runs."""
    group = Readers(port, paths)
    threads = [threading.Thread(target=group.read, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield group
    finally:
        group.ended.set()
        for thread in threads:
            thread.join()
