"""Runs the site in one terminal: prepares the database, then runs web server and worker until Ctrl-C."""

import contextlib
import http.client
import io
import ipaddress
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from articles.management.signals import Stopped
from newsreader.processes import EndedByItself, Family, raise_on_signals

ROOT = Path(__file__).resolve().parent.parent
DEMO_LABEL = "Demo edition"
STOPPED = {130: signal.SIGINT, 143: signal.SIGTERM}  # exit codes of commands that a signal ended
FIRST_ANSWER = 60  # seconds


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
    """Run the site; exit code 0 after a signal to end, 1 when it could not run or a process ended by itself."""
    try:
        raise_on_signals()
        address = asked_address(os.environ)
        claim(address)
        prepare()
        raise_on_signals()  # a command may have had handlers of its own
        serve(address)
    except Stopped:
        return 0
    except (Refused, EndedByItself) as error:
        print(f"newsreader can't run: {error}", file=sys.stderr)  # noqa: T201
        return 1


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


def prepare() -> None:
    """Migrate, import the demo edition and collect static files. Raises Refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error
    say("Making the database ready …")
    do_without_pool()
    migrate()
    if is_demo_due():
        import_demo()
    carry_out("collectstatic", interactive=False, verbosity=0)
    connections.close_all()  # from here on the children have theirs


def do_without_pool() -> None:
    """Use one connection without a pool, which would try for half a minute to reach an absent database."""
    for database in connections.all():
        database.settings_dict.get("OPTIONS", {}).pop("pool", None)


def migrate() -> None:
    """Run the migrations. Raises Refused when the database can't be reached."""
    try:
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
    except OSError as error:
        raise Refused(f"the folder {settings.DATA_DIR} can't be made: {error.strerror}.") from error
    except (DatabaseError, ImproperlyConfigured) as error:
        reason = " ".join(str(error).split())
        raise Refused(f"the database can't be made ready: {reason}") from error


def is_demo_due() -> bool:
    """Whether the library is empty, or the first import of the demo edition was interrupted."""
    from articles.models import Article, Import

    demo = Import.objects.filter(label=DEMO_LABEL)
    if demo.exists():
        return not demo.filter(state=Import.State.FINISHED).exists()
    return not Article.objects.exists() and not Import.objects.exists()


def import_demo() -> None:
    """Import the demo edition into an empty library. A failure is reported and the site still runs."""
    say("The library is empty: importing the demo edition …")
    try:
        carry_out("import_articles", str(ROOT / "articles" / "demo"), label=DEMO_LABEL, stdout=io.StringIO())
    except Refused as error:
        say(f"The demo edition isn't all there: {error}")


def carry_out(command: str, *arguments: str, **options: object) -> None:
    """Run a command. Raises Stopped when a signal ended it, Refused when it failed."""
    try:
        call_command(command, *arguments, **options)
    except SystemExit as end:
        if end.code in STOPPED:
            raise Stopped(STOPPED[end.code]) from end
        if end.code:
            raise Refused(f"{command} failed with exit code {end.code}.") from end
    except CommandError as error:
        raise Refused(f"{command} failed: {error}") from error


def serve(address: Address) -> NoReturn:
    """Run web server and worker. Raises Stopped on a signal to end, EndedByItself when one of them ends."""
    with Family() as family:
        family.start("web server", [*python("-m", "granian"), *web_options(address)], ROOT)
        family.start("worker", python("manage.py", "db_worker", "--no-reload"), ROOT)
        await_answer(address, family)
        greet(address)
        while True:
            family.watch()
            time.sleep(0.2)


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def web_options(address: Address) -> list[str]:
    """Options of granian: two processes of four threads, since pages mostly wait for the database."""
    return [
        "newsreader.wsgi:application",
        "--interface=wsgi",
        f"--host={address.host}",
        f"--port={address.port}",
        "--workers=2",
        "--blocking-threads=4",
        "--workers-kill-timeout=2",  # seconds for the requests that run, when it is asked to end
        "--log-level=warning",
        "--log-config=newsreader/observing/granian_logs.json",
        "--no-access-log",
        "--no-ws",
    ]


def await_answer(address: Address, family: Family) -> None:
    """Wait until the web server answers with any status. Raises EndedByItself when it ends instead."""
    deadline = time.monotonic() + FIRST_ANSWER
    while not answers(address) and time.monotonic() < deadline:
        family.watch()
        time.sleep(0.1)


def answers(address: Address) -> bool:
    host = settings.ALLOWED_HOSTS[0].replace("*", "localhost").removeprefix(".")
    connection = http.client.HTTPConnection(address.nearest_host, address.port, timeout=5)
    try:
        connection.request("HEAD", "/", headers={"Host": host, "Connection": "close"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def greet(address: Address) -> None:
    """Print the site's address and the next steps."""
    say(f"\n{settings.SITE_NAME} is at {settings.ORIGIN or address.url}")
    if settings.ORIGIN:
        say(f"  Behind that address, the web server listens at {address.url}")
    say("  To make an admin:  .venv/bin/python manage.py createsuperuser")
    say("  To end:            Ctrl-C\n")
    if not address.is_local and not settings.HOSTS and not settings.ORIGIN:
        say(f"NEWSREADER_HOSTS is empty: though HOST is {address.host}, only requests for localhost are answered.")
        say("  Name what readers will type, such as NEWSREADER_HOSTS=news.example.org,192.0.2.7\n")


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
