"""The log lines that a block writes, as the site would write them, read as JSON."""

import json
import logging
from contextlib import contextmanager

from newsreader.observing.logs import Json, WithoutTraceback


class Kept(logging.Handler):
    """Formats at once, as the line's request is forgotten later."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.setFormatter(Json())
        self.addFilter(WithoutTraceback())

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@contextmanager
def log_lines():
    """A list of dicts that grows with each line."""
    handler = Kept()
    logging.getLogger().addHandler(handler)
    try:
        yield handler.lines
    finally:
        logging.getLogger().removeHandler(handler)
