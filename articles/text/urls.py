"""URLs of stories: which URLs can be one, the day that a URL names, and the key of the canonical URL."""

import datetime as dt
import re
from urllib.parse import quote, urlsplit

from articles.lexicon import url_parameters, words
from articles.text.digests import signed_digest

MAX_ADDRESS = 2_000  # characters; what browsers and sitemaps take
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")

_DAY = re.compile(r"/(20\d\d)([/-]?)(\d\d)\2(\d\d)(?=[/_.-]|$)")

_TRACKING_PREFIXES = tuple(words(url_parameters.TRACKING_PREFIXES))
_TRACKING_NAMES = words(url_parameters.TRACKING_NAMES)
_FORM_NAMES, _FORM_VALUES = words(url_parameters.FORM_NAMES), words(url_parameters.FORM_VALUES)
_HOST_LABELS = words(url_parameters.HOST_LABELS)
_INDEX_NAMES, _INDEX_ENDINGS = words(url_parameters.INDEX_NAMES), words(url_parameters.INDEX_ENDINGS)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")  # RFC 3986, 2.3
_KEPT = "%!$&'()*+,;=:@/~"  # what `quote` leaves as it is, besides letters and digits
_PORTS = (80, 443)
# Copies that a cache of AMP pages serves: the host and the path of the page stand in the path of the copy.
_CACHED_AMP = re.compile(r"/(?:amp|c|v)/(?:s/)?(?=[^/]+\.[^/]+/.)")
_CACHE_HOSTS = re.compile(r"(?:www\.)?google\.[a-z.]+$|(?:.+\.)?cdn\.ampproject\.org$")
# A copy in the Internet Archive or another archive of its kind: the page's URL stands behind the moment of the copy.
_ARCHIVED = re.compile(
    r"https?://[^/]+/(?:[^/?#]+/){0,2}\d{4,14}(?:[a-z]{2}_)?/(?=https?://[^/]+\.[^/]+/.)", re.IGNORECASE
)
_AMP_ENDING = re.compile(r"[.-]amp(\.[a-z]+)?$", re.IGNORECASE)


def story_address(url: object) -> str | None:
    """Return the URL without its fragment; None unless it is of http(s), names a host and is not its front page."""
    if not isinstance(url, str) or len(url) > MAX_ADDRESS or _UNSAFE.search(url := url.strip()):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return None if canonical_address(url).endswith("/?") else parts._replace(fragment="").geturl()


def address_day(url: str) -> dt.date | None:
    """Return the day in the URL's path, as in /2026/11/21/, which is that of publication; None without one."""
    match = _DAY.search(urlsplit(url).path)
    try:
        return dt.date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def address_key(url: str) -> int:
    """Return the signed 64-bit BLAKE2b of a URL's canonical form."""
    return signed_digest(canonical_address(url))


def canonical_address(url: str) -> str:
    """Return what all URLs of one page have in common, as "//host/path?name=value"; "//host/?" of a front page.

    Left out are the scheme, the port of http and https, "www." and the labels of sites for phones, "/amp" and what
    else asks for a form of the page, the index file, the final slash, parameters that say how the visitor came, and the
    fragment. Parameters are sorted, and escapes are written one way (RFC 3986, 6.2.2). The case of the path counts.
    """
    parts = urlsplit(_ARCHIVED.sub("", url))
    host, port, path = (parts.hostname or "").rstrip("."), parts.port, parts.path
    if _CACHE_HOSTS.match(host) and (copy := _CACHED_AMP.match(path)):
        host, _, path = path[copy.end() :].partition("/")
        host = host.lower()
    shown_port = f":{port}" if port and port not in _PORTS else ""
    return f"//{_site(host)}{shown_port}/{_path(path)}?{_query(parts.query)}"


def _site(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _HOST_LABELS:
        del labels[0]
    host = ".".join(labels)
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in _escaped(path).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment and segment != ".":
            segments.append(segment)
    if segments and _is_index(segments[-1]):
        del segments[-1]
    if len(segments) > 1 and segments[-1].lower() == "amp":
        del segments[-1]
    if len(segments) > 1 and segments[0].lower() == "amp":
        del segments[0]
    if segments:
        segments[-1] = _AMP_ENDING.sub(r"\1", segments[-1]) or segments[-1]
    return "/".join(segments)


def _is_index(segment: str) -> bool:
    name, _, ending = segment.lower().partition(".")
    return name in _INDEX_NAMES and ending in _INDEX_ENDINGS


def _query(query: str) -> str:
    pairs = {_escaped(pair.replace("+", "%20")).removesuffix("=") for pair in re.split("[&;]", query)}
    return "&".join(sorted(pair for pair in pairs if pair and _names_the_story(pair)))


def _names_the_story(pair: str) -> bool:
    name, has_value, value = pair.lower().partition("=")
    if name in _FORM_NAMES:
        return bool(has_value) and value not in _FORM_VALUES
    return name not in _TRACKING_NAMES and not name.startswith(_TRACKING_PREFIXES)


def _escaped(text: str) -> str:
    """Return the text with escapes in capitals, and only where a character needs one."""
    return quote(_ESCAPE.sub(_one_escape, text), safe=_KEPT)


def _one_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()
