"""URLs of stories: which URLs can be one, the day that a URL names, and the key of the canonical URL."""

import datetime as dt
import re
from urllib.parse import urlsplit

from articles.text.digests import signed_digest

MAX_ADDRESS = 2_000  # characters; what browsers and sitemaps take
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")

_DAY = re.compile(r"/(20\d\d)([/-]?)(\d\d)\2(\d\d)(?=[/_.-]|$)")


def story_address(url: object) -> str | None:
    """Return the URL without its fragment; None unless it is of http(s), names a host and is not its front page."""
    if not isinstance(url, str) or len(url) > MAX_ADDRESS or _UNSAFE.search(url := url.strip()):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or not (parts.path.strip("/") or parts.query):
        return None
    return parts._replace(fragment="").geturl()


def address_day(url: str) -> dt.date | None:
    """Return the day in the URL's path, as in /2026/11/21/, which is that of publication; None without one."""
    match = _DAY.search(urlsplit(url).path)
    try:
        return dt.date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def address_key(url: str) -> int:
    """Return the signed 64-bit BLAKE2b of a URL without its scheme, its host's case and a final slash."""
    parts = urlsplit(url)
    return signed_digest(f"//{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}")
