"""Reads what `whole_export` wrote into a library, in one transaction."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.apps.registry import Apps, apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.database.bulk import insert
from articles.operations.backups.moved_models import Model, fields_of, moved_models, named_by, reader_of
from articles.operations.backups.whole_export import FORMAT
from articles.operations.backups.whole_file import BackupError

type Counts = dict[str, int]


@dataclass(slots=True)
class Contents:
    """What a file says of itself: its migrations by app, and its rows and highest ids by table."""

    migrations: dict[str, list[str]]
    rows: Counts = field(default_factory=dict)
    highest_ids: Counts = field(default_factory=dict)


def verified_contents(path: Path) -> Contents:
    """Read the whole file and check that it is complete. Raises BackupError with the line at fault."""
    done, contents, counted, columns = 0, None, dict[str, int](), 0
    try:
        with opened(path) as file:
            for line in file:
                value = json.loads(line)
                if contents is None:
                    contents = _contents(value)
                elif isinstance(value, list):
                    counted[next(reversed(counted))] += 1
                    if len(value) != columns:
                        raise ValueError("it has another number of values than the table has columns")
                elif "table" in value:
                    counted[value["table"]], columns = 0, len(value["columns"])
                else:
                    contents.rows, contents.highest_ids = value["rows"], value["highest_ids"]
                done += 1
    except (ValueError, KeyError, StopIteration, TypeError, EOFError, OSError) as error:
        raise BackupError(f"{path} is damaged or no whole export, at line {done + 1:,}: {error}.") from error
    if contents is None or not contents.rows or contents.rows != counted:
        raise BackupError(f"{path} was cut off, or isn't as it was written: its last line doesn't fit its rows.")
    return contents


def load(path: Path, contents: Contents, using: str, of: Apps = apps) -> None:
    """Put what is in the file in the place of what is in the library, all in one transaction. Raises BackupError.

    `of` has the models as they were when the file was written.
    """
    connection = connections[using]
    models = {model._meta.label_lower: model for model in moved_models(of)}
    if unknown := contents.rows.keys() - models.keys():
        raise BackupError(f"This newsreader has no table {', '.join(sorted(unknown))}. It is too old for {path}.")
    with _unchecked(connection), transaction.atomic(using=using):
        _empty(connection, models)
        with opened(path) as file:
            lines = map(json.loads, islice(file, 1, None))
            head = next(lines)
            while "table" in head:
                head = _load_table(head, lines, models[head["table"]], connection)
        for label, highest in contents.highest_ids.items():
            _set_highest_id(models[label], highest, connection)
        connection.check_constraints()
        _check_counts(contents.rows, models, using)


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """The lines of a file, which may be compressed by gzip."""
    with path.open("rb") as file:
        is_compressed = file.read(2) == b"\x1f\x8b"
    opener: Any = gzip.open if is_compressed else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as text:
        yield text


def _contents(first: Mapping[str, Any]) -> Contents:
    if first.get("newsreader") != "library":
        raise ValueError("its first line is not that of a library")
    if first["format"] > FORMAT:
        raise ValueError("it is of a newer form; install the newsreader that wrote it")
    return Contents(first["migrations"])


@contextmanager
def _unchecked(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """References are checked once at the end. On SQLite this can be set only before the transaction begins."""
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


def _empty(connection: BaseDatabaseWrapper, models: Mapping[str, Model]) -> None:
    tables = [*(model._meta.db_table for model in models.values()), "django_session"]
    for statement in connection.ops.sql_flush(no_style(), tables):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _load_table(
    head: Mapping[str, Any], lines: Iterator[Any], model: Model, connection: BaseDatabaseWrapper
) -> dict[str, Any]:
    """Insert the rows of one table, and return the line that follows them."""
    fields = {one.column: one for one in fields_of(model)}
    if unknown := set(head["columns"]) - fields.keys():
        raise BackupError(f"This newsreader has no column {', '.join(sorted(unknown))} in {model._meta.db_table}.")
    readers = [reader_of(fields[column], connection) for column in head["columns"]]
    changed = [(place, read) for place, read in enumerate(readers) if read]
    following: list[dict[str, Any]] = []

    def rows() -> Iterator[list[Any]]:
        for row in lines:
            if not isinstance(row, list):
                following.append(row)
                return
            for place, read in changed:
                if row[place] is not None:
                    row[place] = read(row[place])
            yield row

    # Names may have to be inserted first, which can't be done within a COPY; such tables are small.
    is_named = any(named_by(one) for one in fields.values())
    names = [connection.ops.quote_name(column) for column in head["columns"]]
    insert(connection, connection.ops.quote_name(model._meta.db_table), names, list(rows()) if is_named else rows())
    return following[0]


def _set_highest_id(model: Model, highest: int, connection: BaseDatabaseWrapper) -> None:
    """Let the table go on with the next id."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, highest])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)", [table, max(1, highest), highest > 0]
            )


def _check_counts(expected: Counts, models: Mapping[str, Model], using: str) -> None:
    found = {label: models[label]._base_manager.using(using).count() for label in expected}
    if found != expected:
        raise BackupError("The library has other numbers of rows than the file. Nothing was changed.")
