"""The language that a reader prefers: that chosen in the footer, or else that of the browser."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from articles.languages.addresses import PREFIXED

COOKIE_AGE = 365 * 24 * 60 * 60  # seconds


def preferred_by(request: HttpRequest) -> str:
    return preferred(chosen_by(request), request.headers.get("Accept-Language", ""))


def chosen_by(request: HttpRequest) -> str:
    """The code of the language that the cookie names; "" when it names none of ours."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if _is_ours(chosen) else ""


def preferred(chosen: str, accepted: str) -> str:
    """The code of the language: that of the cookie if it is one of ours, or the first that the browser accepts."""
    if _is_ours(chosen):
        return chosen
    return _first_of(accepted) if accepted else settings.LANGUAGE_CODE


def _is_ours(code: str) -> bool:
    return code == settings.LANGUAGE_CODE or code in PREFIXED


@lru_cache(maxsize=1_000)
def _first_of(accepted: str) -> str:
    for code, _quality in parse_accept_lang_header(accepted):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
