"""Queries that are written in the ORM and compiled to SQL once; from then on only their values are bound."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, get_args, get_type_hints

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import ValuesListIterable

type Row = tuple[Any, ...]

LENGTHS = (1, 5, 10, 20, 50, 100)  # to which lists are padded with their last value; each has an SQL text of its own
# Stand-ins for the values of a type: in the range of every column, and equal to nothing else in a query.
_STAND_INS: dict[Any, Callable[[int], Any]] = {
    int: lambda number: 1_593_148_217 + number,
    str: lambda number: f"stand-in {number} of a compiled query",
    dt.date: lambda number: dt.date(1789, 7, 14) + dt.timedelta(number),
    dt.datetime: lambda number: dt.datetime(1789, 7, 14, 5, 11, 13, 171_923, dt.UTC) + dt.timedelta(number),
}


class CompiledQuery[*Values]:
    """A function that writes a queryset, made into one that gives the rows of that queryset as a list of tuples.

    Use it as a decorator. Each parameter is annotated as int, str, date, datetime, or as a list of one of these, and is
    only compared with columns: nothing else in the queryset may depend on its value. The SQL is made at the first call
    for each database and each combination of lengths of lists.
    """

    def __init__(self, write: Callable[[*Values], QuerySet[Any, Any]]) -> None:
        self._write = write
        hints = {name: hint for name, hint in get_type_hints(write).items() if name != "return"}
        self._parameters = [_parameter(name, hint) for name, hint in hints.items()]
        self._statements: dict[tuple[str, tuple[int, ...]], _Statement] = {}

    def __call__(self, *values: *Values, using: str = DEFAULT_DB_ALIAS) -> list[Row]:
        """The rows for these values.

        None, an integer of more than 64 bits, and a list that is empty or too long make another SQL: with them the
        queryset is compiled for this call.
        """
        flat, lengths = self._flatten(values)
        if 0 in lengths or not all(map(_is_bindable, flat)):
            return list(self._write(*values).using(using))
        statement = self._statements.get((using, lengths))
        if statement is None:
            statement = self._statements[using, lengths] = self._compile(lengths, using)
        return statement.rows(flat, connections[using])

    def _flatten(self, values: Sequence[Any]) -> tuple[list[Any], tuple[int, ...]]:
        """The values one after the other, and the length to which each list was padded; 0 if it can't be."""
        flat, lengths = [], []
        for parameter, value in zip(self._parameters, values, strict=True):
            if not parameter.is_list:
                flat.append(value)
                continue
            length = next((length for length in LENGTHS if length >= len(value) > 0), 0)
            flat += value
            flat += value[-1:] * (length - len(value))
            lengths.append(length)
        return flat, tuple(lengths)

    def _compile(self, lengths: Sequence[int], using: str) -> "_Statement":
        """Compile the queryset with stand-ins, and find where its parameters have them."""
        numbers, left = count(), iter(lengths)
        given: list[Any] = []
        for parameter in self._parameters:
            made = [_STAND_INS[parameter.type](next(numbers)) for _ in range(next(left) if parameter.is_list else 1)]
            given.append(made if parameter.is_list else made[0])
        queryset = self._write(*given).using(using)
        if queryset._iterable_class is not ValuesListIterable:
            raise TypeError(f"{self._write.__name__}: a compiled query gives tuples, so it ends with values_list().")
        compiler = queryset.query.get_compiler(using)
        sql, params = compiler.as_sql()
        stand_ins = [_adapted(value, connections[using]) for value in self._flatten(given)[0]]
        places = [(at, stand_ins.index(value), type(value)) for at, value in enumerate(params) if value in stand_ins]
        unbound = set(range(len(stand_ins))) - {number for _, number, _ in places}
        if unbound or any(str(stand_in) in sql for stand_in in stand_ins):
            raise ValueError(f"{self._write.__name__}: a value is not bound as it is; the SQL would be {sql}")
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        return _Statement(sql, params, places, [(at, *found) for at, found in converters.items()])


@dataclass(frozen=True, slots=True)
class _Parameter:
    type: Any
    is_list: bool


def _parameter(name: str, hint: object) -> _Parameter:
    inner = get_args(hint)  # of a list
    parameter = _Parameter(inner[0] if inner else hint, is_list=bool(inner))
    if parameter.type not in _STAND_INS:
        raise TypeError(f"A compiled query can't bind {name}, whose type is {hint}.")
    return parameter


@dataclass(frozen=True, slots=True)
class _Statement:
    """An SQL text and its parameters.

    `places` are those of the values: the place of the parameter, the number of the value, and the type that the driver
    gets. `converters` are those of a column, by its number, with the expression that they ask for.
    """

    sql: str
    params: Sequence[Any]
    places: Sequence[tuple[int, int, type]]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]

    def rows(self, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[Row]:
        params = list(self.params)
        for place, number, kind in self.places:
            value = values[number]
            params[place] = kind(value) if isinstance(value, int) else _adapted(value, connection)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[Row] = cursor.fetchall()
        if not self.converters:
            return rows
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for at, converters, expression in self.converters if rows else ():
            for convert in converters:
                columns[at] = [convert(value, expression, connection) for value in columns[at]]
        return list(zip(*columns, strict=True))


def _is_bindable(value: object) -> bool:
    return -(2**63) <= value < 2**63 if isinstance(value, int) else value is not None


def _adapted(value: object, connection: BaseDatabaseWrapper) -> object:
    """The value as the database's driver gets it."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value
