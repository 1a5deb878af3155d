"""What every page and every feed knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """The beginning of the site's absolute addresses: NEWSREADER_ORIGIN, or else as the request addresses the site."""
    return settings.ORIGIN or f"{request.scheme}://{request.get_host()}"


def site(request: HttpRequest | None = None) -> dict[str, str]:
    return {"SITE_NAME": settings.SITE_NAME, "SITE_TAGLINE": settings.SITE_TAGLINE}
