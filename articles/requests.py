"""Requests as views get them: what htmx sends, the user who is logged in, and the address they come from."""

from contextlib import suppress
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request to which django-htmx's middleware has added what htmx sent."""

    htmx: HtmxDetails


def is_fragment(request: HtmxRequest) -> bool:
    """Whether htmx asks for a fragment; when it restores a page of the history, it wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


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
