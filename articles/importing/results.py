"""The result of each received document."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.captures.version import UNDERSTOOD_BY
from articles.documents.problems import Problem
from articles.models import Document

_SHOWN = (
    *("pk", "sha256", "name", "state", "problem", "understood_by", "import_run", "received_at"),
    *("article", "article__source", "article__headline", "deleted_at", "deleted_by__username"),
)

type Details = tuple[Mapping[str, Any], ...]  # what changed, or why nothing did: codes with parameters


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one received document. `state` is created, updated, unchanged or rejected."""

    name: str
    sha256: str
    state: str
    problem: Problem | None = None
    article: int | None = None
    document: int | None = None  # primary key of the stored document
    headline: str = ""
    details: Details = ()


def same_bytes(name: str) -> Details:
    """Why a document changed nothing: another one of the same import has its bytes."""
    return ({"code": "same-bytes", "name": name},)


def source_given(before: str, received_at: dt.datetime) -> Details:
    """That a stored document gets a publication: what it had before, so that it can be taken back."""
    return ({"code": "source-given", "before": before, "received_at": received_at.isoformat()},)


def known_results(names: Mapping[str, str], source_name: str, using: str) -> dict[str, Result]:
    """The results, by digest, of documents that are in the library or were refused by the same understanding.

    `names` are the documents' names by digest. A document whose article has no source is left out when `source_name`
    is given, so that it is imported again with a source. One whose story was deleted by hand stays out.
    """
    rows = Document.objects.using(using).kept().filter(sha256__in=names).values(*_SHOWN)
    known = {}
    for row in rows:
        name, sha256, article = names[row["sha256"]], row["sha256"], row["article"]
        if article and (row["article__source"] or not source_name):
            held = {
                "code": "held",
                "name": row["name"],
                "import": row["import_run"],
                "on": row["received_at"].isoformat(),
            }
            headline = row["article__headline"]
            known[sha256] = Result(name, sha256, "unchanged", None, article, row["pk"], headline, (held,))
        elif row["deleted_at"]:
            details = deleted_before(row["pk"], row["deleted_by__username"], row["deleted_at"])
            known[sha256] = Result(name, sha256, "unchanged", document=row["pk"], details=details)
        elif row["problem"] and row["state"] == Document.State.REJECTED and row["understood_by"] == UNDERSTOOD_BY:
            known[sha256] = Result(name, sha256, "rejected", Problem.from_json(row["problem"]), document=row["pk"])
    return known


def deleted_before(document: int, user: str | None, at: dt.datetime) -> Details:
    """Why a document stays out: a story was deleted by hand, of which this document is one."""
    return ({"code": "deleted", "by": user or "", "on": at.isoformat(), "document": document},)
