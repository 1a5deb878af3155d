"""Write thousands of rows at once: by COPY and temporary tables on PostgreSQL, by `executemany` on SQLite."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# Fields whose values are the same in Python and in the database; asking Django to convert them takes time.
PLAIN_FIELDS = (models.TextField, models.IntegerField, models.FloatField, models.ForeignKey)


def insert(connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of database values. Raises IntegrityError on a conflict."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # type: ignore[arg-type]  # noqa: S608  any iterable will do


def insert_rows(
    connection: BaseDatabaseWrapper, rows: Sequence[models.Model], as_is: Mapping[str, Sequence[Any]] | None = None
) -> None:
    """Insert model instances that have primary keys (see `new_ids`), with values converted as Django does.

    `as_is` has columns that need no conversion: by attribute name, one database value per row.
    """
    if not rows:
        return
    meta, given = rows[0]._meta, as_is or {}
    columns = [given.get(field.attname) or _database_values(field, rows, connection) for field in meta.concrete_fields]
    insert(
        connection,
        meta.db_table,
        [field.column for field in meta.concrete_fields if field.column],
        zip(*columns, strict=True),
    )


def _database_values(
    field: models.Field[Any, Any], rows: Sequence[models.Model], connection: BaseDatabaseWrapper
) -> list[Any]:
    """Return the values of one field of all rows, converted for the database."""
    values = map(attrgetter(field.attname), rows)
    if isinstance(field, PLAIN_FIELDS):
        return list(values)
    return [field.get_db_prep_save(value, connection) for value in values]


def stage(
    connection: BaseDatabaseWrapper, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], index: str = ""
) -> None:
    """Create a temporary table of these rows, in place of an earlier one of that name; for use within a transaction.

    `columns` are names with types, as "key bigint". `index` has comma-separated columns to be indexed, if any.
    """
    on_commit = " ON COMMIT DROP" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({', '.join(columns)}){on_commit}")
    insert(connection, name, [column.split()[0] for column in columns], rows)
    with connection.cursor() as cursor:
        if index:
            cursor.execute(f"CREATE INDEX {name}_index ON {name} ({index})")
        if connection.vendor == "postgresql":  # without statistics the planner assumes about a thousand rows
            cursor.execute(f"ANALYZE {name}")


def update(
    connection: BaseDatabaseWrapper,
    table: str,
    settings: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    types: Sequence[str] = ("bigint", "bigint"),
) -> None:
    """Update rows by their ids.

    `settings` has an SQL expression for each column, in which {} stands for the next value of a row. Each row has these
    values and then the id; `types` are the types of the values on PostgreSQL.
    """
    if connection.vendor == "postgresql":
        names = [f"v{number}" for number in range(len(types))]
        stage(connection, "staged_change", [*map(" ".join, zip(names, types, strict=True)), "id bigint"], rows)
        values = iter(f"staged_change.{name}" for name in names)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} AS stored SET {_assignments(settings, values)} "  # noqa: S608
                "FROM staged_change WHERE stored.id = staged_change.id"
            )
        return
    statement = f"UPDATE {table} SET {_assignments(settings, repeat('%s'))} WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # any iterable will do


def _assignments(settings: Mapping[str, str], values: Iterator[str]) -> str:
    """Return the SET clause, with each {} replaced by the next of the values."""
    return ", ".join(
        f"{column} = {expression.format(next(values)) if '{}' in expression else expression}"
        for column, expression in settings.items()
    )


def new_ids(connection: BaseDatabaseWrapper, model: type[models.Model], count: int) -> list[int]:
    """Reserve `count` primary keys, ascending; must be called within the transaction that uses them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(statement, [table, count])
            return list(chain.from_iterable(cursor.fetchall()))
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = cursor.fetchone()[0] + 1
    return list(range(first, first + count))
