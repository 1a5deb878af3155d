"""Errors as problem details (RFC 9457): what a program gets where a reader gets a page."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.log import log_response
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

from articles.database.outages import failure_of
from articles.search import TooSlowError
from articles.unavailable import RETRY_AFTER

MEDIA_TYPE = "application/problem+json"
TOO_SLOW = "This search takes too long. Search for rarer words, or narrow it by sources or years."
UNAVAILABLE = "The library does not answer at the moment. Ask again in a few seconds."
BROKEN = "Something went wrong on this site; its operators find it in their log."


class WrongParameter(Schema):
    """A parameter that the request can't have."""

    parameter: str
    detail: str = Field(description="What is wrong with it.")


class ProblemDetails(Schema):
    """Why a request has no other answer (RFC 9457)."""

    type: str = Field(description="Always about:blank: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What is wrong, and what to do.")
    errors: list[WrongParameter] = Field(description="The parameters that are wrong, with status 422.")


PROBLEMS = {404: ProblemDetails, 422: ProblemDetails, 503: ProblemDetails}  # of every operation


def problem(status: int, detail: str, errors: list[WrongParameter] | None = None) -> HttpResponse:
    """The answer of a status; no cache keeps it."""
    told = ProblemDetails(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors or []
    )
    return HttpResponse(told.model_dump_json(), status=status, content_type=MEDIA_TYPE)


def not_found(request: HttpRequest, missing: Exception) -> HttpResponse:
    detail = str(missing) or "There is nothing at this address."
    return problem(404, detail)


def not_valid(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a request with parameters that are none, each of which it names."""
    found = error.errors if isinstance(error, ValidationError) else []
    wrong = [WrongParameter(parameter=_name(one["loc"]), detail=str(one["msg"])) for one in found]
    names = ", ".join(sorted({one.parameter for one in wrong}))
    return problem(422, f"These parameters have values that are not valid: {names}.", wrong)


def too_slow(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(503, TOO_SLOW)


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer of status 503 while the database can't serve, else that of status 500, with the traceback logged."""
    failure = failure_of(error)
    response = problem(503, UNAVAILABLE) if failure else problem(500, BROKEN)
    if failure:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    log_response(
        "%s: %s",
        "The database does not serve" if failure else "Internal Server Error",
        request.path,
        response=response,
        request=request,
        level="error",
        exception=None if failure else error,
    )
    return response


def _name(location: tuple[str | int, ...]) -> str:
    """The parameter of an error's location, which begins with where it stands: ("query", "limit")."""
    return next((str(part) for part in reversed(location) if isinstance(part, str)), "")


HANDLERS = {Http404: not_found, ValidationError: not_valid, TooSlowError: too_slow, Exception: failed}
