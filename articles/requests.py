"""Requests as views get them: with the details that htmx sends, the user who is logged in, the client's address."""

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request to which django-htmx's middleware has added what htmx sent."""

    htmx: HtmxDetails


def user_of(request: HttpRequest) -> User:
    """The user who is logged in. Raises PermissionDenied when nobody is."""
    if request.user.is_authenticated:
        return request.user
    raise PermissionDenied


def address_of(request: HttpRequest) -> str:
    """The client's IP address. Behind a proxy it is the one that the proxy has added to X-Forwarded-For."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        with suppress(ValueError):
            return str(ip_address(request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()))
    return direct
