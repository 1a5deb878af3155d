"""Rows C, R, A and K: cookies, sessions, forged and refused requests, logins, caches."""

import re

from benchmarks.instance.client import FORM, Visitor
from benchmarks.instance.headers import PAGES
from benchmarks.instance.rows import Given, NotApplicable, elsewhere, require, row

PANEL = (
    "/admin/",
    "/admin/import/",
    "/admin/import/1/",
    "/admin/articles/article/",
    "/admin/articles/article/1/change/",
    "/admin/articles/document/1/original/",
    "/admin/articles/import/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/password_change/",
    "/admin/jsi18n/",
)
MAX_AGE = 14 * 24 * 60 * 60  # seconds


@row("C1", "Session cookie", "only after login; HttpOnly, SameSite=Lax, Path=/, no Domain; with TLS Secure and __Host-")
def session_cookie(given: Given) -> str:
    visitor = given.logged_in()
    answer = visitor.ask("/admin/")
    require(answer.status == 200, f"status {answer.status} after login")
    line = _cookie_line(given, "sessionid")
    wanted = ["httponly", "samesite=lax", "path=/"] + (["secure"] if given.instance.is_tls else [])
    require(all(part in line.lower() for part in wanted) and "domain" not in line.lower(), line)
    require(line.startswith("__Host-") or not given.instance.is_tls, line)
    return line.split("=", 1)[0] + "=…;" + line.split(";", 1)[1]


def _cookie_line(given: Given, name: str) -> str:
    """The header that sets a cookie at login."""
    if not given.user:
        raise NotApplicable("needs --user and --password-file")
    lines = Visitor(given.instance).log_in(given.user, given.password).all("set-cookie")
    return next((line for line in lines if line.split("=", 1)[0].endswith(name)), "no such cookie")


@row("C2", "CSRF cookie", "SameSite, with TLS Secure; not on public pages")
def csrf_cookie(given: Given) -> str:
    line = given.instance.ask("/admin/login/").one("set-cookie")
    wanted = ["csrftoken", "samesite=lax"] + (["secure"] if given.instance.is_tls else [])
    require(all(part in line.lower() for part in wanted), line or "none at the login form")
    return "at forms alone, with all flags"


@row("C3", "Anonymous public pages", "no Set-Cookie")
def no_cookies(given: Given) -> str:
    pages = (*PAGES[:3], "/wanted.csv", "/wanted.txt", "/feeds/changes/", "/nothing-here/")
    setting = [path for path in pages if given.instance.ask(path).all("set-cookie")]
    require(not setting, ", ".join(setting))
    return f"none on {len(pages)} pages"


@row(
    "C4",
    "Login and logout",
    "a new session id each time, the old one dead; logout by POST alone, and it ends the session",
)
def session_ids(given: Given) -> str:
    visitor = given.logged_in()
    first = dict(visitor.cookies)
    visitor.post("/admin/login/", {"username": given.user, "password": given.password}, page="/admin/")
    require(
        visitor.session != first.get(next(name for name in first if name.endswith("sessionid"))), "the same id again"
    )
    require(Visitor(given.instance, first).ask("/admin/").status == 302, "the id of the login before still works")
    second = dict(visitor.cookies)
    require(visitor.ask("/admin/logout/").status == 405, "GET logs out")
    visitor.post("/admin/logout/", {}, page="/admin/")
    require(Visitor(given.instance, second).ask("/admin/").status == 302, "the session lives on after logout")
    return "as expected"


elsewhere(
    "C4b", "Password change, disabled user", "their other sessions end", "Django's own; it would change your user"
)


@row("C5", "Age of a session", "14 days at most")
def session_age(given: Given) -> str:
    found = re.search(r"max-age=(\d+)", _cookie_line(given, "sessionid").lower())
    require(found and int(found[1]) <= MAX_AGE, found[0] if found else "as long as the browser runs")
    return f"{int(found[1]) // 3600} hours" if found else ""


