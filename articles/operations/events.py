"""Events that an operator wants to find again, one log line each."""

import logging
from collections.abc import Sequence

from django.db.models import Model

MAX_KEYS = 20  # primary keys in a line
logger = logging.getLogger(__name__)


def log_event(event: str, **fields: object) -> None:
    """Write one line: `log_event("backup written", file=path, bytes=5)`. In a request it also has user and address."""
    logger.info(event, extra={"fields": fields})


def log_rows(event: str, rows: Sequence[Model], keys: Sequence[object], first: str, **fields: object) -> None:
    """Write one line about rows of one model. `keys` and the `first` row's name are those of before a deletion."""
    named = ",".join(map(str, keys[:MAX_KEYS])) + (",…" if len(keys) > MAX_KEYS else "")
    log_event(event, model=rows[0]._meta.label_lower, count=len(keys), ids=named, first=first, **fields)
