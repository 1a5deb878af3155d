"""What every page and every feed knows about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from articles.languages.addresses import PREFIXED, addresses_of, is_page, language_of

gettext_noop("Every headline leads somewhere.")  # the tagline of a site that has not set its own


def origin_of(request: HttpRequest) -> str:
    """The beginning of the site's absolute addresses: NEWSREADER_ORIGIN, or else as the request addresses the site."""
    return settings.ORIGIN or f"{request.scheme}://{request.get_host()}"


def site(request: HttpRequest | None = None) -> dict[str, Any]:
    names = {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_TAGLINE": gettext(settings.SITE_TAGLINE),
        "OFFLINE": settings.OFFLINE,
        "STATISTICS": settings.STATISTICS,
    }
    return {**names, "alternates": lambda: alternates(request)} if request else names


def alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """The language codes and addresses of a page in all languages, for search engines; none of a part of a list."""
    path = request.path
    if request.META["QUERY_STRING"] or not (language_of(path) or is_page(path)):
        return []
    origin = origin_of(request)
    english, *others = (origin + address for address in addresses_of(path))
    return [("x-default", english), ("en", english), *zip(PREFIXED, others, strict=True)]
