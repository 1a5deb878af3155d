"""The API: its description, its answers to wrong requests, and its views, which only read and are for every site."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI

from articles.api.problems import HANDLERS, MEDIA_TYPE, problem
from articles.requests import PUBLIC

METHODS = ("GET", "HEAD", "OPTIONS")
NOT_ALLOWED = "The API only reads. Ask with GET, HEAD or OPTIONS."
# Scripts of all sites may read all answers (https://fetch.spec.whatwg.org/#http-cors-protocol). The headers are the
# same for every request, so that an answer in a cache is right for all of them; django-cors-headers sends them only to
# requests with an Origin.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}

DESCRIPTION = """\
Reads what the pages of this site show, as JSON. There is nothing to log in to, and nothing to change.

Lists come in pages: “next” is the address of the next page, and null at the end. “fields” names the fields to give.
Errors are problem details (RFC 9457). Each answer has an ETag: send it back
as If-None-Match, and the answer is 304 while nothing has changed. Texts stay under the licence of their sources.
"""


class ReadingAPI(NinjaAPI):
    """An API whose errors are problem details, in the answers as in the description."""

    def __init__(self) -> None:
        super().__init__(title="newsreader", version="1", description=DESCRIPTION, urls_namespace="api", docs_url=None)
        for error, handler in HANDLERS.items():
            self.add_exception_handler(error, handler)  # type: ignore[arg-type]  # none is given a class

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> Any:  # noqa: ANN401  as in ninja
        description = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operation in _operations(description):
            for parameter in operation["parameters"]:
                if parameter["name"] == "fields":
                    parameter["explode"] = False  # with commas between
            for status, response in operation["responses"].items():
                if status >= 400:
                    response["content"] = {MEDIA_TYPE: response["content"].popitem()[1]}
        asked = [name for name in description["components"]["schemas"] if name.endswith("Asked")]
        for name in asked:  # each stands in the parameters already
            del description["components"]["schemas"][name]
        return description


def reading(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers only requests which read, with an ETag, for scripts of all sites and for caches."""
    answer = conditional_page(view)

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = _options(request) or answer(_as_get(request), *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers.setdefault("Cache-Control", PUBLIC)
        for name, value in CORS.items():
            response.headers[name] = value
        return response

    return answered


def _options(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that is not for reading, None for one that is."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method in METHODS:
        return None
    response = problem(405, NOT_ALLOWED)
    response.headers["Allow"] = PREFLIGHT["Allow"]
    return response


def _as_get(request: HttpRequest) -> HttpRequest:
    """The request as one that asks for the body too, since ninja knows no HEAD; the web server leaves the body out."""
    request.method = "GET"
    return request


def _operations(description: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in description["paths"].values():
        yield from methods.values()
