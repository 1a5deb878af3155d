"""Logins by the form, as a browser makes them; run as a module, wrong ones without end. It needs no package."""

import http.client
import itertools
import os
import sys
from contextlib import closing
from http.cookies import SimpleCookie
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


def log_in(port, user, password, source="127.0.0.1"):
    """The status of a login and the cookies after it, from an address of this machine."""
    jar = SimpleCookie()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))) as client:
        client.request("GET", "/admin/login/")
        answer = client.getresponse()
        answer.read()
        jar.load(answer.getheader("Set-Cookie", ""))
        token = jar["csrftoken"].value
        form = urlencode({"username": user, "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"})
        client.request("POST", "/admin/login/", form, {"Content-Type": FORM, "Cookie": f"csrftoken={token}"})
        answer = client.getresponse()
        answer.read()
        for header in answer.headers.get_all("Set-Cookie", []):
            jar.load(header)
    return answer.status, "; ".join(f"{name}={one.value}" for name, one in jar.items())


def guess(port, kind, number):
    """Wrong passwords, one after the other, and the status of each on a line.

    "staying" guesses for one user from one address, "moving" for another user from another address each time.
    """
    for count in itertools.count():
        user, source = f"user{number}", f"127.0.1.{number + 1}"
        if kind == "moving":
            user, source = f"user{number}-{count}", f"127.{number + 1}.{count // 250 % 250}.{count % 250 + 1}"
        try:
            status, _ = log_in(port, user, f"wrong {count}", source)
        except (OSError, http.client.HTTPException, KeyError):
            status = "---"  # cut, or there was no form
        os.write(1, f"{status}\n".encode())  # whole, where several processes write to one file


if __name__ == "__main__":
    os.nice(19)
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    guess(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
