"""Waiting for another process."""

import time


def wait_until(holds, seconds=60):
    """For what another process does; the limit is for what never comes."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
