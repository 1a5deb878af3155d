"""Reasons not to start the site, each one sentence that says what to do."""

import contextlib
import stat
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.database.sqlite_access import OWNER_ONLY, is_writable, sqlite_path
from articles.database.sqlite_file import EMPTY, damage_of, has_tables
from articles.languages import catalogues
from newsreader.starting import static_files

RESTORE = "Restore a backup: manage.py restore FILE"
AFRESH = "Or set NEWSREADER_START_AFRESH=1 once, to start with an empty library"


def check_debug(*, is_local: bool) -> None:
    """Raise ImproperlyConfigured when Django's debug pages, which show settings and code, would reach a network."""
    if settings.DEBUG and not (is_local and not settings.BEHIND_PROXY):
        raise ImproperlyConfigured(
            "NEWSREADER_DEBUG is on, and its pages show settings and code, but others can reach this address. "
            "Turn it off, or listen on HOST=127.0.0.1 without NEWSREADER_BEHIND_PROXY."
        )


def check_database_file() -> None:
    """Raise ImproperlyConfigured when the SQLite file is damaged, empty, or gone from beside what was built with it."""
    if not (path := library_path()):
        return
    if damage := _damage(path):
        raise ImproperlyConfigured(damage)
    # The secret alone is what a first start leaves that was broken off; static files are built after the database.
    is_gone = settings.STATIC_ROOT.is_dir() and not (path.exists() and path.stat().st_size and has_tables(path))
    if is_gone and not settings.START_AFRESH:
        raise ImproperlyConfigured(
            f"The folder {path.parent} is a library's, but its database {path.name} is gone or holds nothing. "
            f"{RESTORE}. {AFRESH}."
        )


def _damage(path: Path) -> str:
    """What is wrong with the file and what to do; "" when nothing is seen, or when it isn't there."""
    damage = damage_of(path) if path.exists() else ""
    if not damage or (damage == EMPTY and settings.START_AFRESH):
        return ""
    if damage == EMPTY:
        return f"The database {path} {damage}. {RESTORE}. {AFRESH}."
    return f"The database {path} {damage}. {RESTORE} --replace"


def keep_from_others() -> None:
    """Let nobody but its owner read the SQLite file and what lies beside it."""
    if path := library_path():
        for each in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            with contextlib.suppress(OSError):
                if (mode := stat.S_IMODE(each.stat().st_mode)) & ~OWNER_ONLY & 0o077 and mode & 0o200:
                    each.chmod(OWNER_ONLY)


def read_only_reason() -> str:
    """What can't be written, as the beginning of a sentence; "" when the library can be."""
    if path := library_path():
        is_locked_up = path.exists() and not is_writable(str(path))
        return f"The database {path} or its folder can't be written" if is_locked_up else ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return "PostgreSQL allows only reading here" if cursor.fetchone()[0] == "on" else ""


def has_pending_migrations() -> bool:
    """Whether the library has to be migrated. Raises ImproperlyConfigured when it is of a newer newsreader."""
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations or {}
    if newer := sorted(name for app, name in executor.loader.applied_migrations.keys() - known if app == "articles"):
        raise ImproperlyConfigured(
            f"the library is of a newer newsreader (articles.{newer[-1]} is unknown here). Install that version again, "
            "or restore a backup from before the upgrade: manage.py restore FILE --replace"
        )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def build_static_files() -> None:
    """Build them if they have changed, unless they are there and their folder can't be written."""
    try:
        if static_files.have_changed():
            call_command("collectstatic", interactive=False, verbosity=0)
            static_files.remember()
    except OSError as error:
        if not (settings.DATA_DIR / "staticfiles.json").exists():
            raise ImproperlyConfigured(
                f"The static files can't be built in {settings.STATIC_ROOT}: {error.strerror}."
            ) from error


def compile_catalogues() -> None:
    """Compile them if they have changed, unless they are there and their folder can't be written."""
    try:
        catalogues.compile_catalogues(settings.CATALOGUES, settings.LOCALE_PATHS[0])
    except OSError as error:
        if settings.LOCALE_PATHS[0].is_dir():
            return
        raise ImproperlyConfigured(
            f"The languages of the interface can't be compiled in {settings.LOCALE_PATHS[0]}: {error.strerror}."
        ) from error


def library_path() -> Path | None:
    """The path of the SQLite file; None on PostgreSQL."""
    return sqlite_path(settings.DATABASES["default"])
