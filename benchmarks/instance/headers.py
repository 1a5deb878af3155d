"""Rows H: what every answer carries, and what pages load."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from benchmarks.instance.client import FORM, Answer, Visitor
from benchmarks.instance.observatory import score
from benchmarks.instance.rows import Failed, Given, NotApplicable, elsewhere, require, row

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PAGES = ("/", "/wanted/", "/search/?q=ferry", "/admin/login/")
MAX_FORM = 5_000_000  # bytes


def answers(given: Given) -> dict[str, Answer]:
    """One answer of each kind, by what it is."""
    ask = given.instance.ask
    stylesheet = re.search(r'href="(/static/[^"]+\.css)"', ask("/").text)
    visitor = Visitor(given.instance)
    visitor.ask("/admin/login/")
    return {
        "200": ask("/"),
        "200 fragment": ask("/wanted/", headers={"HX-Request": "true"}),
        "200 csv": ask("/wanted.csv"),
        "200 feed": ask("/feeds/changes/"),
        "200 static": ask(stylesheet[1] if stylesheet else "/static/favicon.svg"),
        "200 login": ask("/admin/login/"),
        "301": ask("/wanted"),
        "302": ask("/admin/"),
        "400": ask("/", headers={"Host": "evil.example"}),
        "403": ask("/admin/login/", "POST", {"Content-Type": FORM}, b"username=a"),
        "404": ask("/nothing-here/"),
        "405": ask("/", "POST", {"Content-Type": FORM}, b""),
        "405 admin": ask("/admin/", "PUT", {}, b""),
        "413": visitor.ask("/admin/login/", "POST", {"Content-Type": FORM}, b"a=" + b"x" * MAX_FORM),
    }


def each(given: Given, name: str, is_right: str) -> str:
    """What the answers have in a header, when all match the regular expression."""
    seen = {kind: " | ".join(answer.all(name)) for kind, answer in answers(given).items()}
    wrong = {kind: value for kind, value in seen.items() if not re.fullmatch(is_right, value)}
    require(not wrong, "; ".join(f"{kind}: {value or 'nothing'}" for kind, value in wrong.items()))
    return f"on all {len(seen)} kinds of answers: {next(iter(seen.values())) or 'absent'}"


@row("H1", "Content-Security-Policy", "the strict policy, once, on every answer")
def policy(given: Given) -> str:
    for kind, answer in answers(given).items():
        given_policies = answer.all("content-security-policy")
        require(len(given_policies) == 1, f"{kind}: {len(given_policies)} policies")
        found = dict(part.split(None, 1) for part in given_policies[0].split("; "))
        require(found == POLICY, f"{kind}: {given_policies[0]}")
    return "default-src 'none' and 'self' alone, on every kind of answer"


class Inline(HTMLParser):
    """Collects what that policy would block, and what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.blocked: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.blocked += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.blocked.append(f"<{tag}>")
        if tag in ("script", "img", "link", "iframe", "source", "video", "audio"):
            self.loaded += [given[name] or "" for name in ("src", "href") if name in given]


def inline(given: Given) -> Inline:
    found = Inline()
    visitors = [Visitor(given.instance)] + ([given.logged_in()] if given.user else [])
    for visitor, pages in zip(
        visitors, (PAGES, ("/admin/", "/admin/import/", "/admin/articles/article/")), strict=False
    ):
        for page in pages:
            found.feed(visitor.ask(page).text)
    return found


@row("H2", "Inline scripts, styles and handlers", "none in any page")
def nothing_inline(given: Given) -> str:
    blocked = inline(given).blocked
    require(not blocked, ", ".join(sorted(set(blocked))))
    return "none" + ("" if given.user else " (public pages and login; the panel needs --user)")


@row("H3", "htmx's settings", "no eval, no indicator styles, no script tags, own requests only, no history cache")
def htmx_settings(given: Given) -> str:
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", given.instance.ask("/").text)
    settings = json.loads(found[1]) if found else {}
    right = {
        "allowEval": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "allowScriptTags": False,
        "historyCacheSize": 0,
    }
    require(right.items() <= settings.items(), str(settings))
    return "as expected"


