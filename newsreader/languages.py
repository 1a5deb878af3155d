"""The language of an answer: that of its address, or in the admin panel that of the reader; and its choice."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles.languages.addresses import address_in, is_page, language_of
from articles.languages.preferences import COOKIE_AGE, preferred_by


class Languages:
    """Activates the language of an answer. A page in English is left by readers who prefer another language.

    htmx asks for parts of a page that is shown already, so these are never redirected.
    """

    PANEL = reverse_lazy("admin:index")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if language := language_of(path):
            return self._answer(request, language)
        if path.startswith(str(self.PANEL)):
            return self._answer(request, preferred_by(request))
        if not is_page(path):
            return self._answer(request, settings.LANGUAGE_CODE)
        preferred = preferred_by(request)
        is_left = preferred != settings.LANGUAGE_CODE and request.method in ("GET", "HEAD")
        if is_left and "HX-Request" not in request.headers:
            response: HttpResponse = HttpResponseRedirect(address_in(preferred, request.get_full_path()))
        else:
            response = self._answer(request, settings.LANGUAGE_CODE)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def _answer(self, request: HttpRequest, language: str) -> HttpResponse:
        with override(language):
            return self.get_response(request)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language that a reader chose in a cookie, and go on with the page from which that was done."""
    language = request.GET.get("to", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    address = came_from(request)
    has_languages = language_of(address) or is_page(address)
    response = HttpResponseRedirect(address_in(language, address) if has_languages else address)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def came_from(request: HttpRequest) -> str:
    """The path and the query of the page of ours that led here; those of the front page when none did."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return reverse("articles:front")
    parts = urlsplit(referer)
    return escape_leading_slashes(f"{parts.path}{'?' if parts.query else ''}{parts.query}") or "/"
