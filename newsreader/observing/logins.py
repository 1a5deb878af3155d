"""One log line for each login, failed login and logout."""

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from articles.operations import metrics
from articles.operations.events import log_event


def connect() -> None:
    user_logged_in.connect(logged_in)
    user_logged_out.connect(logged_out)
    user_login_failed.connect(login_failed)


def logged_in(user: AbstractBaseUser, **_kwargs: object) -> None:
    metrics.count_login("ok")
    log_event("logged in", user=user.get_username())


def logged_out(user: AbstractBaseUser | None, **_kwargs: object) -> None:
    if user:  # a stranger may ask for the address too
        log_event("logged out", user=user.get_username())


def login_failed(credentials: Mapping[str, object], **_kwargs: object) -> None:
    """Only the name that was typed is logged; Django has masked the password."""
    metrics.count_login("failed")
    log_event("login failed", user=str(credentials.get("username", "")))
