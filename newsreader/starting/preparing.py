"""Makes the database and the static files ready, in a process that ends before the site runs.

So that `make run`'s own process never holds Django. Prints one line of JSON to the file descriptor that it is given.
"""

import io
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from articles.management.signals import Stopped, stop_on_signals
from newsreader.run import Refused, asked_address
from newsreader.starting import start_checks

ROOT = Path(__file__).resolve().parents[2]
DEMO_LABEL = "Demo edition"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the greeting needs of the settings; or why the site can't run."""

    name: str = ""
    origin: str = ""
    hosts: list[str] = field(default_factory=list)  # of NEWSREADER_HOSTS
    answered_host: str = "localhost"  # a host name that the site answers
    can_write: bool = True  # otherwise the library is served for reading only
    sqlite_file: str = ""
    folder: str = ""
    refusal: str = ""


def main(descriptor: int) -> int:
    """Prepare; the exit code is 0 also when the answer is a refusal."""
    with stop_on_signals():
        try:
            answer = prepare()
        except Refused as refused:
            answer = Prepared(refusal=str(refused))
        except Stopped as stopped:
            return stopped.exit_code
    with os.fdopen(descriptor, "w") as pipe:
        json.dump(asdict(answer), pipe)
    return 0


def prepare() -> Prepared:
    """Check and migrate the database, import the demo edition, build static files, where needed. Raises Refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
    try:
        django.setup()
        start_checks.check_debug(is_local=asked_address(os.environ).is_local)
        start_checks.check_database_file()
        start_checks.keep_from_others()
        reason = read_only_reason()
        if not reason:
            migrate()
            if is_demo_due():
                import_demo()
        start_checks.build_static_files()
        start_checks.compile_catalogues()
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error
    return Prepared(
        name=settings.SITE_NAME,
        origin=settings.ORIGIN,
        hosts=settings.HOSTS,
        answered_host=settings.ALLOWED_HOSTS[0].replace("*", "localhost").removeprefix("."),
        can_write=not reason,
        sqlite_file=str(start_checks.library_path() or ""),
        folder=str(settings.DATA_DIR),
    )


def read_only_reason() -> str:
    """Why the library is served for reading only, which is said; "" when it isn't. Raises Refused."""
    try:
        reason = start_checks.read_only_reason()
        if reason and start_checks.has_pending_migrations():
            raise Refused(f"{reason}, and it needs to be migrated: run manage.py migrate where it can be written.")
    except DatabaseError as error:
        raise Refused(f"the database can't be made ready: {' '.join(str(error).split())}") from error
    if reason:
        say(f"{reason}: it is served for reading only, without logging in or importing.")
    return reason


def migrate() -> None:
    """Run the migrations that are missing. Raises Refused when the database can't be reached."""
    try:
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        if start_checks.has_pending_migrations():
            say("Making the database ready …")
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
        if end.code in (130, 143):  # of a command that a signal ended
            raise Stopped(int(end.code) - 128) from end
        if end.code:
            raise Refused(f"{command} failed with exit code {end.code}.") from end
    except CommandError as error:
        raise Refused(f"{command} failed: {error}") from error
    except OSError as error:
        raise Refused(f"{command} failed: {error}") from error


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
