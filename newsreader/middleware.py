"""Headers of every response: pages, static files and errors."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from articles.context import site

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
REFUSAL = "newsreader.refusal"  # in the WSGI environ: the status of the answer to a request that is refused


class FixedHeaders:
    """Sets the headers; the first middleware, so that every response passes through it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class Refusals:
    """Answers requests that the web server has refused, so that their pages look and have headers like all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = request.META.get(REFUSAL)
        if not status:
            return self.get_response(request)
        headers = {"Connection": "close", "Cache-Control": "no-store"} | ({"Retry-After": "5"} if status == 503 else {})
        return HttpResponse(render_to_string(f"errors/{status}.html", site()), status=status, headers=headers)
