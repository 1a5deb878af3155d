"""Lower limits for storing: the same rows into bare tables without indexes, and into the site's own tables."""

from collections.abc import Iterable, Sequence
from itertools import batched

from django.apps import apps
from django.db import connection, models, transaction

from articles.database import bulk
from articles.search import postgresql_index, sqlite_index
from benchmarks.scale.setup.cost import Meter

CHUNK = 10_000  # rows per transaction


def load_bare(meter: Meter) -> int:
    """Insert all rows of the library into bare tables under the meter; return the number of rows."""
    count = 0
    for model in apps.get_app_config("articles").get_models():
        columns = [_quoted(field.column) for field in model._meta.concrete_fields]
        rows = _read(model, columns)
        count += len(rows)
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE bare AS SELECT {', '.join(columns)} FROM {_quoted(model._meta.db_table)} LIMIT 0"
            )
            for chunk in batched(rows, CHUNK):
                with meter.during(), transaction.atomic():
                    _load(cursor, columns, chunk)
            cursor.execute("DROP TABLE bare")
    return count


def load_indexed(meter: Meter, *, search: bool) -> None:
    """Empty the library and insert its rows again under the meter: each table at once, nothing looked up or decided."""
    tables = {}
    for model in apps.get_app_config("articles").get_models():
        columns = [_quoted(field.column) for field in model._meta.concrete_fields]
        tables[_quoted(model._meta.db_table)] = columns, _read(model, columns)
    _empty(tables, search=search)
    with meter.during(), transaction.atomic():
        for table, (columns, rows) in tables.items():
            bulk.insert(connection, table, columns, rows)


def _empty(tables: Iterable[str], *, search: bool) -> None:
    index = {"sqlite": sqlite_index, "postgresql": postgresql_index}[connection.vendor]
    with connection.cursor() as cursor, transaction.atomic():
        index.remove(connection)
        if connection.vendor == "sqlite":
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")
        else:
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
        if search:
            index.install(connection)


def _read(model: type[models.Model], columns: Sequence[str]) -> list[tuple]:
    """Return rows of database values, which can be inserted without conversion."""
    if connection.vendor == "sqlite":
        chosen = [f"+{column}" for column in columns]  # an expression has no declared type to be converted by
    else:
        is_json = [isinstance(field, models.JSONField) for field in model._meta.concrete_fields]
        chosen = [f"{column}::text" if json else column for column, json in zip(columns, is_json, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(chosen)} FROM {_quoted(model._meta.db_table)}")
        return cursor.fetchall()


def _load(cursor: object, columns: Sequence[str], rows: Sequence[tuple]) -> None:
    if connection.vendor == "sqlite":
        cursor.executemany(f"INSERT INTO bare VALUES ({', '.join(['%s'] * len(columns))})", rows)
        return
    with cursor.copy(f"COPY bare ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
