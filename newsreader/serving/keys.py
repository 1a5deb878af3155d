"""Which requests are for a page that may be kept, and under which key."""

from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.forms import Form
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.urls import reverse
from granian.rsgi import Scope

from articles import forms
from articles.api.urls import PARAMETERS as API_PARAMETERS
from articles.languages.addresses import is_page, language_of
from articles.languages.preferences import preferred
from newsreader.observing.probes import PAGES

# The parameters of public pages and of the API; all others are left out of the key and of the request, or ?x=1, ?x=2 …
# would fill the cache.
PARAMETERS = API_PARAMETERS | {
    name
    for form in vars(forms).values()
    if isinstance(form, type) and issubclass(form, Form)
    for name in form.base_fields
}
LONGEST = 1_000  # characters of path and query
MOST_HOSTS = 100


class Key(NamedTuple):
    """What an answer depends on. `query` is canonical: known parameters only, sorted by name."""

    host: str
    scheme: str
    path: str
    query: str
    is_fragment: bool

    @property
    def is_search(self) -> bool:
        return self.query.startswith("q=") or "&q=" in self.query


class Keys:
    """Makes the keys of requests."""

    def __init__(self) -> None:
        self._never = (reverse("admin:index"), reverse("language"), settings.STATIC_URL, *PAGES)
        self._hosts: dict[str, bool] = {}  # of the hosts asked for, those that are allowed

    def key_of(self, scope: Scope) -> Key | None:
        """The key, or None for a request that Django must see: not GET or HEAD, with a session, of another host."""
        if scope.method not in ("GET", "HEAD"):
            return None
        path, query = scope.path, scope.query_string
        if path.startswith(self._never) or len(path) + len(query) > LONGEST:
            return None
        get = scope.headers.get
        if settings.SESSION_COOKIE_NAME in (get("cookie") or ""):
            return None
        hosts = scope.headers.get_all("host") or [scope.authority or ""]  # type: ignore[attr-defined]  # its types are older
        if len(hosts) != 1 or not self._is_ours(host := hosts[0]):
            return None
        if prefers_another_language(path, scope.headers):
            return None
        is_fragment = get("hx-request") == "true" and get("hx-history-restore-request") != "true"
        host = "" if settings.ORIGIN else host  # with an origin, no page depends on the host
        return Key(host, scheme_of(scope), path, canonical(query) if query else "", is_fragment)

    def _is_ours(self, host: str) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host)
            known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
            if known and len(self._hosts) < MOST_HOSTS:
                self._hosts[host] = known
        return known


def prefers_another_language(path: str, headers: Any) -> bool:  # noqa: ANN401  granian doesn't export their type
    """Whether the reader who asks for a page in English prefers another language.

    Then `newsreader.languages` decides by the referrer, which no key knows, whether to redirect the request.
    """
    if "hx-request" in headers or language_of(path) or not is_page(path):
        return False
    cookie = headers.get("cookie") or ""
    name = settings.LANGUAGE_COOKIE_NAME
    chosen = parse_cookie(cookie).get(name, "") if name in cookie else ""
    return preferred(chosen, headers.get("accept-language") or "") != settings.LANGUAGE_CODE


def scheme_of(scope: Scope) -> str:
    """The scheme of the reader's address; behind a proxy, the one that the proxy names."""
    if settings.BEHIND_PROXY:
        return "https" if scope.headers.get("x-forwarded-proto") == "https" else "http"
    return scope.scheme


def canonical(query: str) -> str:
    """The query with known parameters only, sorted by name; several values of one keep their order."""
    pairs = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name in PARAMETERS]
    return urlencode(sorted(pairs, key=itemgetter(0)))
