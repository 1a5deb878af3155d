"""Writes a whole library as JSON lines: every row as it is, with its id, so that either kind of database can hold it.

The first line says what it is and which migrations it has behind it. Then come the tables, each as a line with its
columns and one line a row; the last line has the number of rows of each table and the highest id that it gave out.
The same library gives the same bytes on both kinds of database. Django's own serializers would lose the microseconds of
times, know nothing of composite primary keys, and be read again one row at a time.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import AutoField, BinaryField

from articles.database.snapshot import snapshot
from articles.operations.backups.moved_models import Model, fields_of, moved_models, writer_of

FORMAT = 1
CHUNK, HEAVY_CHUNK = 500, 20  # rows in memory at once; of a table with documents' bytes


def whole_library_lines(using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """One line after the other, all of one state of the library; importers go on meanwhile."""
    counts: dict[str, int] = {}
    with snapshot(using):
        models = moved_models(apps)
        yield as_line({"newsreader": "library", "format": FORMAT, "migrations": _migrations(using, models)})
        for model in models:
            label = model._meta.label_lower
            yield as_line({"table": label, "columns": [field.column for field in fields_of(model)]})
            counts[label] = 0
            for row in _rows(model, using):
                counts[label] += 1
                yield as_line(row)
        ids = {model._meta.label_lower: highest_id(model, connections[using]) for model in models if has_ids(model)}
    yield as_line({"rows": counts, "highest_ids": ids})


def as_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def has_ids(model: Model) -> bool:
    """Whether the database gives out the ids of its rows."""
    return isinstance(model._meta.pk, AutoField)


def highest_id(model: Model, connection: BaseDatabaseWrapper) -> int:
    """The highest id that the table has given out, also of rows that are gone; 0 before the first."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _migrations(using: str, models: list[Model]) -> dict[str, list[str]]:
    """The names of the migrations behind the library, by app, of the apps whose rows are moved."""
    moved = {model._meta.app_label for model in models}
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return {app: sorted(name for of, name in applied if of == app) for app in sorted(moved)}


def _rows(model: Model, using: str) -> Iterator[list[Any]]:
    """The rows in the order of their primary keys, as JSON values."""
    fields = fields_of(model)
    writers = [(place, write) for place, field in enumerate(fields) if (write := writer_of(field, using))]
    order = [field.attname for field in model._meta.pk_fields]
    rows = model._base_manager.using(using).order_by(*order).values_list(*(field.attname for field in fields))
    is_heavy = any(isinstance(field, BinaryField) for field in fields)
    for row in rows.iterator(chunk_size=HEAVY_CHUNK if is_heavy else CHUNK):
        values = list(row)
        for place, write in writers:
            if values[place] is not None:
                values[place] = write(values[place])
        yield values
