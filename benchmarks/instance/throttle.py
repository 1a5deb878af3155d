"""Rows A1 to A4: wrong passwords. They block logins from the address that asks for a quarter of an hour."""

import re
import secrets
import statistics
import time

from benchmarks.instance.client import FORM, Answer, Visitor
from benchmarks.instance.rows import Given, NotApplicable, elsewhere, require, row


def _wrong(given: Given, name: str, headers: dict[str, str] | None = None) -> Answer:
    visitor = Visitor(given.instance)
    visitor.ask("/admin/login/")
    token = re.search(r'value="(\w{64})"', visitor.ask("/admin/login/").text)
    body = f"csrfmiddlewaretoken={token[1] if token else ''}&username={name}&password={secrets.token_hex(8)}".encode()
    return visitor.ask("/admin/login/", "POST", {"Content-Type": FORM, **(headers or {})}, body)


@row("A4", "Unknown against known user", "same status, same text, about the same time")
def unknown(given: Given) -> str:
    if not given.user:
        raise NotApplicable("needs --user")
    seen, times = {}, {}
    nobody = secrets.token_hex(6)
    for name in (given.user, nobody):
        spent = []
        for _ in range(3):
            start = time.perf_counter()
            answer = _wrong(given, name)
            spent.append(time.perf_counter() - start)
        times[name] = statistics.median(spent) * 1000
        text = re.sub(r'value="\w{64}"', "", answer.text).replace(name, "NAME")
        seen[name] = answer.status, text
    require(seen[given.user] == seen[nobody], f"{seen[given.user][0]} and {seen[nobody][0]}, or another text")
    return f"same; medians {times[given.user]:.0f} ms (known) and {times[nobody]:.0f} ms (unknown), with the pages"


@row("A1", "Wrong passwords for one user", "429 from the 6th at the latest, with Retry-After up to 15 minutes")
def one_user(given: Given) -> str:
    name = secrets.token_hex(6)
    answers = [_wrong(given, name) for _ in range(6)]
    retry = answers[-1].one("retry-after")
    require(answers[-1].status == 429, f"statuses {[answer.status for answer in answers]}")
    require(retry.isdecimal() and 0 < int(retry) <= 900, f"Retry-After {retry or 'absent'}")
    first = [answer.status for answer in answers].index(429) + 1
    return f"429 from number {first} on, Retry-After {retry}"


@row("A2", "50 wrong logins on different users from one address", "429")
def one_address(given: Given) -> str:
    statuses = [_wrong(given, secrets.token_hex(6)).status for _ in range(50)]
    require(statuses[-1] == 429, f"the last got {statuses[-1]}")
    return f"429 from number {statuses.index(429) + 1} on"


@row("A1b", "The right password while blocked", "refused")
def right_one(given: Given) -> str:
    if not given.user:
        raise NotApplicable("needs --user and --password-file")
    status = Visitor(given.instance).log_in(given.user, given.password).status
    require(status == 429, f"status {status}")
    return "429"


@row("A3", "X-Forwarded-For while blocked", "dodges nothing")
def dodge(given: Given) -> str:
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        status = _wrong(given, secrets.token_hex(6), {header: "198.51.100.7"}).status
        require(status == 429, f"{header}: {status}")
    return "429 all the same"


elsewhere("A3b", "The blocked user from another address", "gets in", "needs two addresses: tests/admin/test_login.py")
