"""Headers of every response, pages, static files and errors alike, and the methods that the panel takes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse_lazy

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


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
