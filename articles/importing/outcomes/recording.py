"""Writes what became of each document into the rows of an import's report, in the transaction that stores them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import connections
from django.db.models import Max

from articles.database.bulk import insert, update
from articles.importing.results import Details, Result, same_bytes
from articles.models import Document, Import, Outcome, Preview

_COLUMNS = ["state", "name", "sha256", "problem", "details", "article_number", "headline", "document_id"]
_TYPES = ("text", "text", "text", "jsonb", "jsonb", "bigint", "text", "bigint")

type Row = tuple[str, str, str, str | None, str, int | None, str, int | None]  # the values of _COLUMNS


def record(run: Import, results: Iterable[Result], using: str) -> list[Result]:
    """Write a row for each result, in order; return the results to be counted.

    Rows that wait for their document are filled; every file with its bytes has one, and all of them are counted.
    """
    results = [_of_this_import(result, run) for result in results]
    waiting = {} if run.command else _waiting(run, results, using)
    new: list[Result] = []
    filled: list[tuple[Result, int]] = []
    for result in results:
        rows = waiting.pop(result.sha256, [])
        if not rows:
            new.append(result)
        for number, (pk, name) in enumerate(rows):
            named = replace(result, name=name)
            if number:
                named = replace(_again(named), details=same_bytes(rows[0][1]) if not result.problem else ())
            filled.append((named, pk))
    _fill(filled, using)
    _insert(run, new, using)
    return [*new, *(result for result, _ in filled)]


def amend(run: Import, details: Mapping[int, Details], using: str) -> None:
    """Add details to the rows of documents that this import has stored before, by primary key of the document."""
    if not details:
        return
    rows = Outcome.objects.using(using).filter(import_run=run, document__in=details)
    changed = []
    for row in rows:
        if more := [detail for detail in details[row.document_id or 0] if detail not in row.details]:
            row.details = [*row.details, *more]
            changed.append(row)
    Outcome.objects.using(using).bulk_update(changed, ["details"])


def _again(result: Result) -> Result:
    return result if result.problem else replace(result, state="unchanged")


def _of_this_import(result: Result, run: Import) -> Result:
    """The result; where its bytes are held because this import brought them, it says so."""
    for detail in result.details:
        if detail["code"] == "held" and detail["import"] == run.pk:
            return replace(result, details=same_bytes(detail["name"]))
    return result


def _waiting(run: Import, results: Sequence[Result], using: str) -> dict[str, list[tuple[int, str]]]:
    """The rows that wait for these documents, in order, as primary key and name, by digest of the document."""
    digests = [result.sha256 for result in results if result.sha256]
    staged = Document.objects.using(using).filter(import_run=run, state=Document.State.STAGED, sha256__in=digests)
    found = dict(staged.values_list("pk", "sha256"))
    rows = Outcome.objects.using(using).filter(document__in=found, state=Outcome.State.WAITING).order_by("position")
    waiting: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, name, document in rows.values_list("pk", "name", "document"):
        waiting[found[document]].append((pk, name))
    return dict(waiting)


def _fill(filled: Sequence[tuple[Result, int]], using: str) -> None:
    if not filled:
        return
    values = ((*_row(result), pk) for result, pk in filled)
    settings = dict.fromkeys(_COLUMNS, "{}")
    update(connections[using], Outcome._meta.db_table, settings, values, types=_TYPES)
    Preview.objects.using(using).filter(outcome__in=[pk for _, pk in filled]).delete()


def _insert(run: Import, results: Sequence[Result], using: str) -> None:
    if not results:
        return
    first = run.done if run.command else _last_position(run, using)
    rows = ((run.pk, first + place, *_row(result)) for place, result in enumerate(results, start=1))
    insert(connections[using], Outcome._meta.db_table, ["import_run_id", "position", *_COLUMNS], rows)


def _last_position(run: Import, using: str) -> int:
    return Outcome.objects.using(using).filter(import_run=run).aggregate(last=Max("position"))["last"] or 0


def _row(result: Result) -> Row:
    problem = json.dumps(result.problem.as_json()) if result.problem else None
    details = json.dumps(result.details)
    return (
        *(result.state, result.name, result.sha256, problem, details),
        *(result.article, result.headline, result.document),
    )
