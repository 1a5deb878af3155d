"""What the site counts for Prometheus: requests in each process, and numbers that are looked up when it asks."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from shutil import disk_usage

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from articles.operations import health
from articles.operations.numbers import NUMBERS, Numbers, kept_numbers
from articles.operations.shared_counts import join, shared_counts

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # a story takes 5 to 20 ms
FOLDER = "metrics"  # in NEWSREADER_DATA
logger = logging.getLogger(__name__)

# Each has a label, because one without writes to its file when this module is read. Labels have few values.
requests = Counter("newsreader_requests", "Requests that Django answered.", ["view", "method", "status"], registry=None)
request_seconds = Histogram(
    "newsreader_request_seconds", "Seconds of such a request.", ["view"], registry=None, buckets=SECONDS
)
database_seconds = Counter("newsreader_database_seconds", "Seconds of database statements.", ["view"], registry=None)
database_queries = Counter("newsreader_database_queries", "Database statements.", ["view"], registry=None)
cache_answers = Counter("newsreader_cache_answers", "Answers of the page cache.", ["outcome"], registry=None)
logins = Counter("newsreader_logins", "Logins that were tried.", ["outcome"], registry=None)
process_starts = Counter(
    "newsreader_process_starts", "Processes started, restarts included.", ["process"], registry=None
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What requests are counted by."""

    view: str
    method: str
    status: int


@cache
def share(process: str) -> bool:
    """Count this process's start, and from now on what it does, for every web worker to show. False: it can't.

    Call it once the process is the one that serves, not before a fork.
    """
    try:
        join(settings.DATA_DIR / FOLDER)
    except OSError as error:
        logger.warning("metrics are off", extra={"fields": {"folder": settings.DATA_DIR / FOLDER, "error": str(error)}})
        return False
    process_starts.labels(process).inc()
    return True


def count_request(kind: Kind, seconds: float, database: float, queries: int) -> None:
    """Count a request that Django answered. `database` are the seconds of its statements, `queries` their number."""
    for count, amount in zip(_of_request(kind), (1, seconds, database, queries), strict=True):
        count(amount)


@cache
def _of_request(kind: Kind) -> tuple[Callable[[float], None], ...]:
    method = kind.method if kind.method in METHODS else "other"
    return (
        requests.labels(kind.view, method, str(kind.status)).inc,
        request_seconds.labels(kind.view).observe,
        database_seconds.labels(kind.view).inc,
        database_queries.labels(kind.view).inc,
    )


def count_cache_answer(outcome: str) -> None:
    """Count an answer of the page cache: hit, miss, stale, bypass or not modified. `share` has to come before."""
    _cache_answer(outcome)()


@cache
def _cache_answer(outcome: str) -> Callable[[], None]:
    return cache_answers.labels(outcome).inc


def count_login(outcome: str) -> None:
    """Count a login: ok or failed."""
    logins.labels(outcome).inc()


def exposition() -> bytes:
    """Everything in Prometheus's text format: the counts of all processes, and what is looked up now."""
    return generate_latest(_registry)


class _Now(Collector):
    """What is looked up when it is asked for; what can't be had in time is left out."""

    def collect(self) -> Iterator[Metric]:
        kept_numbers.start()
        ready = Metric("newsreader_ready", "1 if a check of /readyz passes.", "gauge")
        for name, problem in health.problems().items():
            ready.add_sample(ready.name, {"check": name}, 0 if problem else 1)
        yield ready
        with _left_out("disk"):
            yield _gauge(
                "newsreader_disk_free_bytes", "Free disk of NEWSREADER_DATA.", disk_usage(settings.DATA_DIR).free
            )
        with _left_out("database"):
            found = kept_numbers.get()
            yield from (_metric(numbers, found[numbers.name]) for numbers in NUMBERS)


class _Shared(Collector):
    """The counts of all processes. `newsreader_counts_shared` is 0 when they can't be kept."""

    def collect(self) -> Iterator[Metric]:
        is_shared = share("web")
        yield _gauge("newsreader_counts_shared", "1 if requests are counted.", int(is_shared))
        if is_shared:
            with _left_out("counts"):
                yield from shared_counts(settings.DATA_DIR / FOLDER)


def _metric(numbers: Numbers, values: Mapping[str, float]) -> Metric:
    metric = Metric(numbers.name, numbers.help, numbers.kind)
    name = f"{numbers.name}_total" if numbers.kind == "counter" else numbers.name
    for label, value in values.items():
        metric.add_sample(name, {numbers.label: label} if numbers.label else {}, value)
    return metric


def _gauge(name: str, text: str, value: float) -> Metric:
    metric = Metric(name, text, "gauge")
    metric.add_sample(name, {}, value)
    return metric


@contextmanager
def _left_out(what: str) -> Iterator[None]:
    """Log an exception in one line; what the block would have given is left out."""
    try:
        yield
    except Exception as error:
        logger.warning("metrics left out", extra={"fields": {"what": what, "error": repr(error)}})


_registry = CollectorRegistry()
_registry.register(_Now())
_registry.register(_Shared())
