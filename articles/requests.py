"""Requests as views get them: what htmx sends, the user who is logged in, and the address they come from.

And what the views of public pages share: an answer that is the same for everybody.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

PUBLIC = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"

varies = vary_on_headers("HX-Request", "HX-History-Restore-Request")  # both are read by `is_fragment`


class HtmxRequest(HttpRequest):
    """A request to which django-htmx's middleware has added what htmx sent."""

    htmx: HtmxDetails


def is_fragment(request: HtmxRequest) -> bool:
    """Whether htmx asks for a fragment; when it restores a page of the history, it wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for GET and HEAD only, whose answer is the same for everybody and may be kept by caches.

    Any other method gets 405, before a CSRF token is checked. A shared cache may give a page that is up to two seconds
    old without asking, and any older one while the site doesn't answer.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(*args: object, **kwargs: object) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code in (200, 304):
            response.headers.setdefault("Cache-Control", PUBLIC)
        return response

    return answer


def user_of(request: HttpRequest) -> User:
    """The user who is logged in. Raises PermissionDenied when nobody is."""
    if request.user.is_authenticated:
        return request.user
    raise PermissionDenied


def client_address(request: HttpRequest) -> str:
    """The IP address that a request comes from; "" when there is none.

    Behind a proxy it is the last value of X-Forwarded-For, which the proxy itself has added: what stands before may be
    anything that the client sent.
    """
    given = [request.META.get("REMOTE_ADDR", "")]
    if settings.BEHIND_PROXY:
        given.insert(0, request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip())
    for text in given:
        with suppress(ValueError):
            address = ip_address(text)
            return str((isinstance(address, IPv6Address) and address.ipv4_mapped) or address)
    return ""
