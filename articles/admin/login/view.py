"""The login form's answer: throttled, one password at a time, with a session id of its own for each login."""

import datetime as dt
import math
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from articles.admin.login.password_slots import Busy, password_slot
from articles.admin.login.throttle import blocked_until
from articles.context import site

RETRY_SOON = 5  # seconds

LoginView = Callable[[HttpRequest], HttpResponse]


def log_in(request: HttpRequest, view: LoginView) -> HttpResponse:
    """The answer of Django's login view to its form, or the page that says why nobody can log in now."""
    try:
        if until := blocked_until(request):
            return too_many_failures(until)
        with password_slot():
            response = view(request)
        if until := blocked_until(request) if request.axes_locked_out else None:  # type: ignore[attr-defined]
            return too_many_failures(until)
        renew_session(request, response)
    except Busy:
        return too_busy()
    return response


def renew_session(request: HttpRequest, response: HttpResponse) -> None:
    """Give a session that was already this user's a new id, as Django does only for another user's."""
    given = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if response.status_code == 302 and request.session.session_key == given:
        request.session.cycle_key()


def too_many_failures(until: dt.datetime) -> HttpResponse:
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    minutes = math.ceil(seconds / 60)
    sentence = ngettext("It works again in %(n)d minute.", "It works again in %(n)d minutes.", minutes)
    advice = gettext(
        "Nobody can log in from here for now, not even with the right password. %(when)s "
        "If you don’t remember your password, whoever runs this library can set a new one."
    )
    return refused(429, gettext("Too many wrong passwords"), advice % {"when": sentence % {"n": minutes}}, seconds)


def too_busy() -> HttpResponse:
    advice = gettext("Many people try to log in at this moment. Go back, and try again in a few seconds.")
    response = refused(503, gettext("Not just now"), advice, RETRY_SOON)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's; a flood of logins must not fill the log
    return response


def refused(status: int, heading: str, advice: str, retry_after: int) -> HttpResponse:
    return HttpResponse(_page(heading, advice), status=status, headers={"Retry-After": str(retry_after)})


@lru_cache(maxsize=32)  # a flood of logins gets the same pages again and again; there are 17 in a language
def _page(heading: str, advice: str) -> str:
    """A page rendered without request and database, so that it can't fail with them."""
    return render_to_string("errors/login_refused.html", {**site(), "heading": heading, "advice": advice})
