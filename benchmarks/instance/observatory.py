"""What MDN's HTTP Observatory scores, written out: version 5 of its rules, as in @mdn/mdn-http-observatory 1.4.8.

Only the results that newsreader can come to are distinguished; any other counts as the worst of its rule.
"""

import re

from benchmarks.instance.client import Answer, Instance

EXTRA_FROM = 90  # points; extra credit counts only from here on
EVIL = "https://http-observatory.security.mozilla.org"


def score(instance: Instance) -> tuple[int, dict[str, int]]:
    """The total, and the points that each rule gives or takes."""
    page = instance.ask("/")
    preflight = instance.ask("/", "OPTIONS", {"Origin": EVIL, "Access-Control-Request-Method": "GET"})
    parts = {
        "content security policy": policy(page),
        "cookies": cookies(page),
        "cross-origin sharing": -50
        if "*" in page.one("access-control-allow-origin") + preflight.one("access-control-allow-origin")
        else 0,
        "redirection": redirection(instance),
        "referrer policy": referrer(page),
        "transport security": transport(page),
        "subresource integrity": integrity(page, instance),
        "content type options": 0 if page.one("x-content-type-options") == "nosniff" else -5,
        "frame options": frames(page),
        "resource policy": resource_policy(page),
    }
    taken = 100 + sum(points for points in parts.values() if points < 0)
    return (100 + sum(parts.values()) if taken >= EXTRA_FROM else taken), parts


def policy(page: Answer) -> int:
    directives = dict((f"{part} ".split(" ", 1)) for part in page.one("content-security-policy").split("; ") if part)
    text = " ".join(directives.values())
    if not directives:
        return -25
    if "'unsafe-eval'" in text:
        return -10
    if re.search(r"'unsafe-inline'|data:|https?:|\*", text):
        return -20
    is_none = directives.get("default-src", "").strip() == "'none'"
    return 10 if is_none and directives.get("form-action", "").strip() in ("'self'", "'none'") else 5


def cookies(page: Answer) -> int:
    """No cookie gives no points; with some, each has to be Secure, SameSite, and HttpOnly if a session's."""
    for name, rest in page.cookies.items():
        attributes = rest.lower()
        if "secure" not in attributes or ("session" in name and "httponly" not in attributes):
            return -40
        if "samesite" not in attributes:
            return 0
    return 5 if page.cookies else 0


def redirection(instance: Instance) -> int:
    if not instance.plain_url:
        return 0  # as of a host that has no port 80
    answer = instance.ask("/", headers={"Host": instance.host}, plain=True)
    return 0 if answer.status in (301, 302, 303, 307, 308) and answer.one("location").startswith(instance.url) else -20


def referrer(page: Answer) -> int:
    strict = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    found = [one.strip() for one in page.one("referrer-policy").split(",") if one.strip()]
    return (5 if found[-1] in strict else -5) if found else 0


def transport(page: Answer) -> int:
    found = re.search(r"max-age=(\d+)", page.one("strict-transport-security"))
    if not found:
        return -20
    return 0 if int(found[1]) >= 15_768_000 else -10  # half a year; being on browsers' lists would give 5


def integrity(page: Answer, instance: Instance) -> int:
    """Scripts of this host alone need none."""
    sources = re.findall(r'<script[^>]+src="([^"]+)"', page.text)
    return 0 if all(re.match(r"/(?!/)", source) or source.startswith(instance.url) for source in sources) else -50


def frames(page: Answer) -> int:
    if "frame-ancestors 'none'" in page.one("content-security-policy"):
        return 5
    return 0 if page.one("x-frame-options").upper() in ("DENY", "SAMEORIGIN") else -20


def resource_policy(page: Answer) -> int:
    return 10 if page.one("cross-origin-resource-policy") in ("same-origin", "same-site") else 0
