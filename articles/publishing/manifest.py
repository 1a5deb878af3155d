"""The web app manifest, by which a browser installs the site."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

PAPER = "#fdfdfb"  # the ground of pages in the light scheme; a manifest can't read style sheets


def manifest() -> dict[str, Any]:
    """The manifest in the active language (W3C, Web Application Manifest)."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "id": "/",  # one installed site, whatever the language of its start
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "start_url": reverse("articles:front"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news"],
        "icons": [
            {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *({"src": static(f"icons/{n}.png"), "sizes": f"{n}x{n}", "type": "image/png"} for n in (192, 512)),
            {"src": static("icons/maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": _("Headlines"), "url": reverse("articles:front")},
            {"name": _("Search"), "url": reverse("articles:search")},
            {"name": _("Kept offline"), "url": reverse("offline")},
        ],
    }
