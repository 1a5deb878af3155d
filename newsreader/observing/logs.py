"""Log lines as text or as JSON: one line an event, in UTC, with the request that caused it.

It imports nothing of Django, because the web server's first process uses it too. A line's fields are given as
`logger.info("import started", extra={"fields": {"id": 5}})`.
"""

import datetime as dt
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

MAX_MESSAGE = 10_000  # characters; exceptions may quote whole documents
MAX_VALUE = 1_000  # characters of a field; strangers choose paths and user names
TOO_MUCH = ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")  # Django's names for forms over a limit
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(slots=True)
class Observation:
    """The request that is being answered, as log lines name it."""

    request_id: str
    address: str
    user: Callable[[], str]  # "" while it is not known
    refusal: str = ""  # why the request is refused

    def fields(self) -> dict[str, object]:
        return {"user": self.user(), "address": self.address, "request": self.request_id}


current: ContextVar[Observation | None] = ContextVar("current", default=None)


class Text(logging.Formatter):
    """Time, level, logger and event, then fields as name=value; the lines of a traceback follow, indented."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{_time(record)} {record.levelname} {record.name} {record.getMessage()[:MAX_MESSAGE]}"
        line = " ".join([head, *(f"{name}={_quoted(value)}" for name, value in _fields(record))])
        return "\n    ".join(map(escaped, [line, *_traceback(self, record).splitlines()]))


class Json(logging.Formatter):
    """The same as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage()[:MAX_MESSAGE],
        }
        for name, value in _fields(record):
            entry.setdefault(name, value)
        if traceback := _traceback(self, record):
            entry["traceback"] = traceback
        return escaped(json.dumps(entry, ensure_ascii=False, default=str))


FORMATS: Mapping[str, type[logging.Formatter]] = {"text": Text, "json": Json}


def formatter() -> logging.Formatter:
    """The formatter that NEWSREADER_LOG_FORMAT names; text for a name that is none, which settings refuse."""
    return FORMATS.get(os.environ.get("NEWSREADER_LOG_FORMAT") or "text", Text)()


class Stderr(logging.StreamHandler[Any]):
    """Standard error. A line that can't be written, as when the disk of the log is full, is dropped."""

    def handleError(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


class WithoutTraceback(logging.Filter):
    """Takes tracebacks from what strangers cause at will; the reason of a refused form goes to the refusal's line."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.security.csrf" and (observed := current.get()):
            observed.refusal = str(record.args[0]) if isinstance(record.args, tuple) and record.args else ""
            return False
        if record.name.startswith("django.security"):
            record.exc_info = None
        return True


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING. `level` is the least level of our own lines; of libraries only warnings are shown."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "newsreader.observing.logs.formatter"}},
        "filters": {"without_traceback": {"()": "newsreader.observing.logs.WithoutTraceback"}},
        "handlers": {
            "stderr": {
                "()": "newsreader.observing.logs.Stderr",
                "formatter": "line",
                "filters": ["without_traceback"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "ERROR" if level == "ERROR" else "WARNING"},
        "loggers": {
            "articles": {"level": level},
            "newsreader": {"level": level},
            "django.request": {"level": "ERROR"},  # a page that isn't there is no warning; refusals have lines of ours
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # every scan of the network causes some
            **{f"django.security.{name}": {"level": "CRITICAL"} for name in TOO_MUCH},  # strangers could fill the log
            "axes": {"level": "ERROR"},  # a wrong password is no warning
            "_granian": {"level": "WARNING", "propagate": True},  # without handlers of its own
        },
    }


def escaped(text: str) -> str:
    """The text with what is not printable, such as line ends, as JSON escapes: one line, and nothing invisible."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, object]]:
    """Fields that have a value, long ones cut: those of the record, then those of the request."""
    observed = current.get()
    given = getattr(record, "fields", {})
    for name, value in ({**given, **observed.fields(), **given} if observed else given).items():
        if value is not None and value != "":
            yield name, value[:MAX_VALUE] if isinstance(value, str) else value


def _quoted(value: object) -> str:
    text = str(value)
    is_plain = text.isprintable() and not any(c in text for c in ' "=\\')
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    return dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _traceback(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    return formatter.formatException(record.exc_info) if record.exc_info else ""
