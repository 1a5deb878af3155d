"""Restores a library from a backup or from a whole export, after the file has been verified."""

import datetime as dt
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from articles.database.content_version import renew
from articles.database.sqlite_access import OWNER_ONLY
from articles.database.sqlite_file import MAGIC, damage_of
from articles.operations.backups import postgresql_dump, sqlite_copy, whole_import
from articles.operations.backups.whole_file import BackupError, companions, whole_file

SHOWN = {
    "articles_article": "stories",
    "articles_document": "documents",
    "articles_headline": "headlines",
    "articles_import": "imports",
    "auth_user": "users",
}

type Counts = dict[str, int]
type Applied = set[tuple[str, str]]


def restore(path: Path, *, replace: bool, using: str = DEFAULT_DB_ALIAS) -> Counts:
    """Make the library that of the file, and return what it holds then, as `library_counts` does. Raises BackupError.

    The file is a backup of this kind of database, or what `export_library --all` wrote on either kind. It is verified
    first. A library that holds anything is replaced only if asked; on failure it stays as it was.
    """
    if not path.is_file():
        raise BackupError(f"There is no file at {path}.")
    with path.open("rb") as file:
        beginning = file.read(len(MAGIC))
    is_sqlite = connections[using].vendor == "sqlite"
    if not beginning:
        raise BackupError(f"{path} is empty.")
    if beginning == MAGIC:
        if not is_sqlite:
            raise BackupError(f"{path} is a backup of an SQLite library, and this one is on PostgreSQL. {_MOVE}")
        _restore_sqlite(path, replace, using)
    elif beginning.startswith(postgresql_dump.MAGIC):
        if is_sqlite:
            raise BackupError(f"{path} is a backup of a PostgreSQL library, and this one is on SQLite. {_MOVE}")
        _restore_dump(path, replace, using)
    else:
        _restore_export(path, replace, using)
    renew(connections[using])
    return library_counts(using)


_MOVE = "To move a library, run export_library --all on the one database and restore its output on the other."


def library_counts(using: str = DEFAULT_DB_ALIAS) -> Counts:
    """How many stories, documents, headlines, imports and users the library has, by these words.

    Raises DatabaseError when it can't be read.
    """
    connection, counts = connections[using], {}
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table, words in SHOWN.items():
            if table in tables:
                cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  one of ours
                counts[words] = int(cursor.fetchone()[0])
    return counts


def in_words(counts: Counts) -> str:
    return ", ".join(f"{count:,} {words}" for words, count in counts.items())


def _restore_sqlite(path: Path, replace: bool, using: str) -> None:
    connection = connections[using]
    database = Path(connection.settings_dict["NAME"])
    sqlite_copy.verified_counts(path)
    _refuse_other_schema(sqlite_copy.migrations_in(path), path)
    if database.exists() and database.stat().st_size and (damage := damage_of(database)):
        _refuse_to_replace(replace, f"The database {database} {damage}")
        _move_aside(database)
    if database.exists() and database.stat().st_size:
        _refuse_full_library(replace, using)
        connection.close()
        sqlite_copy.copy_over(path, database)
    else:
        connection.close()
        for left in companions(database):
            left.unlink(missing_ok=True)  # of a file that is gone; its changes don't belong to this one
        with whole_file(database, force=True) as aside:
            sqlite_copy.copy_over(path, aside)
    database.chmod(OWNER_ONLY)
    call_command("migrate", interactive=False, verbosity=0, database=using, skip_checks=True)


def _restore_dump(path: Path, replace: bool, using: str) -> None:
    expected = postgresql_dump.counts_in(path, using)
    _refuse_other_schema(postgresql_dump.migrations_in(path, using), path)
    _refuse_full_library(replace, using)
    postgresql_dump.restore_dump(path, using)
    found = library_counts(using)
    if any(found.get(words, 0) != expected.get(table, 0) for table, words in SHOWN.items()):
        raise BackupError(f"The library holds {in_words(found)} now, which isn't what {path} holds.")
    call_command("migrate", interactive=False, verbosity=0, database=using, skip_checks=True)


def _restore_export(path: Path, replace: bool, using: str) -> None:
    contents = whole_import.verified_contents(path)
    applied = {(app, name) for app, names in contents.migrations.items() for name in names}
    _refuse_other_schema(applied, path)
    _refuse_full_library(replace, using)
    call_command("migrate", interactive=False, verbosity=0, database=using, skip_checks=True)
    executor = MigrationExecutor(connections[using])
    apps_of_file = {app for app, _ in applied}
    if {one for one in executor.loader.applied_migrations if one[0] in apps_of_file} == applied:
        whole_import.load(path, contents, using)
        return
    if any(library_counts(using).values()):
        raise BackupError(
            f"{path} is of an older newsreader, so it can be restored into an empty library only: into a new "
            "folder (NEWSREADER_DATA) or a new database (DATABASE_URL)."
        )
    # Its rows go into the tables as they were then, and migrating brings them up to now.
    then = [key for key in executor.loader.graph.nodes if key in applied and not _has_child(key, applied, executor)]
    state = executor.migrate(then)
    whole_import.load(path, contents, using, state.apps)
    call_command("migrate", interactive=False, verbosity=0, database=using, skip_checks=True)


def _has_child(key: tuple[str, str], applied: Applied, executor: MigrationExecutor) -> bool:
    """Whether a later migration of the same app is among the applied ones."""
    children = executor.loader.graph.node_map[key].children
    return any(child.key[0] == key[0] and child.key in applied for child in children)


def _refuse_other_schema(applied: Applied, path: Path) -> None:
    """Raise BackupError when the file is no library's, or that of a newer newsreader."""
    if not any(app == "articles" for app, _ in applied):
        raise BackupError(f"{path} holds no library.")
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ())
    apps_known = {app for app, _ in known}
    if newer := sorted(f"{app}.{name}" for app, name in applied - known if app in apps_known):
        raise BackupError(
            f"{path} is of a newer newsreader ({newer[-1]} is unknown here). Install that version to restore it."
        )


def _refuse_full_library(replace: bool, using: str) -> None:
    try:
        counts = library_counts(using)
    except DatabaseError as error:
        _refuse_to_replace(replace, f"The library can't be read ({error})")
    else:
        if any(counts.values()):
            _refuse_to_replace(replace, f"The library holds {in_words(counts)}")


def _refuse_to_replace(replace: bool, state: str) -> None:
    if not replace:
        raise BackupError(f"{state}. Nothing was changed; --replace puts the backup in its place.")


def _move_aside(database: Path) -> None:
    """Rename a file that can't be opened, with what lies beside it, so that nothing of it is lost."""
    moment = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    for each in (database, *companions(database)):
        if each.exists():
            each.rename(each.with_name(f"{each.name}.damaged-{moment}"))