@row("R1", "POST without a token, with a wrong one, from elsewhere, and by htmx", "403, nothing done")
def forged(given: Given) -> str:
    visitor = given.logged_in() if given.user else Visitor(given.instance)
    paths = ("/admin/login/", "/admin/logout/", "/admin/import/") if given.user else ("/admin/login/",)
    for path in paths:
        for headers in ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
            for body in (b"", b"csrfmiddlewaretoken=" + b"a" * 64):
                answer = visitor.ask(path, "POST", {"Content-Type": FORM, **headers}, body)
                require(answer.status == 403, f"{path} {headers or ''}: {answer.status}")
    return f"403 for {len(paths) * 8} forged requests"


elsewhere("R2", "All addresses by GET, HEAD, OPTIONS", "nothing changes", "counts rows: tests/admin and tests/pages")


@row("R3", "PUT, DELETE, PATCH, TRACE, CONNECT, FOO", "405 (TRACE and CONNECT also 400)")
def methods(given: Given) -> str:
    for path in ("/", "/wanted/", "/search/", "/static/favicon.svg", "/admin/", "/admin/login/", *PANEL[1:4]):
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO"):
            status = given.instance.ask(path, method, {"Content-Length": "0"}).status
            allowed = (405, 400) if method in ("TRACE", "CONNECT") else (405,)
            require(status in allowed, f"{method} {path}: {status}")
    return "405 everywhere"


@row("A5", "Default accounts", "none")
def defaults(given: Given) -> str:
    for name in ("admin", "newsreader"):
        require(Visitor(given.instance).log_in(name, name).status != 302, f"{name}/{name} logs in")
    return "neither admin/admin nor newsreader/newsreader logs in"


@row("A6", "Anonymous in the panel", "302 to the login, no data")
def strangers(given: Given) -> str:
    for path in PANEL:
        answer = given.instance.ask(path)
        leads_to_login = answer.status == 302 and answer.one("location").startswith("/admin/login/")
        require(leads_to_login and not answer.body, f"{path}: {answer.status}")
    return f"302 on {len(PANEL)} addresses"


elsewhere("A6b", "Staff without a right", "403", "tests/admin, in make test")
elsewhere("A7", "Log lines of logins, refusals, imports", "one each", "to be read in the log of the instance")


@row("K1", "Cache-Control in the panel", "no-store; Vary: Cookie")
def private(given: Given) -> str:
    visitor = given.logged_in() if given.user else Visitor(given.instance)
    for path in ("/admin/", "/admin/login/", "/admin/import/", "/admin/articles/article/"):
        answer = visitor.ask(path)
        require("no-store" in answer.one("cache-control"), f"{path}: {answer.one('cache-control') or 'nothing'}")
        require("cookie" in answer.one("vary").lower(), f"{path}: Vary {answer.one('vary') or 'nothing'}")
    return "no-store, private"


@row("K2", "Caching of public pages", "public or no-cache, with an ETag, and Vary: HX-Request where fragments differ")
def public(given: Given) -> str:
    for path in PAGES[:2]:
        answer = given.instance.ask(path)
        control = answer.one("cache-control")
        require("public" in control or "no-cache" in control, f"{path}: Cache-Control {control or 'nothing'}")
        require(answer.one("etag"), f"{path}: no ETag")
        require("hx-request" in answer.one("vary").lower(), f"{path}: Vary {answer.one('vary') or 'nothing'}")
    return control


@row("K3", "A public page fetched by a user, then by anybody", "the same bytes")
def same_for_all(given: Given) -> str:
    visitor = given.logged_in()
    for path in PAGES[:3]:
        own, anybodys = visitor.ask(path), given.instance.ask(path)
        require(own.body == anybodys.body and not own.all("set-cookie"), f"{path} differs")
        require(given.user not in anybodys.text or len(given.user) < 5, f"{path} names {given.user}")
    return "the same"


@row("K4", "Static files", "immutable for a year; no listing")
def static(given: Given) -> str:
    found = re.search(r'href="(/static/[^"]+\.[0-9a-f]{8,}\.css)"', given.instance.ask("/").text)
    require(found, "no hashed stylesheet in the page")
    control = given.instance.ask(found[1]).one("cache-control") if found else ""
    require("immutable" in control and "public" in control, control)
    for path in ("/static/", "/static/css/", "/static/staticfiles.json"):
        require(given.instance.ask(path).status == 404, f"{path}: {given.instance.ask(path).status}")
    return control
