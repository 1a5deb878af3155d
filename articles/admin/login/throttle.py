"""The throttle of logins: django-axes counts wrong passwords in the database, by user and address, and by address."""

import datetime as dt
import ipaddress
from collections.abc import Iterable

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.forms import UsernameField
from django.http import HttpRequest
from django.utils import timezone

from articles.requests import client_address

ADDRESS_LIMIT = 20  # wrong passwords from one address, for any users
IPV6_PREFIX = 64  # bits; one customer of a provider has all addresses that share them

type Credentials = dict[str, str]
type Failures = tuple[str, int, dt.datetime]  # user name, number, time of the last


class LoginThrottle(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Refuses a login when its user has too many failures from its address, or its address too many for all users.

    django-axes has one limit for all that it counts by; the address gets a second one here.
    """

    def is_locked(self, request: HttpRequest, credentials: Credentials | None = None) -> bool:
        return self.blocked_until(request, (credentials or {}).get("username", "")) is not None

    def blocked_until(self, request: HttpRequest, username: str) -> dt.datetime | None:
        """When the user may try again from the address of the request; None for now. One query."""
        since = timezone.now() - settings.AXES_COOLOFF_TIME
        address = request.axes_ip_address  # type: ignore[attr-defined]  # set by AxesProxyHandler
        failures = list(
            AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since)
            .order_by("-attempt_time")
            .values_list("username", "failures_since_start", "attempt_time")
        )
        ends = [
            _end([failure for failure in failures if failure[0] == username], settings.AXES_FAILURE_LIMIT),
            _end(failures, ADDRESS_LIMIT),
        ]
        return max((end for end in ends if end), default=None)


def blocked_until(request: HttpRequest) -> dt.datetime | None:
    """When the user of the login form may try again from the address of the request; None for now."""
    AxesProxyHandler.update_request(request)
    username = UsernameField().to_python(request.POST.get("username", "")) or ""  # as the form will read it
    return LoginThrottle().blocked_until(request, username)


def client_network(request: HttpRequest) -> str | None:
    """What failures are counted by: an IPv4 address, or the first 64 bits of an IPv6 address; None when unknown."""
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return None
    if address.version == 6:
        return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False).network_address)
    return str(address)


def _end(failures: Iterable[Failures], limit: int) -> dt.datetime | None:
    """When fewer failures than the limit are left to count; None when they already are. The newest come first."""
    total = 0
    for _, number, time in failures:
        total += number
        if total >= limit:
            return time + settings.AXES_COOLOFF_TIME
    return None
