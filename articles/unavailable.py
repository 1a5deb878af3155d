"""The answer while the database can't serve: status 503, made without the database."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.log import log_response

from articles.context import site
from articles.database.outages import Failure

RETRY_AFTER = 5  # seconds; a restarted database is back by then


def unavailable(request: HttpRequest, failure: Failure) -> HttpResponse:
    """The page of status 503, or one sentence for htmx, which shows a notice of its own. One line is logged."""
    response = unavailable_page(failure, is_fragment="HX-Request" in request.headers)
    # Without a traceback: while the database is away, every request comes here.
    log_response("The database is %s: %s", failure, request.path, response=response, request=request, level="error")
    if not connection.in_atomic_block:
        connection.close()  # the next request opens it again, in whichever way is possible then
    return response


def unavailable_page(failure: Failure, *, is_fragment: bool = False) -> HttpResponse:
    """The answer itself, for callers without a Django request."""
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    template = "errors/503.html#sentence" if is_fragment else "errors/503.html"
    content = render_to_string(template, {**site(), "is_read_only": failure == Failure.READ_ONLY})
    return HttpResponse(content, status=503, headers=headers)
