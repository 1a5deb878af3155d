"""What a benchmark does beside something else, in a thread."""

import threading
from typing import Self


class Background:
    """A thread that runs while its block does: `_run` has to look at `_is_over`."""

    def __init__(self) -> None:
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        raise NotImplementedError
