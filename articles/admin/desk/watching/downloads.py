"""A report as a file: CSV for spreadsheets, JSON lines for programs, a thousand rows in memory at a time."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from articles.admin.desk.watching.report import Asked, Row, rows_of, with_documents
from articles.context import origin_of
from articles.importing.outcomes import sentence_of_outcome
from articles.models import Import, Outcome
from articles.pages.spreadsheets import safe_cell

CHUNK = 1_000  # rows
COLUMNS = ("number", "result", "document", "headline", "why", "address", "sha256")


def download(request: HttpRequest, run: Import, asked: Asked, form: str) -> StreamingHttpResponse:
    """The rows that are asked for, as "csv" or "json"."""
    origin = origin_of(request)
    content, kind = (_csv, "text/csv") if form == "csv" else (_json, "application/x-ndjson")
    return StreamingHttpResponse(
        content(_rows(run, asked), origin),
        content_type=f"{kind}; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(True, f"import-{run.pk}.{_ending(form)}"),
            "X-Content-Type-Options": "nosniff",
        },
    )


def _ending(form: str) -> str:
    return "csv" if form == "csv" else "jsonl"


def _rows(run: Import, asked: Asked) -> Iterator[tuple[Outcome, Row]]:
    """The chosen rows in order, fetched by their position in chunks."""
    after = 0
    while chunk := list(with_documents(asked.chosen(run)).filter(position__gt=after).order_by("position")[:CHUNK]):
        yield from zip(chunk, rows_of(chunk), strict=True)
        after = chunk[-1].position


def _csv(rows: Iterable[tuple[Outcome, Row]], origin: str) -> Iterator[str]:
    yield _csv_line(COLUMNS)
    for outcome, row in rows:
        address = origin + row.article.get_absolute_url() if row.article else ""
        texts = map(safe_cell, (row.label, outcome.name, row.headline, row.message))
        yield _csv_line([row.number, *texts, address, outcome.sha256])


def _csv_line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _json(rows: Iterable[tuple[Outcome, Row]], origin: str) -> Iterator[str]:
    for outcome, row in rows:
        values = {
            "number": row.number,
            "state": outcome.state,
            "name": outcome.name,
            "sha256": outcome.sha256,
            "code": (outcome.problem or {}).get("code"),
            "details": outcome.details,
            "message": sentence_of_outcome(outcome),
            "headline": row.headline,
            "article": row.article.pk if row.article else None,
            "address": origin + row.article.get_absolute_url() if row.article else None,
            "gone": row.gone or None,
        }
        yield json.dumps(values, ensure_ascii=False) + "\n"
