"""Requests as views get them: with the details that htmx sends, and with the user who is logged in."""

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
