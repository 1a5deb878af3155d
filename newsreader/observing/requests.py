"""Observes each request: its id, its time, its queries; counts it, and logs it when it is slow or refused."""

import logging
import math
import re
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import connection
from django.http import HttpRequest, HttpResponse

from articles.operations import metrics
from articles.requests import client_address
from newsreader.observing.logs import Observation, current
from newsreader.observing.probes import PAGES

GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")  # what a proxy may call a request
REFUSED = (403, 413, 429)  # statuses with a line in the log
MAX_SQL = 2_000  # characters of a slow statement in the log
logger = logging.getLogger(__name__)


class Observed:
    """Middleware that counts and logs; it lies outside whatever may refuse a request or answer it early."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        metrics.share("web")  # here, since the workers of the web server are forked after this object was made
        began = perf_counter()
        observed = Observation(request_id(request), client_address(request), lambda: known_user(request))
        current.set(observed)
        queries = QueryClock(request)
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = observed.request_id
        seconds = perf_counter() - began
        view = view_of(request)
        metrics.count_request(
            metrics.Kind(view, request.method or "", response.status_code), seconds, queries.seconds, queries.count
        )
        if response.status_code in REFUSED:
            log("refused", request, status=response.status_code, reason=observed.refusal)
        if settings.SLOW_REQUEST and seconds * 1_000 > settings.SLOW_REQUEST:
            log("slow request", request, **queries.totals(seconds))
        return response


class QueryClock:
    """Counts the statements of one request and logs slow ones; it wraps their execution (Django's execute_wrapper)."""

    __slots__ = ("count", "limit", "request", "seconds")

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.count, self.seconds = 0, 0.0
        self.limit = settings.SLOW_QUERY / 1_000 or math.inf

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,  # noqa: ANN401  as Django gives them
        many: bool,
        context: dict[str, Any],
    ) -> Any:  # noqa: ANN401
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = perf_counter() - began
            self.count += 1
            self.seconds += took
            if took > self.limit:
                statement = " ".join(str(sql).split())[:MAX_SQL]  # with placeholders; what was searched for stays out
                log("slow query", self.request, ms=round(took * 1_000), queries=self.count, sql=statement)

    def totals(self, seconds: float) -> dict[str, int]:
        """The fields of a slow request's line. `seconds` is the time of the whole request."""
        return {"ms": round(seconds * 1_000), "queries": self.count, "query_ms": round(self.seconds * 1_000)}


def log(event: str, request: HttpRequest, **fields: object) -> None:
    where = {"view": view_of(request), "method": request.method, "path": request.path}
    logger.warning(event, extra={"fields": {**where, **fields}})


def request_id(request: HttpRequest) -> str:
    """The id that the proxy has given in X-Request-ID, if there is one, or 16 random hexadecimal digits."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)


def known_user(request: HttpRequest) -> str:
    """The name of the logged-in user if it was asked for already; a log line must not query the database."""
    user = getattr(request, "_cached_user", None)  # set by Django's get_user
    return user.get_username() if user else ""


def view_of(request: HttpRequest) -> str:
    """The view's name as a label with few values: panel, static files and probes are one each."""
    if match := request.resolver_match:
        return "admin" if match.namespaces == ["admin"] else match.view_name
    if request.path_info in PAGES:
        return "probe"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def forget(**_kwargs: object) -> None:
    current.set(None)


request_finished.connect(forget)  # lines of the web server between two requests belong to none
