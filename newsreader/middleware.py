"""Headers of every response, pages, static files and errors alike, and the methods that the panel takes."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse_lazy

from articles.context import site
from articles.database.outages import Failure
from articles.documents.limits import MAX_STRANGERS_FORM, shown_size
from articles.unavailable import unavailable_page

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


class PanelMethods:
    """Answers 405 in the admin panel to all methods but GET, HEAD and POST, before a token or a session is read.

    The public pages do so by themselves; in Django's own pages other methods would mean POST, or nothing.
    """

    METHODS = ("GET", "HEAD", "POST")
    PANEL = reverse_lazy("admin:index")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS and request.path.startswith(str(self.PANEL)):
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class Refusals:
    """Answers requests that the web server has refused, so that their pages look and have headers like all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = request.META.get(REFUSAL)
        if not status:
            return self.get_response(request)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            return unavailable_page(Failure.BUSY)
        headers = {"Connection": "close", "Cache-Control": "no-store"}
        context = {**site(), "size": shown_size(MAX_STRANGERS_FORM), "before_login": True}
        return HttpResponse(render_to_string(f"errors/{status}.html", context), status=status, headers=headers)
