"""Rows by the thousand: COPY and temporary tables on PostgreSQL, `executemany` on SQLite."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import attrgetter

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

AS_THEY_ARE = (models.TextField, models.IntegerField, models.FloatField, models.ForeignKey)


def insert(connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert rows of values that the database takes as they are; a conflict raises IntegrityError."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def insert_rows(
    connection: BaseDatabaseWrapper, rows: Sequence[models.Model], as_is: Mapping[str, Sequence] | None = None
) -> None:
    """Insert model rows whose primary keys are given (`new_ids`), every column as Django would store it.

    `as_is` has the values of columns that are in the database's form already, in the order of the rows.
    """
    if not rows:
        return
    meta, given = rows[0]._meta, as_is or {}
    columns = [given.get(field.attname) or _prepared(field, rows, connection) for field in meta.concrete_fields]
    insert(connection, meta.db_table, [field.column for field in meta.concrete_fields], zip(*columns, strict=True))


def _prepared(field: models.Field, rows: Sequence[models.Model], connection: BaseDatabaseWrapper) -> list:
    """A column's values; most are the same for Python and for the database, and to ask Django takes its time."""
    values = map(attrgetter(field.attname), rows)
    if isinstance(field, AS_THEY_ARE):
        return list(values)
    return [field.get_db_prep_save(value, connection) for value in values]


def stage(
    connection: BaseDatabaseWrapper, name: str, columns: Sequence[str], rows: Iterable[Sequence], index: str = ""
) -> None:
    """A temporary table of these rows, made anew; `columns` are names with types. It lives as long as the transaction.

    `index` names the columns that others find its rows by.
    """
    gone = " ON COMMIT DROP" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({', '.join(columns)}){gone}")
    insert(connection, name, [column.split()[0] for column in columns], rows)
    with connection.cursor() as cursor:
        if index:
            cursor.execute(f"CREATE INDEX {name}_index ON {name} ({index})")
        if connection.vendor == "postgresql":  # without, it takes any temporary table for one of a thousand rows
            cursor.execute(f"ANALYZE {name}")


def update(
    connection: BaseDatabaseWrapper,
    table: str,
    settings: Mapping[str, str],
    rows: Iterable[Sequence],
    types: Sequence[str] = ("bigint", "bigint"),
) -> None:
    """Change rows by their ids. `settings` gives each column an expression in which {} stands for the next value.

    Each row has those values, then the id. `types` are those of the values on PostgreSQL.
    """
    if connection.vendor == "postgresql":
        given = [f"v{number}" for number in range(len(types))]
        stage(connection, "staged_change", [*map(" ".join, zip(given, types, strict=True)), "id bigint"], rows)
        places = iter(f"staged_change.{name}" for name in given)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} AS held SET {_assigned(settings, places)} "  # noqa: S608
                "FROM staged_change WHERE held.id = staged_change.id"
            )
        return
    statement = f"UPDATE {table} SET {_assigned(settings, repeat('%s'))} WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _assigned(settings: Mapping[str, str], places: Iterator[str]) -> str:
    return ", ".join(
        f"{column} = {expression.format(next(places)) if '{}' in expression else expression}"
        for column, expression in settings.items()
    )


def new_ids(connection: BaseDatabaseWrapper, model: type[models.Model], count: int) -> list[int]:
    """So many primary keys that nobody else gets, ascending; within a transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(statement, [table, count])
            return list(chain.from_iterable(cursor.fetchall()))
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = cursor.fetchone()[0] + 1
    return list(range(first, first + count))
