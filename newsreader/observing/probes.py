"""Pages for machines: /healthz, /readyz and /metrics, which no cache keeps and no session is opened for.

They are answered whatever the host, since a probe on the machine itself asks the address that the site listens on.
"""

from collections.abc import Callable
from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse

from articles.operations import metrics
from articles.operations.health import problems
from articles.requests import client_address

NO_STORE = {"Cache-Control": "no-store"}
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
FORWARDING = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


class Probes:
    """Middleware that answers the three addresses. /metrics without the token is an address that doesn't exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page = PAGES.get(request.path_info)
        if page is None or (page is counts and not has_token(request)):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return page(request)


def alive(request: HttpRequest) -> HttpResponse:
    """That this process answers; it asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers=NO_STORE)


def ready(request: HttpRequest) -> HttpResponse:
    """Each check by name, with status 503 when one fails; reasons are for the token and for this machine only."""
    found = problems()
    shows = has_token(request) or is_local(request)
    checks = {
        name: {"ok": not wrong, **({"problem": wrong} if wrong and shows else {})} for name, wrong in found.items()
    }
    is_ready = not any(found.values())
    return JsonResponse({"ready": is_ready, "checks": checks}, status=200 if is_ready else 503, headers=NO_STORE)


def counts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(metrics.exposition(), content_type=metrics.CONTENT_TYPE, headers=NO_STORE)


PAGES = {"/healthz": alive, "/readyz": ready, "/metrics": counts}


def has_token(request: HttpRequest) -> bool:
    """Whether the request has NEWSREADER_METRICS_TOKEN as its bearer token. Nobody has one that isn't set."""
    given, token = request.META.get("HTTP_AUTHORIZATION", ""), settings.METRICS_TOKEN
    return bool(token) and compare_digest(given.encode(), f"Bearer {token}".encode())


def is_local(request: HttpRequest) -> bool:
    """Whether this machine itself asks, not a proxy on it, nor a page in a browser on it that uses another name."""
    if any(header in request.META for header in FORWARDING):
        return False
    host = request.META.get("HTTP_HOST", "").lower()
    try:
        is_loopback = ip_address(client_address(request)).is_loopback
    except ValueError:
        return False
    return is_loopback and (host in LOCAL_HOSTS or host.rsplit(":", 1)[0] in LOCAL_HOSTS)
