"""Runs the site in one terminal until Ctrl-C: prepares the database, then keeps web server and worker running.

This process only watches the others. It holds no Django, and nothing but a signal ends it once the site is up.
"""

import contextlib
import http.client
import ipaddress
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from articles.management.signals import Stopped
from articles.operations.integrity import start_check
from newsreader.observing import logs
from newsreader.starting import kept_settings
from newsreader.starting.processes import SHUTDOWN_WAIT, Child, EndedByItself, Family, Signals, how_it_ended

FIRST_ANSWER = 60  # seconds
ARENAS = "2"  # of glibc's malloc; with one for each thread, freed memory stays in many pieces


@dataclass(frozen=True, slots=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(self.host).is_loopback
        return self.host == "localhost"

    @property
    def nearest_host(self) -> str:
        """The host by which this machine reaches it."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 (read, not bound)

    @property
    def url(self) -> str:
        host = f"[{self.nearest_host}]" if ":" in self.nearest_host else self.nearest_host
        return f"http://{host}:{self.port}/"


class Refused(Exception):
    """The site can't run; the message says why in one sentence."""


def main() -> int:
    """Run the site; exit code 0 after a signal to end, 1 when it could not be brought up."""
    log_to_stderr()
    try:
        signals = Signals()
        address = asked_address(os.environ)
        claim(address)
        keep_settings(os.environ)
        serve(address, signals)
    except Stopped:
        return 0
    except (Refused, EndedByItself) as error:
        print(f"newsreader can't run: {error}", file=sys.stderr)  # noqa: T201
        return 1


def log_to_stderr() -> None:
    """Log this process's own lines as the others do theirs."""
    handler = logs.Stderr()
    handler.setFormatter(logs.formatter())
    logging.basicConfig(handlers=[handler])


def asked_address(environment: Mapping[str, str]) -> Address:
    """HOST and PORT of the environment. Raises Refused when PORT is no port."""
    port = environment.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused(f"PORT is {port!r}; it should be a number from 1 to 65535.")
    return Address(environment.get("HOST") or "127.0.0.1", int(port))


def claim(address: Address) -> None:
    """Check that the address is free. Raises Refused when it isn't."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except socket.gaierror as error:
        raise Refused(f"HOST is {address.host!r}, which is no address of this machine.") from error
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        other = address.port + 1 if 1024 <= address.port < 65535 else 8000
        raise Refused(
            f"port {address.port} of {address.host} can't be had ({reason}); try another with PORT={other} make run."
        ) from error


def keep_settings(environment: Mapping[str, str]) -> None:
    """Keep the settings for the commands. Raises Refused when one can't be kept; a read-only folder is no reason."""
    path = kept_settings.settings_file(kept_settings.data_folder(environment))
    try:
        kept_settings.write(path, environment)
    except ValueError as error:
        raise Refused(str(error)) from error
    except OSError as error:
        logging.warning("The settings can't be kept in %s (%s); commands need them from you.", path, error.strerror)


def serve(address: Address, signals: Signals) -> NoReturn:
    """Run web server and worker. Raises Stopped on a signal to end, Refused when the site can't be brought up."""
    environment = {"MALLOC_ARENA_MAX": ARENAS, **os.environ}
    with Family(signals) as family:
        prepared = prepare(family, environment)
        web = family.start(
            "web server", python("-m", "newsreader.starting.web_server", *web_options(address)), environment
        )
        if prepared["can_write"]:
            family.start("task worker", python("manage.py", "task_worker"), environment)
        if prepared["sqlite_file"]:
            start_check(prepared["sqlite_file"], Path(prepared["folder"]))
        await_answer(address, web, prepared["answered_host"])
        greet(address, prepared)
        while True:
            family.restart_dead()
            time.sleep(0.2)


def prepare(family: Family, environment: Mapping[str, str]) -> dict[str, Any]:
    """Prepare the library in a process of its own; `preparing.Prepared` as a dict. Raises Refused."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as pipe:
        command = python("-m", "newsreader.starting.preparing", str(writing))
        child = family.start("preparation", command, environment, pass_fds=[writing])
        os.close(writing)
        answer = pipe.read()
    child.process.wait()
    family.children.remove(child)
    if not answer:
        raise Refused(f"the preparation {how_it_ended(child.process.returncode)}.")
    prepared: dict[str, Any] = json.loads(answer)
    if prepared["refusal"]:
        raise Refused(prepared["refusal"])
    return prepared


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def web_options(address: Address) -> list[str]:
    """Options of granian: two processes, each with the threads of `serving.server`."""
    return [
        "newsreader.rsgi:application",
        "--interface=rsgi",
        f"--host={address.host}",
        f"--port={address.port}",
        "--workers=2",
        f"--workers-kill-timeout={SHUTDOWN_WAIT}",
        "--respawn-failed-workers",
        "--respawn-interval=1",
        "--http1-buffer-size=65536",  # of a request's line and headers, which reach 100 kB for nothing but an attack
        "--log-level=warning",
        "--log-config=newsreader/observing/granian_logs.json",
        "--no-access-log",
        "--no-ws",
    ]


def await_answer(address: Address, web: Child, host: str) -> None:
    """Wait until the web server answers with any status. Raises EndedByItself when it ends instead."""
    deadline = time.monotonic() + FIRST_ANSWER
    while not answers(address, host) and time.monotonic() < deadline:
        if web.process.poll() is not None:
            raise EndedByItself(f"the web server {how_it_ended(web.process.returncode)}.")
        time.sleep(0.05)


def answers(address: Address, host: str) -> bool:
    connection = http.client.HTTPConnection(address.nearest_host, address.port, timeout=5)
    try:
        connection.request("HEAD", "/", headers={"Host": host, "Connection": "close"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def greet(address: Address, prepared: Mapping[str, Any]) -> None:
    """Print the site's address and the next steps."""
    say(f"\n{prepared['name']} is at {prepared['origin'] or address.url}")
    if prepared["origin"]:
        say(f"  Behind that address, the web server listens at {address.url}")
    say("  To make an admin:  .venv/bin/python manage.py createsuperuser")
    say("  To end:            Ctrl-C\n")
    if not address.is_local and not prepared["hosts"] and not prepared["origin"]:
        say(f"NEWSREADER_HOSTS is empty: though HOST is {address.host}, only requests for localhost are answered.")
        say("  Name what readers will type, such as NEWSREADER_HOSTS=news.example.org,192.0.2.7\n")


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