@row("H4", "What pages load", "from this host alone; htmx under a name of fixed content")
def own_resources(given: Given) -> str:
    base = f"{given.instance.url}/"
    loaded = {urljoin(base, address) for address in inline(given).loaded}
    foreign = sorted(address for address in loaded if urlsplit(address).netloc != given.instance.host)
    require(not foreign, ", ".join(foreign))
    htmx = next((address for address in loaded if "htmx" in address), "")
    require(re.search(r"htmx[.\w-]*\.[0-9a-f]{8,}\.js", htmx), f"htmx is at {htmx or 'no address'}")
    digest = hashlib.sha384(given.instance.ask(urlsplit(htmx).path).body).digest()
    return f"{len(loaded)} files, all from here; htmx has sha384-{base64.b64encode(digest).decode()[:16]}…"


@row("H5", "X-Content-Type-Options", "nosniff")
def no_sniffing(given: Given) -> str:
    return each(given, "x-content-type-options", "nosniff")


@row("H6", "X-Frame-Options", "DENY")
def no_frames(given: Given) -> str:
    return each(given, "x-frame-options", "DENY")


@row("H7", "Referrer-Policy", "same-origin or stricter")
def referrer(given: Given) -> str:
    return each(given, "referrer-policy", "same-origin|no-referrer")


@row("H8", "Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy", "same-origin, both")
def cross_origin(given: Given) -> str:
    each(given, "cross-origin-opener-policy", "same-origin")
    return each(given, "cross-origin-resource-policy", "same-origin")


@row("H9", "Permissions-Policy", "at least no camera, microphone, location")
def permissions(given: Given) -> str:
    every = "".join(rf"(?=.*{name}=\(\))" for name in ("camera", "microphone", "geolocation"))
    return each(given, "permissions-policy", f"{every}.*")


@row("H10", "Strict-Transport-Security", "a year at least behind TLS; absent without")
def transport(given: Given) -> str:
    if not given.instance.is_tls:
        return each(given, "strict-transport-security", "")
    return each(given, "strict-transport-security", r"max-age=(3153[6-9]|31[6-9]|3[2-9]|[4-9])\d*(;.*)?")


@row("H11", "http:// while TLS is on", "301 or 308 to the same host and path")
def redirect(given: Given) -> str:
    if not given.instance.is_tls:
        raise NotApplicable("this instance is without TLS")
    if not given.instance.plain_url:
        raise NotApplicable("needs --plain-url, the address without TLS")
    answer = given.instance.ask("/wanted/?after=1", headers={"Host": given.instance.host}, plain=True)
    right = answer.status in (301, 308) and answer.one("location") == f"{given.instance.url}/wanted/?after=1"
    require(right, f"{answer.status} to {answer.one('location')}")
    return f"{answer.status} to the same path"


@row("H12", "Server, X-Powered-By", "no version")
def versions(given: Given) -> str:
    for name in ("server", "x-powered-by"):
        seen = each(given, name, r"\D*")
    return seen


@row("H13", "Content-Type", "right, with the character set")
def types(given: Given) -> str:
    seen = answers(given)
    for kind, expected in {
        "200": "text/html; charset=utf-8",
        "404": "text/html; charset=utf-8",
        "200 csv": "text/csv; charset=utf-8",
        "200 feed": "application/atom+xml; charset=utf-8",
    }.items():
        require(seen[kind].one("content-type").lower() == expected, f"{kind}: {seen[kind].one('content-type')}")
    return "html, csv and feed in UTF-8"


@row("H14", "Access-Control-Allow-Origin", "absent, whatever Origin is sent")
def origins(given: Given) -> str:
    for origin in ("https://evil.example", "null", given.instance.url):
        for path in ("/", "/static/favicon.svg", "/wanted.csv", "/admin/login/"):
            for method in ("GET", "OPTIONS"):
                answer = given.instance.ask(path, method, {"Origin": origin, "Access-Control-Request-Method": "GET"})
                require(not answer.all("access-control-allow-origin"), f"{method} {path} for {origin}")
    return each(given, "access-control-allow-origin", "")


@row("H15", "HTTP Observatory's rules", "A+, 110 or more")
def observatory(given: Given) -> str:
    if not given.instance.is_tls:
        raise NotApplicable("they ask for TLS, and this instance is without")
    total, parts = score(given.instance)
    seen = f"{total}: " + ", ".join(f"{part} {points:+d}" for part, points in parts.items() if points)
    if total < 110:
        raise Failed(seen)
    return f"A+, {seen}"


elsewhere("H2b", "Pages in a browser", "no violation of the policy", "tests/browser, in make test")
