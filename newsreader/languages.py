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
from articles.languages.preferences import COOKIE_AGE, chosen_by, preferred_by


class Languages:
    """Activates the language of an answer. A page in English is left by readers who prefer another language.

    htmx asks for parts of a page that is shown already, so these are never redirected. Nor is a reader without the
    cookie whom a page of ours led here: a browser that refuses cookies can't keep the choice of English, and pages in
    another language lead to none in English but by that choice.
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
        is_another = preferred != settings.LANGUAGE_CODE
        if is_another and self._is_redirected(request):
            response: HttpResponse = HttpResponseRedirect(address_in(preferred, request.get_full_path()))
        else:
            response = self._answer(request, settings.LANGUAGE_CODE)
        # For those who prefer English the referrer decides nothing, so caches keep one page for all of them.
        patch_vary_headers(response, ["Accept-Language", "Cookie", *(["Referer"] if is_another else [])])
        return response

    def _is_redirected(self, request: HttpRequest) -> bool:
        if request.method not in ("GET", "HEAD") or "HX-Request" in request.headers:
            return False
        return bool(chosen_by(request)) or not referrer_of_ours(request)

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
    referrer = referrer_of_ours(request)
    if not referrer:
        return reverse("articles:front")
    parts = urlsplit(referrer)
    return escape_leading_slashes(f"{parts.path}{'?' if parts.query else ''}{parts.query}") or "/"


def referrer_of_ours(request: HttpRequest) -> str:
    """The address of the page of this site that led here; "" when none did."""
    referrer = request.headers.get("Referer", "")
    return referrer if url_has_allowed_host_and_scheme(referrer, {request.get_host()}) else ""
